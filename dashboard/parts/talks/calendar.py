"""The calendar of conversations on screen: a line per unit, what is shown of it, and a file to take along."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from dashboard.agenda.calendar_file import calendar_file
from dashboard.agenda.lines import Line, shown, tally
from dashboard.agenda.saying import day_cells, stand_words
from dashboard.downloads.file_name import file_name
from dashboard.form import PLACE
from dashboard.frame import choose, follow
from dashboard.keeping import as_writer
from dashboard.markup.links import link
from dashboard.markup.marked import Marked
from dashboard.markup.marks import stand_mark
from dashboard.markup.tables import table
from dashboard.parts.talks.rhythm import form_of_rhythm
from dashboard.selection import FIND, LONGEST_FIND, STAND, STANDS
from dashboard.visit import Visit

_HEADS = ("unit", "stand", "last", "planned", "by", "rhythm")


def draw_calendar(visit: Visit, lines: Sequence[Line]) -> None:
    """The units that were asked for: those with a rhythm or a talk, then those with neither."""
    words, selection = visit.words, visit.selection
    st.html(f'<h2 class="sc-h2">{escape(words("calendar_heading"))}</h2>')
    # Of a unit that is gone only what it left is of use here.
    lines = [line for line in lines if not line.gone or line.talk]
    _draw_choosers(visit, lines)
    found = shown(lines, selection.stand, selection.find)
    arranged = [line for line in found if line.stand != "none"]
    others = [line for line in found if line.stand == "none"]
    if not found:
        every = visit.address("talks", stand=None, find="")
        st.html(f"<p>{escape(words('calendar_nothing'))} {link(every, words('calendar_every'))}</p>")
    if arranged:
        st.html(_table(visit, arranged, words("calendar_caption", n=len(arranged))))
    if others:
        with st.expander(words("calendar_others", n=len(others)), expanded=not arranged):
            st.html(_table(visit, others, words("calendar_others_caption", n=len(others))))


def offer_calendar_file(visit: Visit, lines: Sequence[Line], now: datetime) -> None:
    """The talks that lie ahead of every unit that may be read, whatever is shown on the page."""
    words, today = visit.words, now.astimezone().date()
    st.html(f'<p class="sc-small sc-quiet">{escape(words("calendar_file_lead"))}</p>')
    st.download_button(
        *(words("calendar_file"), lambda: calendar_file(lines, words, now, today)),
        *(file_name((words("calendar_file_name"),), today, "ics"), "text/calendar"),
        key="calendar-file", on_click="ignore",
    )  # fmt: skip


def _draw_choosers(visit: Visit, lines: Sequence[Line]) -> None:
    words, selection, counts = visit.words, visit.selection, tally(lines)

    def named(stand: str) -> str:
        if not stand:
            return words("calendar_every_stand", n=len(lines))
        return words("calendar_stand_count", stand=words(f"stand_{stand}"), n=counts[stand])

    places = st.columns(2)
    with places[0]:
        choose(words("calendar_stand"), ["", *STANDS], selection.stand or "", STAND, named)
    with places[1]:
        st.session_state[FIND] = selection.find
        st.text_input(words("calendar_find"), key=FIND, max_chars=LONGEST_FIND, on_change=follow, args=(FIND,))


def _table(visit: Visit, lines: Sequence[Line], caption: str) -> str:
    heads = [visit.words(f"calendar_col_{each}") for each in _HEADS]
    return table(caption, heads, [_row(visit, line) for line in lines], (0, 1, 5))


def _row(visit: Visit, line: Line) -> list[str]:
    words, name = visit.words, visit.words.name(line.name)
    there = {"snapshot": line.day, "publication": None, "form": None, "stand": None, "find": ""}
    unit = link(visit.address("talk", unit=line.unit, **there), name) if line.day else escape(name)
    code = "" if name == line.unit else f' <span class="sc-quiet">{escape(line.unit)}</span>'
    stand = f"{stand_mark(line.stand)}{escape(stand_words(line, words))}"
    return [Marked(f"{unit}{code}"), Marked(stand), *day_cells(line, words), _rhythm(visit, line, name)]


def _rhythm(visit: Visit, line: Line, name: str) -> str:
    words = visit.words
    every = words(f"calendar_every_{line.rhythm.value.every}") if line.rhythm else ""
    if line.gone or not as_writer(visit.person, visit.reach("talks")).may_write(line.unit):
        return every or words("calendar_no_rhythm")
    said = every or words("calendar_set")
    address = f"{visit.address('talks', form=form_of_rhythm(line).code)}#{PLACE}"
    return Marked(link(address, said, spoken=words("calendar_change", unit=name, every=said)))
