"""Which activities are shown: the boxes and links that write it into the address, and what the address asks for."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.access.reach import former
from dashboard.activities.listing import Wanted
from dashboard.activities.naming import Called
from dashboard.markup.links import link
from dashboard.selection import BY, BYS, FIND, GROUP, LONGEST_FIND, NUMBER, PHASE, PHASES, TARGET, UNIT
from dashboard.visit import Visit

# The kinds of work with the finer kinds they hold.
_WORK = {
    "owner": ("owner_missing", "owner_open", "owner_redacted"),
    "date": ("date_missing", "date_open", "date_unread", "plan_to_write"),
}
_LOOSE = ("placeholder", "removed")


def wanted_of(visit: Visit) -> Wanted:
    """What the address asks for. The whole organisation means every unit, also those that are gone."""
    chosen, edition = visit.selection, visit.edition
    units: set[str] = set()
    if chosen.unit != edition.root(chosen.snapshot).code:
        waiting = [chosen.unit]
        while waiting:
            code = waiting.pop()
            if code not in units:
                units.add(code)
                waiting += [each.code for each in edition.children(chosen.snapshot, code)]
        units |= {old for code in units for old in former(code, edition.renamed)}
    return Wanted(frozenset(units) or None, chosen.phase, chosen.target, chosen.group, chosen.find, chosen.work)


def draw_filters(visit: Visit, called: Called) -> None:
    """The boxes: unit, phase, target group, target, words to look for, and what to group by."""
    words, chosen, edition = visit.words, visit.selection, visit.edition
    root = edition.root(chosen.snapshot).code
    units = {each.code: words.name(each.name) for each in edition.units[chosen.snapshot]}
    units[root] = words("act_every_unit", unit=units[root])
    places = st.columns(3)
    with places[0]:
        _choose(visit, UNIT, words("act_col_unit"), units, chosen.unit)
    with places[1]:
        phases = {"": words("act_every_phase"), **{each: words(f"act_phase_{each}") for each in PHASES}}
        _choose(visit, PHASE, words("act_choose_phase"), phases, chosen.phase)
    with places[2]:
        _choose(visit, BY, words("act_choose_by"), {each: words(f"act_by_{each}") for each in BYS}, chosen.by)
    with places[0]:
        groups = {"": words("every_group"), **{code: called.groups.get(code, code) for code in edition.groups}}
        _choose(visit, GROUP, words("choose_group"), groups, chosen.group)
    with places[1]:
        targets = {"": words("every_target"), **{code: called.targets.get(code, code) for code in edition.target_codes}}
        _choose(visit, TARGET, words("choose_target"), targets, chosen.target)
    with places[2]:
        st.session_state[FIND] = chosen.find
        st.text_input(words("act_choose_find"), key=FIND, on_change=_follow, args=(FIND,), max_chars=LONGEST_FIND)


def draw_work(visit: Visit, found: Mapping[str, int]) -> None:
    """What is still to be done, as links that show only that; nothing stands here of what there is none of."""
    words, now = visit.words, visit.selection.work
    wide: Sequence[str] = [*_WORK, *_LOOSE]
    there = [kind for kind in ("open", *wide, *(code for finer in _WORK.values() for code in finer)) if found.get(kind)]
    if now is not None and now not in there:
        there.append(now)
    if not found.get("open"):
        st.html(f"<p>{words('act_work_none')}</p>")
    if not there:
        return
    lines = [_kind(visit, "open", found)] if "open" in there else []
    for kind in wide:
        finer = [_kind(visit, code, found) for code in _WORK.get(kind, ()) if code in there]
        if kind in there or finer:
            inside = f"<ul>{''.join(f'<li>{each}</li>' for each in finer)}</ul>" if finer else ""
            lines.append(f"{_kind(visit, kind, found)}{inside}")
    if now is not None:
        lines.append(link(visit.address("activities", work=None, number=1), words("act_work_all")))
    listed = "".join(f"<li>{each}</li>" for each in lines)
    st.html(f'<nav aria-label="{words("act_work_heading")}"><ul class="sc-kinds">{listed}</ul></nav>')


def _kind(visit: Visit, kind: str, found: Mapping[str, int]) -> str:
    text = visit.words(f"act_work_{kind}", n=visit.words.number(found.get(kind, 0)))
    here = "true" if visit.selection.work == kind else None
    return link(visit.address("activities", work=kind, number=1), text, here)


def _choose(visit: Visit, name: str, label: str, options: Mapping[str, str], now: str | None) -> None:
    st.session_state[name] = now if now in options else next(iter(options))
    st.selectbox(label, list(options), key=name, format_func=options.__getitem__, on_change=_follow, args=(name,))


def _follow(name: str) -> None:
    """Write what was chosen into the address, and begin at the first page of what is shown then."""
    chosen = st.session_state[name]
    st.query_params.pop(NUMBER, None)
    if chosen and (name, chosen) != (BY, BYS[0]):
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
