"""Reading and saving records on screen: what went wrong is said where it happened, and what was typed stays."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from dashboard.access.people import ROLES
from dashboard.access.rules import Page
from dashboard.form import Form, Kind, form_of
from dashboard.keeping import author_of, registers_of
from dashboard.markup.drafts import done_mark
from dashboard.markup.tables import table
from dashboard.parts.forms.fields import fill_anew
from dashboard.selection import FORM
from dashboard.visit import Visit
from dashboard.wording.words import Words
from pipeline.errors import StreefcijferError
from pipeline.faults import Fault, Language, Where
from registers import (
    Author,
    Conflict,
    Entry,
    Kept,
    Registers,
    RegistersUnreachable,
    SchemaWrong,
    add,
    change,
    new_key,
    remove,
    restore,
)

Answer = TypeVar("Answer")
Labels = Mapping[str, str]  # field of a record -> its name on the form
Shown = Callable[[str, object], str]  # a field and its value -> the value in words
_SAVED, _STILL, _DONE, _REFUSED = "record-saved", "record-still", "forms-done", "record-refused"
_NEXT = "next-"
_LONGEST = 600  # characters of one text in the comparison of a conflict
_NO_LABELS: Labels = {}


def asked(visit: Visit, question: Callable[[Registers], Answer]) -> Answer | None:
    """What the registers answer; None when they cannot be read, and then the page says why."""
    try:
        return question(registers_of(visit.processed))
    except (SchemaWrong, RegistersUnreachable) as refused:
        st.warning(_said(visit, refused, _NO_LABELS))
        return None


def saved(visit: Visit, page: Page, form: Form, value: Entry, labels: Labels = _NO_LABELS) -> Kept[Entry] | None:
    """Save what a form holds, over the version that was read when it opened. None when nothing was saved.

    Then the page says why, per field; a conflict is kept for `draw_conflict`. Ends in no error and keeps what was typed.
    """
    kept, refused = _tried(visit, page, form, lambda *how: _put(form, value, *how), labels)
    if refused:
        st.error(refused)
    return kept


def close_form(*, saved_as: str = "", still: str = "") -> None:
    """Leave the form: the address names none any more.

    `saved_as`: the code of a text that the next page begins with; `still`: what it says after that, in words.
    """
    form = form_of(st.query_params.get(FORM))
    if form is not None:
        st.session_state.pop(_conflict(form), None)
        _let_go(form)
    st.query_params.pop(FORM, None)
    if saved_as:
        st.session_state[_SAVED], st.session_state[_STILL] = saved_as, still


def open_form(form: Form) -> None:
    """Go to a form: the address names it from now on."""
    st.query_params[FORM] = form.code


def next_key(kind: Kind, unit: str) -> str:
    """The key that the next new record of a unit will have: the same until its form is saved or left."""
    return st.session_state.setdefault(_next(kind, unit), new_key())


def draw_saved(visit: Visit) -> None:
    """Says once that something was saved, or was refused after a press on a button; drafts of what was left go."""
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.error(refused)
    code, done = st.session_state.pop(_SAVED, ""), st.session_state.pop(_DONE, ())
    if code or done:
        still = st.session_state.pop(_STILL, "")
        said = f"{visit.words(code)} {still}".strip() if code else ""
        st.html(done_mark(done, visit.person.subject, new_key(), said))


def take_off(visit: Visit, page: Page, form: Form) -> None:
    """On a press: take a record off every list. The next page says so, or why not."""
    _pressed(visit, page, form, lambda *how: remove(how[0], form.key, form.version, *how[1:]), "record_removed")


def put_back(visit: Visit, page: Page, form: Form) -> None:
    """On a press: put a record that was taken off back as it was. The next page says so, or why not."""
    _pressed(visit, page, form, lambda *how: restore(how[0], form.key, form.version, *how[1:]), "record_restored")


def draw_conflict(visit: Visit, page: Page, form: Form, labels: Labels, shown: Shown | None = None) -> bool:
    """When somebody else was first: both values side by side, and a way to keep either. `labels`: field -> its name.

    `shown` says a value in words; without it texts and days stand as they are. Whether there was a conflict.
    """
    conflict = st.session_state.get(_conflict(form))
    if not isinstance(conflict, Conflict) or not isinstance(conflict.theirs, Kept):
        return False
    words, theirs = visit.words, conflict.theirs
    st.error(_why(theirs, visit))
    rows = [
        [labels.get(each.name, each.name), *(_cut(shown(each.name, one) if shown else _plain(one, words)) for one in both)]
        for each in fields(theirs.value)
        if (both := (getattr(conflict.mine, each.name), getattr(theirs.value, each.name)))[0] != both[1]
    ]  # fmt: skip
    if rows:
        heads = [words("conflict_field"), words("conflict_mine"), words("conflict_theirs")]
        st.html(table(words("conflict_caption"), heads, rows, (0, 1, 2)))
    with st.container(horizontal=True, key=f"decide-{form.name}"):
        mine = (visit, page, Form(form.kind, form.key, theirs.version), conflict.mine, labels)
        st.button(words("conflict_keep_mine"), key=f"keep-mine-{form.name}", on_click=_keep_mine, args=mine)
        if not theirs.removed:
            theirs_is = words("conflict_take_theirs")
            st.button(theirs_is, key=f"take-theirs-{form.name}", on_click=_take_theirs, args=(form,))
    return True


def _put(form: Form, value: Entry, registers: Registers, author: Author, now: datetime) -> Kept[Entry]:
    if form.version:
        return change(registers, form.key, form.version, value, author, now)
    return add(registers, form.key, value, author, now)


def _tried(
    visit: Visit, page: Page, form: Form, act: Callable[[Registers, Author, datetime], Kept[Entry]], labels: Labels
) -> tuple[Kept[Entry] | None, str]:
    """What was saved, or why nothing was; neither for a conflict, which is kept."""
    author = author_of(visit.person, visit.reach(page))
    if author is None:
        return None, visit.words("save_not_allowed")
    try:
        return act(registers_of(visit.processed), author, datetime.now(UTC)), ""
    except Conflict as other:
        st.session_state[_conflict(form)] = other
        return None, ""
    except StreefcijferError as refused:
        return None, _said(visit, refused, labels)


def _pressed(
    visit: Visit, page: Page, form: Form, act: Callable[[Registers, Author, datetime], Kept[Entry]], saved_as: str
) -> None:
    kept, refused = _tried(visit, page, form, act, _NO_LABELS)
    if kept is not None:
        close_form(saved_as=saved_as)
        return
    # Nobody typed anything here, so there is nothing to compare: what to do is look again.
    changed = st.session_state.pop(_conflict(form), None) is not None
    st.session_state[_REFUSED] = visit.words("conflict_look_again") if changed else refused


def _keep_mine(visit: Visit, page: Page, form: Form, value: Entry, labels: Labels) -> None:
    """Somebody saw both and chooses theirs: it becomes the next version, over the one that was shown beside it."""
    kept, refused = _tried(visit, page, form, lambda *how: _put(form, value, *how), labels)
    if kept is not None:
        close_form(saved_as="record_saved")
    elif refused:
        st.session_state[_REFUSED] = refused


def _take_theirs(form: Form) -> None:
    """The form again, as the other left it; what was typed is let go."""
    conflict = st.session_state.pop(_conflict(form), None)
    if isinstance(conflict, Conflict) and isinstance(conflict.theirs, Kept):
        _let_go(form)
        fill_anew(form)
        open_form(Form(form.kind, form.key, conflict.theirs.version))


def _let_go(form: Form) -> None:
    for name in [name for name, key in st.session_state.items() if str(name).startswith(_NEXT) and key == form.key]:
        del st.session_state[name]
    st.session_state[_DONE] = (*st.session_state.get(_DONE, ()), form.code)


def _next(kind: Kind, unit: str) -> str:
    return f"{_NEXT}{kind}-{unit}"


def _why(theirs: Kept[Entry], visit: Visit) -> str:
    words = visit.words
    # A second tab is somebody else to the registers, and no surprise to whoever opened it.
    if theirs.subject == visit.person.subject:
        return words("conflict_removed_by_you" if theirs.removed else "conflict_why_by_you")
    role = words(f"role_{theirs.role}") if theirs.role in ROLES else theirs.role
    return words("conflict_removed" if theirs.removed else "conflict_why", role=role)


def _conflict(form: Form) -> str:
    return f"conflict-{form.name}"


def _said(visit: Visit, refused: StreefcijferError, labels: Labels) -> str:
    language: Language = "nl" if visit.words.language == "nl" else "en"
    return "\n\n".join(_fault(each, labels, language) for each in refused.faults)


def _fault(fault: Fault, labels: Labels, language: Language) -> str:
    named = labels.get(fault.where.column or "")
    return f"{named}: {replace(fault, where=Where()).text(language)}" if named else fault.text(language)


def _plain(value: object, words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, date):
        return words.day(value)
    return "" if value is None else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
