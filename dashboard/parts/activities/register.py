"""The register of activities on screen: how many there are, what is to be done, the list, and what to take along."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard.access.reach import Reach
from dashboard.activities.items import Act, Told, item, name_of
from dashboard.activities.listing import ON_A_PAGE, Line, Wanted, counts, matching, ordered, portion
from dashboard.activities.naming import Called, called
from dashboard.activities.sentences import shown, title
from dashboard.form import Form
from dashboard.keeping import author_of
from dashboard.markup.links import link
from dashboard.parts.activities.downloads import offer_activities
from dashboard.parts.activities.filters import draw_filters, draw_work, wanted_of
from dashboard.parts.activities.intake import draw_intake
from dashboard.parts.forms.saving import asked, draw_saved, open_form
from dashboard.visit import Visit
from registers import activities, histories, new_key

# What a short form for who and when can clear.
_SHORT = frozenset({"owner", "date"})


def draw_register(visit: Visit, today: date) -> None:
    """The whole page, from its title to the downloads, which carry the day of today in their names."""
    words, reach, wanted = visit.words, visit.reach("activities"), wanted_of(visit)
    heading = st.container()
    draw_saved(visit)
    found = asked(visit, lambda registers: activities(registers, reach.reads, removed=True))
    with heading:
        _draw_title(visit, None if found is None else [Line(kept) for kept in found], wanted)
    if found is None:
        return
    names = called(visit.now, words, all_seen=reach.reads is None)
    lines = [Line(kept) for kept in found]
    can_write = author_of(visit.person, reach) is not None
    if can_write:
        st.button(words("act_new"), key="act-new", type="primary", on_click=_begin)
    if lines:
        _draw_list(visit, lines, wanted, names, today)
    else:
        st.info(words("act_none_yet" if can_write else "act_none_yet_read"))
    if can_write:
        draw_intake(visit, names, today)


def _draw_title(visit: Visit, lines: Sequence[Line] | None, wanted: Wanted) -> None:
    words, whole = visit.words, wanted.units is None
    said = words("page_activities") if lines is None else title(matching(lines, Wanted(wanted.units)), words)
    if not whole:
        said = words("act_title_of", unit=visit.unit_name(), said=said[:1].lower() + said[1:])
    st.title(said, anchor=False)
    lead = words("act_lead_whole" if whole else "act_lead_unit", unit=visit.unit_name())
    st.html(f'<p class="sc-lead">{escape(lead)}</p>')


def _draw_list(visit: Visit, lines: Sequence[Line], wanted: Wanted, names: Called, today: date) -> None:
    words, selection = visit.words, visit.selection
    st.html(f'<h2 class="sc-h2">{escape(words("act_work_heading"))}</h2>')
    draw_work(visit, counts(lines, wanted))
    draw_filters(visit, names)
    found = _ordered(visit, matching(lines, wanted), names)
    every = len(matching(lines, Wanted(wanted.units)))
    st.html(f'<h2 class="sc-h2" id="list">{escape(shown(len(found), every, wanted, words))}</h2>')
    if wanted.narrows:
        clear = visit.address("activities", work=None, phase=None, target=None, group=None, find="", number=1)
        st.html(f"<p>{link(clear, words('act_clear'))}</p>")
    if not found:
        st.info(words("act_none_found"))
        return
    here, number, pages = portion(found, selection.number)
    first = (number - 1) * ON_A_PAGE + 1
    _draw_items(visit, here, names)
    if pages > 1:
        said = words(
            "act_page_of",
            first=words.number(first),
            last=words.number(first + len(here) - 1),
            all=words.number(len(found)),
        )
        _draw_pages(visit, number, pages, said)
    offer_activities(visit, found, names, today)


def _ordered(visit: Visit, lines: Sequence[Line], names: Called) -> list[Line]:
    if visit.selection.by == "unit":
        return ordered(lines, lambda line: line.activity.unit, list(names.units))
    # Those without a theme come last: they are what nobody sorted yet.
    themes = [theme for line in lines if (theme := line.activity.theme.strip())]
    return ordered(lines, lambda line: line.activity.theme.strip(), themes)


def _draw_items(visit: Visit, lines: Sequence[Line], names: Called) -> None:
    """The activities of one page under the headings of what they are grouped by."""
    words, reach = visit.words, visit.reach("activities")
    keys = [line.kept.key for line in lines]
    steps = asked(visit, lambda registers: histories(registers, keys, reach.reads)) or {}
    told, writes = Told(words, names, steps), author_of(visit.person, reach) is not None
    parts: list[str] = []
    before: str | None = None
    for line in lines:
        name = _group_of(visit, line, names)
        if name != before:
            parts.append(
                f'{"</ul>" if parts else ""}<h2 class="sc-h2" dir="auto">{escape(name)}</h2><ul class="sc-register">'
            )
            before = name
        parts.append(item(line, told, _acts(visit, line, reach) if writes else ()))
    st.html(f"{''.join(parts)}</ul>")


def _group_of(visit: Visit, line: Line, names: Called) -> str:
    if visit.selection.by == "unit":
        return names.unit(line.activity.unit)
    return name_of(line.activity.theme, visit.words) if line.activity.theme.strip() else visit.words("act_no_theme")


def _acts(visit: Visit, line: Line, reach: Reach) -> list[Act]:
    if not reach.may_write(line.activity.unit):
        return []
    words, name = visit.words, name_of(line.activity.what, visit.words)
    form = Form("activity", line.kept.key, line.kept.version).code

    def act(code: str, *, short: bool = False) -> Act:
        there = visit.address("activities", form=form, short=short)
        return Act(there, words(f"act_{code}"), words(f"act_{code}_name", name=name))

    if line.kept.removed:
        return [act("look_back")]
    quick = [act("fill_in", short=True)] if line.codes & _SHORT else []
    return [*quick, act("change")]


def _draw_pages(visit: Visit, number: int, pages: int, said: str) -> None:
    words = visit.words
    parts = [f"<span>{escape(said)}</span>"]
    if number > 1:
        parts.insert(0, link(visit.address("activities", number=number - 1), words("act_page_before")))
    if number < pages:
        parts.append(link(visit.address("activities", number=number + 1), words("act_page_after")))
    st.html(f'<nav class="sc-pages" aria-label="{escape(words("act_pages"))}">{" ".join(parts)}</nav>')


def _begin() -> None:
    open_form(Form("activity", new_key(), 0))
