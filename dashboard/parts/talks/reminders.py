"""What is waiting, on screen: each line says the unit, what, since when, and leads to where it is done."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.access.rules import Page
from dashboard.agenda.gather import Agenda
from dashboard.agenda.lines import Line
from dashboard.agenda.saying import typed_words, waiting_words
from dashboard.agenda.waiting import PARTS, Part, Waiting
from dashboard.form import PLACE, Form, Kind
from dashboard.keeping import as_writer
from dashboard.markup.links import link
from dashboard.markup.marks import stand_mark
from dashboard.visit import Visit
from registers import new_key

_AT_ONCE = 8  # lines of one part before the rest is folded away


def draw_waiting(visit: Visit, agenda: Agenda) -> None:
    """The reminder list: talks, agreements, activities, each the oldest first. Nothing when nothing waits."""
    if not agenda.waits:
        return
    words = visit.words
    st.html(f'<h2 class="sc-h2">{escape(words("waits_heading"))}</h2>')
    lines = {line.unit: line for line in agenda.lines}
    for part, kinds in PARTS.items():
        found = [each for each in agenda.waits if each.kind in kinds]
        if not found:
            continue
        st.html(f'<h3 class="sc-h3">{escape(words(f"waits_part_{part}", n=len(found)))}</h3>')
        st.html(_listed(visit, found[:_AT_ONCE], lines, part))
        if rest := found[_AT_ONCE:]:
            with st.expander(words("waits_more", n=len(rest))):
                st.html(_listed(visit, rest, lines, part))


def _listed(visit: Visit, found: Sequence[Waiting], lines: Mapping[str, Line], part: Part) -> str:
    items = "".join(_item(visit, each, lines[each.unit], part) for each in found)
    return f'<ul class="sc-standings">{items}</ul>'


def _item(visit: Visit, found: Waiting, line: Line, part: Part) -> str:
    words = visit.words
    what, since = waiting_words(found, words)
    name = words.name(line.name)
    name = words("calendar_gone_unit", unit=name) if line.gone else name
    said = words("waits_line", unit=name, what=what)
    address = _address(visit, found, line, part)
    typed = [f"“<bdi>{escape(typed_words(found.typed))}</bdi>”"] if found.typed else []
    typed += [f"<bdi>{escape(typed_words(found.by))}</bdi>"] if found.by else []
    beside = " · ".join([*typed, escape(since)])
    return (
        f"<li>{stand_mark('overdue' if found.late else 'due')}"
        f'<div>{link(address, said) if address else escape(said)}<br><span class="sc-quiet">{beside}</span></div></li>'
    )


def _address(visit: Visit, found: Waiting, line: Line, part: Part) -> str:
    """Where it is done: for whoever may write, with its form open. Empty for a unit that was never in a publication."""
    if line.day is None:
        return ""
    page: Page = "activities" if part == "activities" else "talk"
    form = _form(found, part) if as_writer(visit.person, visit.reach(page)).may_write(found.unit) else None
    place = {"unit": line.unit, "snapshot": line.day, "publication": None, "stand": None, "find": ""}
    address = visit.address(page, **place, form=form.code if form else None)
    return f"{address}#{PLACE}" if form else address


def _form(found: Waiting, part: Part) -> Form:
    key, version = found.record or (new_key(), 0)
    kind: Mapping[Part, Kind] = {"talks": "conversation", "agreements": "agreement", "activities": "activity"}
    return Form(kind[part], key, version)
