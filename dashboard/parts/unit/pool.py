"""The scale bands of one unit and target group on screen: where appointments come from."""

from html import escape

import pyarrow as pa
import streamlit as st

from dashboard.discussion.bands import is_pool
from dashboard.downloads.file_name import file_name
from dashboard.edition import Edition, Target
from dashboard.figures.pool import PoolBand, band_count, pool_alt, pool_figure, pool_sentence
from dashboard.figures.saving import config
from dashboard.frame import terms_of
from dashboard.markup.tables import table
from dashboard.parts.take_away import offer_rows
from dashboard.standing import Standing
from dashboard.visit import Visit
from dashboard.wording.rows import as_of_words, beside_share
from pipeline.published import REASONS

_COLUMNS = ("col_band", "col_members", "col_base", "col_share", "col_target", "col_state")
_EVERYONE = "all"


def draw_pool(visit: Visit, row: Standing, target: Target) -> None:
    """A row per band from the lowest to the highest. Nothing where one band at most is published."""
    words = visit.words
    bands = _bands(visit, row, target)
    if sum(band.count is not None for band in bands) < 2:
        return
    said = pool_sentence(bands, words)
    st.html(f'<h2 class="sc-h2">{escape(words("pool_title"))}</h2><p class="sc-lead">{escape(said)}</p>')
    name = file_name((row.unit, target.group, "bands"), row.snapshot, "")[:-1]
    with st.container(key="wide-pool"):
        figure = pool_figure(bands, words, visit.colours)
        st.plotly_chart(figure, theme=None, config=config(words, name), key="pool", alt=pool_alt(bands, words))
    listed, taken = _table(visit, bands), _rows(visit, row, target)
    caption = words(
        "download_pool_of",
        unit=visit.unit_name(row.unit),
        group=words.name(visit.edition.groups.get(target.group, {"": target.group})),
    )
    with st.container(key="narrow-pool"):
        st.html(listed)
        offer_rows(visit, f"bands-{target.group}", taken, caption, "-narrow")
    with st.container(key="wide-pool-table"), st.expander(words("as_table")):
        st.html(listed)
        offer_rows(visit, f"bands-{target.group}", taken, caption)


def _bands(visit: Visit, row: Standing, target: Target) -> list[PoolBand]:
    edition = visit.edition
    counts = {each["band"]: band_count(each) for each in _rows(visit, row, target).to_pylist()}
    codes = _codes(edition)
    asked = {
        edition.target(each.target, each.version).band: each.target_share
        for each in edition.standings(row.snapshot, [row.unit])
        # The picture counts heads: a target in fte asks something else of them.
        if edition.target(each.target, each.version).group == target.group and each.counts == "persons"
    }
    return [
        PoolBand(visit.words.name(edition.bands[code]), counts.get(code), asked.get(code))
        for code in codes
        if code in counts or code in asked
    ]


def _rows(visit: Visit, row: Standing, target: Target) -> pa.Table:
    """The published rows that the picture is made of, from the lowest band to the highest."""
    edition = visit.edition
    found = edition.rows("representation").find([row.snapshot], [row.unit], group=[target.group])
    by_band = {each["band"]: each for each in found.to_pylist() if each["scale_basis"] == "function"}
    return pa.Table.from_pylist([by_band[code] for code in _codes(edition) if code in by_band], schema=found.schema)


def _codes(edition: Edition) -> list[str]:
    codes = list(edition.bands)
    return [code for code in codes if code != _EVERYONE and not is_pool(code, codes)]


def _table(visit: Visit, bands: list[PoolBand]) -> str:
    words = visit.words
    rows: list[tuple[str, ...]] = []
    for band in bands:
        count, target = band.count, "" if band.target is None else words.share(band.target)
        if count is None or not count.shown or count.members is None or count.headcount is None:
            reason = count.reason if count and count.reason in REASONS else "not_available"
            rows.append((band.name, "", "", "", target, words(reason)))
            continue
        share = "" if count.share is None else words.share(count.share, count.headcount)
        of_when = as_of_words(count.as_of if count.as_of != count.snapshot else None, words)
        of = beside_share(count.headcount, count.unknown, "person", words)
        rows.append((band.name, words.number(count.members), of, share, target, of_when))
    return table(words("pool_title"), [words(code) for code in _COLUMNS], rows, (0, 5), terms_of(visit, _COLUMNS))
