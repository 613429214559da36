"""Where one unit stands, a sentence per target; and the units below it against one of them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.markup.links import link
from dashboard.markup.marks import mark
from dashboard.standing import Standing
from dashboard.visit import OVERVIEW, UNIT_PAGE, Visit
from dashboard.wording.rows import instead_words, row_words
from dashboard.wording.sentences import standing_sentence
from dashboard.wording.states import state_of


def draw_trail(visit: Visit) -> None:
    """The units above this one, each a link to its own page."""
    above = visit.edition.line(visit.selection.snapshot, visit.selection.unit)[:-1]
    links = [link(visit.address(UNIT_PAGE, unit=unit.code), visit.words.name(unit.name)) for unit in above]
    links = links or [link(visit.address(OVERVIEW), visit.words("page_overview"))]
    st.html(f'<p class="sc-trail">{" / ".join(links)}</p>')


def draw_standings(visit: Visit, standings: Sequence[Standing], current: str | None) -> None:
    """A sentence per target; its name opens its record. `current` is the target whose record stands below."""
    items = "".join(_standing(visit, row, row.target == current) for row in standings)
    st.html(f'<h2 class="sc-h2">{visit.words("where")}</h2><ul class="sc-standings">{items}</ul>')


def draw_departments(visit: Visit, target: str) -> None:
    """The units directly below this one against one target, in the organisation's order. Nothing for a leaf."""
    edition, words, now = visit.edition, visit.words, visit.selection.snapshot
    below = edition.children(now, visit.selection.unit)
    rows = [row for row in edition.standings(now, [unit.code for unit in below]) if row.target == target]
    if not rows:
        return
    items = "".join(_department(visit, row) for row in rows)
    told = words("departments_shown", n=sum(row.shown for row in rows), all=len(rows))
    st.html(
        f'<h2 class="sc-h2">{words("departments")}</h2><p class="sc-lead">{escape(told)}</p>'
        f'<ul class="sc-standings">{items}</ul>'
    )


def _standing(visit: Visit, row: Standing, is_current: bool) -> str:
    words = visit.words
    name = words.name(visit.edition.target(row.target, row.version).name)
    title = link(visit.address(UNIT_PAGE, target=row.target), name, current="true" if is_current else None)
    return _item(row, title, f"{_marked(visit, row)}{escape(standing_sentence(row, words))}{_instead(visit, row)}")


def _department(visit: Visit, row: Standing) -> str:
    title = link(visit.address(UNIT_PAGE, unit=row.unit), visit.unit_name(row.unit))
    said = row_words(row, visit.words)
    return _item(row, title, f"{_marked(visit, row)}{escape(str(said))}")


def _marked(visit: Visit, row: Standing) -> str:
    return f"<strong>{escape(visit.words('confidential'))}</strong> " if visit.is_confidential(row) else ""


def _item(row: Standing, title: str, said: str) -> str:
    return f"<li>{mark(state_of(row.verdict, row.shown))}<div><strong>{title}</strong><br>{said}</div></li>"


def _instead(visit: Visit, row: Standing) -> str:
    """For a hidden standing: the wider figure that stands in for it, with a link to the unit it is of."""
    said = instead_words(row, visit.words)
    if not said or row.stand_in is None:
        return ""
    text = escape(f"{said}.")
    if row.stand_in.unit_name is not None:
        name = visit.words.name(row.stand_in.unit_name)
        there = link(visit.address(UNIT_PAGE, unit=row.stand_in.unit, target=row.target), name)
        text = text.replace(escape(name), there, 1)
    return f' <span class="sc-quiet">{text}</span>'
