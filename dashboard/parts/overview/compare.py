"""Units of unlike size on one picture on screen: is what sets them apart from the whole more than chance?"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pyarrow as pa
import streamlit as st

from dashboard.downloads.file_name import file_name
from dashboard.edition import Unit
from dashboard.figures.funnel import Point, funnel_figure, funnel_sentence, outside_words
from dashboard.figures.saving import config
from dashboard.figures.spoken import funnel_alt
from dashboard.frame import choose, terms_of
from dashboard.markup.tables import table
from dashboard.parts.take_away import offer_rows
from dashboard.selection import CELL
from dashboard.standing import Standing
from dashboard.visit import Visit
from dashboard.wording.rows import as_of_words, row_words
from dashboard.wording.states import state_of
from pipeline.published import REASONS

_COLUMNS = ("col_unit", "col_members", "col_base", "col_unknown", "col_share", "col_state")
_Row = Mapping[str, Any]
_PHONE_PX = 340


def draw_comparison(visit: Visit, standings: Sequence[Standing], scope: Unit) -> None:
    """The funnel of one target group in one band, chosen among those of which the whole can be shown.

    Bands without a target are among them: they are where appointments come from.
    """
    words, edition = visit.words, visit.edition
    below = edition.children(visit.selection.snapshot, scope.code)
    cells = _cells(visit, scope, below)
    if not cells:
        st.info(words("compare_none", unit=words.name(scope.name)))
        return
    cell = visit.selection.cell if visit.selection.cell in cells else _first(cells, standings, visit)
    names = {each: _name(visit, each) for each in cells}
    choose(words("choose_cell"), list(cells), cell, CELL, names.__getitem__)
    rows, judged = cells[cell], _judged(visit, standings, cell)
    whole = rows[scope.code]
    points = [_point(visit, unit, rows.get(unit.code), judged.get(unit.code)) for unit in below if unit.code in rows]
    # A line for all of them only where all of them are asked the same.
    asked = {judged[unit.code].target_share if unit.code in judged else None for unit in below if unit.code in rows}
    carried = whole["as_of"] if whole["as_of"] != whole["snapshot"] else None
    of_when = words("compare_as_of", month=words.month(carried)) if carried else ""
    said = (funnel_sentence(points, whole["share"], words), outside_words(points, whole["share"], words), of_when)
    st.html(
        f'<h2 class="sc-h2">{escape(names[cell])}</h2>'
        f'<p class="sc-lead">{escape(" ".join(text for text in said if text))}</p>'
    )
    _draw_funnel(visit, points, whole["share"], asked.pop() if len(asked) == 1 else None, (scope.code, cell))
    with st.expander(words("as_table")):
        listed = [_texts(visit, unit, rows[unit.code]) for unit in (scope, *below) if unit.code in rows]
        heads = [words(code) for code in _COLUMNS]
        st.html(table(names[cell], heads, listed, (0, 5), terms_of(visit, _COLUMNS)))
    taken = [rows[unit.code] for unit in (scope, *below) if unit.code in rows]
    schema = edition.tables["representation"].schema
    offer_rows(visit, cell, pa.Table.from_pylist(taken, schema=schema), names[cell])


def _draw_funnel(
    visit: Visit, points: Sequence[Point], share: float, target: float | None, about: tuple[str, str]
) -> None:
    words = visit.words
    tools = config(words, file_name(about, visit.selection.snapshot, "")[:-1])
    # Names are placed for a width: on a phone there is room for other ones.
    for place, width in (("wide", 900), ("narrow", _PHONE_PX)):
        figure = funnel_figure(points, share, target, words, visit.colours, width)
        if figure is not None:
            with st.container(key=f"{place}-funnel"):
                alt = funnel_alt(points, share, words)
                st.plotly_chart(figure, theme=None, config=tools, key=f"{place}-picture", alt=alt)


def _cells(visit: Visit, scope: Unit, below: Sequence[Unit]) -> dict[str, dict[str, _Row]]:
    """Per target group and band, the published rows by unit; only where the whole and a unit below it are shown."""
    codes = [scope.code, *(unit.code for unit in below)]
    found: dict[str, dict[str, _Row]] = {}
    for row in visit.edition.rows("representation").find([visit.selection.snapshot], codes).to_pylist():
        if row["scale_basis"] == "function":
            found.setdefault(f"{row['group']}.{row['band']}", {})[row["unit"]] = row
    order = [f"{group}.{band}" for group in visit.edition.groups for band in visit.edition.bands]
    return {each: found[each] for each in order if each in found and _tells(found[each], scope.code)}


def _tells(rows: Mapping[str, _Row], whole: str) -> bool:
    shown = {unit for unit, row in rows.items() if row["shown"] and row["share"] is not None}
    return whole in shown and len(shown) > 1


def _first(cells: Mapping[str, object], standings: Sequence[Standing], visit: Visit) -> str:
    """A cell with a target before one without."""
    asked = [_cell_of(visit, row) for row in standings]
    return next((each for each in cells if each in asked), next(iter(cells)))


def _judged(visit: Visit, standings: Sequence[Standing], cell: str) -> dict[str, Standing]:
    return {row.unit: row for row in standings if _cell_of(visit, row) == cell and row.counts == "persons"}


def _cell_of(visit: Visit, row: Standing) -> str:
    target = visit.edition.target(row.target, row.version)
    return f"{target.group}.{target.band}"


def _point(visit: Visit, unit: Unit, row: _Row | None, standing: Standing | None) -> Point:
    name = visit.words.name(unit.name)
    if row is None or not row["shown"] or row["members"] is None:
        return Point(name, None, None, "not_shown", "")
    known = row["headcount"] - row["unknown"]
    state = state_of(standing.verdict, standing.shown) if standing else None
    said = str(row_words(standing, visit.words)) if standing else ", ".join(_texts(visit, unit, row)[1:5:3])
    return Point(name, row["members"], known, state, said)


def _name(visit: Visit, cell: str) -> str:
    group, band = cell.split(".", 1)
    words, edition = visit.words, visit.edition
    return f"{words.name(edition.groups[group])}, {words.name(edition.bands[band])}"


def _texts(visit: Visit, unit: Unit, row: _Row) -> tuple[str, ...]:
    words, name = visit.words, visit.words.name(unit.name)
    if not row["shown"]:
        reason = row["reason"] if row["reason"] in REASONS else "not_shown"
        return name, "", words.number(row["headcount"]) if row["headcount"] is not None else "", "", "", words(reason)
    share = "" if row["share"] is None else words.share(row["share"], row["headcount"])
    of_when = as_of_words(row["as_of"] if row["as_of"] != row["snapshot"] else None, words)
    numbers = (words.number(row["members"]), words.number(row["headcount"]), words.number(row["unknown"]))
    return name, *numbers, share, of_when
