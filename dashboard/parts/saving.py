"""Reading and saving records on screen: what went wrong is said where it happened, and what was typed stays."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from dashboard.access.people import ROLES
from dashboard.access.rules import Page
from dashboard.form import Form, form_of
from dashboard.keeping import author_of, registers_of
from dashboard.markup.tables import table
from dashboard.selection import FORM
from dashboard.visit import Visit
from dashboard.wording.words import Words
from pipeline.errors import StreefcijferError
from pipeline.faults import Language
from registers import Conflict, Entry, Kept, Registers, RegistersUnreachable, SchemaWrong, add, change

Answer = TypeVar("Answer")
_SAVED = "record-saved"
_LONGEST = 600  # characters of one text in the comparison of a conflict


def asked(visit: Visit, question: Callable[[Registers], Answer]) -> Answer | None:
    """What the registers answer; None when they cannot be read, and then the page says why."""
    try:
        return question(registers_of(visit.processed))
    except (SchemaWrong, RegistersUnreachable) as refused:
        st.warning(_said(visit, refused))
        return None


def saved(visit: Visit, page: Page, form: Form, value: Entry) -> Kept[Entry] | None:
    """Save what a form holds, over the version that was read when it opened. None when nothing was saved.

    Then the page says why, per field; a conflict is kept for `draw_conflict`. Ends in no error and keeps what was typed.
    """
    writer = author_of(visit.person, visit.reach(page))
    if writer is None:
        st.error(visit.words("save_not_allowed"))
        return None
    try:
        registers, now = registers_of(visit.processed), datetime.now(UTC)
        if form.version:
            return change(registers, form.key, form.version, value, writer, now)
        return add(registers, form.key, value, writer, now)
    except Conflict as other:
        st.session_state[_conflict(form)] = other
        return None
    except StreefcijferError as refused:
        st.error(_said(visit, refused))
        return None


def close_form(*, saved_as: str = "") -> None:
    """Leave the form: the address names none any more. `saved_as`: the code of a text that the next page begins with."""
    form = form_of(st.query_params.get(FORM))
    if form is not None:
        st.session_state.pop(_conflict(form), None)
    st.query_params.pop(FORM, None)
    if saved_as:
        st.session_state[_SAVED] = saved_as


def open_form(form: Form) -> None:
    """Go to a form: the address names it from now on."""
    st.query_params[FORM] = form.code


def draw_saved(visit: Visit) -> None:
    """Says once that something was saved."""
    code = st.session_state.pop(_SAVED, "")
    if code:
        st.success(visit.words(code))


def draw_conflict(visit: Visit, page: Page, form: Form, labels: Mapping[str, str]) -> None:
    """When somebody else was first: both values side by side, and a way to keep either. `labels`: field -> its name.

    Nothing when there is no conflict.
    """
    conflict = st.session_state.get(_conflict(form))
    if not isinstance(conflict, Conflict) or not isinstance(conflict.theirs, Kept):
        return
    words, theirs = visit.words, conflict.theirs
    st.error(words("conflict_why", role=words(f"role_{theirs.role}") if theirs.role in ROLES else theirs.role))
    rows = [
        [labels.get(each.name, each.name), _shown(mine, words), _shown(other, words)]
        for each in fields(theirs.value)
        if (mine := getattr(conflict.mine, each.name)) != (other := getattr(theirs.value, each.name))
    ]
    heads = [words("conflict_field"), words("conflict_mine"), words("conflict_theirs")]
    st.html(table(words("conflict_caption"), heads, rows, (0, 1, 2)))
    with st.container(horizontal=True, key=f"conflict-{form.name}"):
        mine = (visit, page, Form(form.kind, form.key, theirs.version), conflict.mine)
        st.button(words("conflict_keep_mine"), key=f"keep-mine-{form.name}", on_click=_keep_mine, args=mine)
        st.button(words("conflict_take_theirs"), key=f"take-theirs-{form.name}", on_click=_take_theirs, args=(form,))


def _keep_mine(visit: Visit, page: Page, form: Form, value: Entry) -> None:
    """Somebody saw both and chooses theirs: it becomes the next version, over the one that was shown beside it."""
    st.query_params[FORM] = form.code
    if saved(visit, page, form, value) is not None:
        close_form(saved_as="record_saved")


def _take_theirs(form: Form) -> None:
    """The form again, as the other left it; what was typed is let go."""
    conflict = st.session_state.pop(_conflict(form), None)
    for name in [each for each in st.session_state if str(each).startswith(f"{form.name}-")]:
        del st.session_state[name]
    if isinstance(conflict, Conflict) and isinstance(conflict.theirs, Kept):
        open_form(Form(form.kind, form.key, conflict.theirs.version))


def _conflict(form: Form) -> str:
    return f"conflict-{form.name}"


def _said(visit: Visit, refused: StreefcijferError) -> str:
    language: Language = "nl" if visit.words.language == "nl" else "en"
    return "\n\n".join(fault.text(language) for fault in refused.faults)


def _shown(value: object, words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, date):
        return words.day(value)
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
