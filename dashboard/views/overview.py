"""The overview: every unit directly under one, against every target."""

from itertools import groupby

import streamlit as st

from dashboard.edition import Unit
from dashboard.frame import choose, foot, head
from dashboard.panel import draw_panel
from dashboard.selection import SNAPSHOT, TARGET, UNIT
from dashboard.visit import OVERVIEW, here
from dashboard.wording.sentences import headline

visit = here()
edition, selection, words = visit.edition, visit.selection, visit.words
now = selection.snapshot

# read: a unit with nothing below it is looked at among its siblings
within = [unit for unit in edition.units[now] if edition.children(now, unit.code)] or [edition.root(now)]
codes = [unit.code for unit in within]
scope = next(unit for unit in reversed(edition.line(now, selection.unit)) if unit.code in codes or unit.parent is None)
units = (scope, *edition.children(now, scope.code))
standings = edition.standings(now, [unit.code for unit in units])


def _scope_name(code: str) -> str:
    unit: Unit = edition.unit(now, code)
    return words("scope_whole" if unit.parent is None else "scope_within", unit=words.name(unit.name))


def _target_name(code: str) -> str:
    return words.name(edition.target(code, 0).name) if code else words("every_target")


# choose
head(visit, OVERVIEW)
own = [row for row in standings if row.unit == scope.code]
unit_name = words.name(scope.name)
st.title(headline(own, unit_name, words) if own else unit_name, anchor=False)
told = [
    words("headline_date", day=words.day(now)),
    *([words("some_carried")] if any(row.carried for row in standings) else ()),
]
st.html(f'<p class="sc-lead">{" ".join(told)}</p>')
places = st.columns(3)
with places[0]:
    choose(words("choose_scope"), codes, scope.code, UNIT, _scope_name)
with places[1]:
    choose(words("choose_target"), ["", *edition.target_codes], selection.target or "", TARGET, _target_name)
with places[2]:
    days = [day.isoformat() for day in reversed(edition.snapshots)]
    choose(
        words("choose_snapshot"), days, now.isoformat(), SNAPSHOT, lambda day: words.day(type(now).fromisoformat(day))
    )

# draw
wanted = [row for row in standings if selection.target in (None, row.target)]
for code, rows in groupby(wanted, key=lambda row: row.target):
    draw_panel(visit, code, tuple(rows), scope)
if not wanted:
    facts = {"unit": unit_name, "day": words.day(now)}
    st.info(
        words("no_targets", **facts)
        if not standings
        else words("target_elsewhere", target=_target_name(selection.target or ""), **facts)
    )
foot(visit, OVERVIEW)
