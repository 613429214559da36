"""What changed since the figures before, on screen: what is new first, then what stands as it did."""

from collections.abc import Collection, Sequence
from html import escape

import streamlit as st

from dashboard.discussion.changes import Change, change_sentence, changes
from dashboard.markup.links import link
from dashboard.markup.marks import mark
from dashboard.visit import UNIT_PAGE, Visit
from dashboard.wording.states import state_of


def draw_changes(visit: Visit, units: Sequence[str], targets: Collection[str]) -> None:
    """Of these targets, the units of which something new can be said; how many stand as they did, how many are hidden."""
    words, now = visit.words, visit.selection.snapshot
    found = [each for each in changes(visit.edition, units, now) if each.now.target in targets]
    fresh = [each for each in found if each.is_new and each.kind != "hidden"]
    older = [each for each in found if not each.is_new and each.kind != "hidden"]
    st.html(f'<h2 class="sc-h2">{escape(_said(visit, fresh))}</h2>')
    _draw(visit, fresh)
    if older:
        st.html(f'<h2 class="sc-h2">{escape(words("since_older", n=len(older)))}</h2>')
        _draw(visit, older)
    hidden = sum(each.kind == "hidden" for each in found)
    if hidden:
        st.html(f'<p class="sc-lead">{escape(words("since_hidden", n=hidden, all=len(found)))}</p>')


def _said(visit: Visit, fresh: Sequence[Change]) -> str:
    day = visit.words.day(visit.selection.snapshot)
    code = "since_none" if not fresh else "since_one" if len(fresh) == 1 else "since_many"
    return visit.words(code, n=len(fresh), day=day)


def _draw(visit: Visit, found: Sequence[Change]) -> None:
    items = "".join(_item(visit, each) for each in found)
    if items:
        st.html(f'<ul class="sc-standings">{items}</ul>')


def _item(visit: Visit, change: Change) -> str:
    row, words = change.now, visit.words
    target = words.name(visit.edition.target(row.target, row.version).name)
    title = link(visit.address(UNIT_PAGE, unit=row.unit, target=row.target), f"{visit.unit_name(row.unit)} · {target}")
    said = escape(change_sentence(change, words))
    return f"<li>{mark(state_of(row.verdict, row.shown))}<div><strong>{title}</strong><br>{said}</div></li>"
