"""One target group of the overview on screen: its sentences, its picture (cards when narrow), its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

import streamlit as st

from dashboard.downloads.file_name import file_name
from dashboard.edition import Unit
from dashboard.figures.panel_words import BandHead, Cell, Line, band_note
from dashboard.figures.panels import panels_figure
from dashboard.figures.saving import config
from dashboard.figures.spoken import overview_alt
from dashboard.markup.cards import unit_cards
from dashboard.markup.marks import mark
from dashboard.parts.take_away import Taken, draw_take_away, offer_standings
from dashboard.standing import StandIn, Standing
from dashboard.visit import UNIT_PAGE, Visit
from dashboard.wording.rows import RowWords, as_of_words, noun_of, numbers_words, row_words
from dashboard.wording.sentences import panel_sentence
from dashboard.wording.states import STATES

_EVERYTHING = "everything"  # in the names of its files


@dataclass(frozen=True)
class Band:
    """One panel: the standings of its band, at most one per unit. Targets of one unit and band stand in two panels."""

    code: str
    rows: tuple[Standing, ...]


def draw_key(visit: Visit) -> None:
    """In one line what is drawn; the whole of it stands under the pictures."""
    words = visit.words
    marks = "".join(f"<span>{mark(state)} {escape(words(f'short_{state}'))}</span>" for state in STATES[:-1])
    lines = "".join(f"<span>{sign} {escape(words(code))}</span>" for sign, code in _SIGNS)
    st.html(f'<p class="sc-keyline sc-small">{marks}{lines}</p>')


_SIGNS = (
    ('<i class="sc-bar"></i>', "short_margin"),
    ('<i class="sc-stroke"></i>', "short_target"),
    ('<i class="sc-stroke sc-dotted"></i>', "short_path"),
)


def bands_of(visit: Visit, standings: Sequence[Standing]) -> tuple[Band, ...]:
    """The panels of one group, in the order of the organisation's bands."""
    order = list(visit.edition.bands)
    places: dict[tuple[int, int], list[Standing]] = {}
    for row in standings:
        band = visit.edition.target(row.target, row.version).band
        nth = 0
        while any(each.unit == row.unit for each in places.get((order.index(band), nth), ())):
            nth += 1
        places.setdefault((order.index(band), nth), []).append(row)
    return tuple(Band(order[place], tuple(rows)) for (place, _), rows in sorted(places.items()))


def draw_group(visit: Visit, group: str, standings: Sequence[Standing], scope: Unit) -> None:
    """Draw what there is of one target group in a unit and those directly below it."""
    words, edition = visit.words, visit.edition
    name = words.name(edition.groups.get(group, {"en": group}))
    bands = bands_of(visit, standings)
    said = "".join(_sentence(visit, band, scope) for band in bands)
    st.html(f'<div class="sc-panel"><h2 id="group-{escape(group)}">{escape(name)}</h2>{said}</div>')
    wider = wider_of(standings)
    heads = [BandHead(_band_name(visit, band.code), _note(visit, band, standings)) for band in bands]
    heads += [BandHead(words("wider_band", band=_band_name(visit, code)), words("wider_note")) for code in wider]
    lines = _lines(visit, bands, wider, scope)
    caption = words("chart_group", group=name, unit=words.name(scope.name))
    with st.container(key=f"wide-{group}"):
        figure = panels_figure(heads, lines, words, visit.colours)
        tools = config(words, file_name((scope.code, group), visit.selection.snapshot, "")[:-1])
        alt = f"{caption}. {overview_alt(heads, lines, words)}"
        st.plotly_chart(figure, theme=None, config=tools, key=f"chart-{group}", alt=alt)
    with st.container(key=f"narrow-{group}"):
        st.html(unit_cards(heads, lines, words))
    rows = [
        (_row_name(visit, row, bands), visit.address(UNIT_PAGE, unit=row.unit, target=row.target), row)
        for row in standings
    ]
    draw_take_away(visit, Taken(group, caption, "col_unit", rows, ""))


def draw_everything(visit: Visit, standings: Sequence[Standing], scope: Unit) -> None:
    """One file of every picture on the page. Nothing where one picture has it all."""
    words, edition = visit.words, visit.edition
    if len({edition.target(row.target, row.version).group for row in standings}) == 1:
        return
    caption = words("overview_everything", unit=words.name(scope.name))
    st.html(f'<div class="sc-panel"><p class="sc-small">{escape(caption)}</p></div>')
    rows = [(_with_target(visit, row), None, row) for row in standings]
    offer_standings(visit, Taken(_EVERYTHING, caption, "col_unit", rows, ""))


def _sentence(visit: Visit, band: Band, scope: Unit) -> str:
    words = visit.words
    whole = next((row for row in band.rows if row.unit == scope.code), None)
    below = [row for row in band.rows if row.unit != scope.code]
    if whole is None and len(below) == 1:
        # A target of one unit alone: the sentence is about that unit.
        said = panel_sentence(below[0], [], visit.unit_name(below[0].unit), words)
    else:
        said = panel_sentence(whole, below, words.name(scope.name), words)
    return f"<p><strong>{escape(_band_name(visit, band.code))}</strong> {escape(said)}</p>"


def wider_of(standings: Sequence[Standing]) -> dict[str, dict[str, tuple[StandIn, str]]]:
    """Per wider band, the figures that stand in for hidden ones of the same unit, by unit, with what is counted."""
    found: dict[str, dict[str, tuple[StandIn, str]]] = {}
    for row in standings:
        instead = row.stand_in
        if not row.shown and instead is not None and instead.unit_name is None and instead.band_name is not None:
            found.setdefault(instead.band, {})[row.unit] = (instead, noun_of(row))
    return found


Wider = Mapping[str, Mapping[str, tuple[StandIn, str]]]


def _lines(visit: Visit, bands: Sequence[Band], wider: Wider, scope: Unit) -> list[Line]:
    found = [{row.unit: row for row in band.rows} for band in bands]
    now = visit.selection.snapshot
    units = [scope, *visit.edition.children(now, scope.code)]
    return [
        Line(
            visit.words.name(unit.name),
            visit.address(UNIT_PAGE, unit=unit.code),
            unit.code == scope.code,
            (
                *(_cell(visit, each.get(unit.code), scope) for each in found),
                *(_wider_cell(visit, each.get(unit.code)) for each in wider.values()),
            ),
        )
        for unit in units
        if any(unit.code in each for each in found)
    ]


def _cell(visit: Visit, standing: Standing | None, scope: Unit) -> Cell:
    if standing is None:
        return Cell(None, None)
    words = row_words(standing, visit.words)
    found = standing.stand_in
    in_own_panel = found is not None and found.unit_name is None and found.band_name is not None
    of_another = found is not None and found.unit_name is not None and standing.unit != scope.code
    if in_own_panel or of_another:
        # A wider band has its panel; what the units above show stands in their own row, or beside that of the whole.
        words = replace(words, beside="")
    return Cell(standing, words, _broken(visit, standing))


def _wider_cell(visit: Visit, given: tuple[StandIn, str] | None) -> Cell:
    if given is None:
        return Cell(None, RowWords(visit.words("wider_none"), "", strong=False))
    found, noun = given
    carried = found.as_of if found.as_of != visit.selection.snapshot else None
    of_when = as_of_words(carried, visit.words, visit.selection.snapshot)
    said = RowWords(numbers_words(found, noun, visit.words), "", strong=False, beside=of_when)
    return Cell(None, said, instead=found)


def _broken(visit: Visit, standing: Standing) -> str:
    """Why the last year of a row is not comparable; empty when it is."""
    target, now = visit.edition.target(standing.target, standing.version), standing.snapshot
    recent = [each for each in visit.edition.breaks(standing.unit, target) if _within_a_year(each.snapshot, now)]
    return visit.words.name(recent[-1].reason) if recent else ""


def _within_a_year(then: date, now: date) -> bool:
    return 0 <= (now - then).days < 365


def _band_name(visit: Visit, code: str) -> str:
    return visit.words.name(visit.edition.bands.get(code, {"en": code}))


def _note(visit: Visit, band: Band, standings: Sequence[Standing]) -> str:
    """The target of a panel, said once at its heading only when every row of the picture has that one."""
    units = dict.fromkeys(row.unit for row in standings)
    own = {row.unit: row for row in band.rows}
    return band_note([own.get(unit) for unit in units], visit.words)


def _row_name(visit: Visit, row: Standing, bands: Sequence[Band]) -> str:
    return visit.unit_name(row.unit) if len(bands) == 1 else _with_target(visit, row)


def _with_target(visit: Visit, row: Standing) -> str:
    return f"{visit.unit_name(row.unit)}: {visit.words.name(visit.edition.target(row.target, row.version).name)}"
