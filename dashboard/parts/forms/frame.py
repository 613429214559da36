"""What every form on the page of a talk has: its buttons, days that cannot be read, and saving."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.access.rules import Page
from dashboard.form import Form
from dashboard.parts.forms.saving import close_form, saved, take_off
from dashboard.typed import NoDay, day_of
from dashboard.visit import Visit
from dashboard.wording.talking import who_words
from registers import Entry, Kept


def buttons(visit: Visit, page: Page, form: Form) -> bool:
    """Save, leave, and of a record that exists: remove. Whether save was pressed."""
    words = visit.words
    with st.container(horizontal=True, key=f"buttons-{form.name}"):
        sent = st.form_submit_button(words("form_save"), type="primary", key=f"save-{form.name}")
        st.form_submit_button(words("form_leave"), on_click=close_form, key=f"leave-{form.name}")
        if form.version:
            st.form_submit_button(
                words("form_remove"), on_click=take_off, args=(visit, page, form), key=f"remove-{form.name}", type="tertiary"
            )  # fmt: skip
    return sent


def says_wrong_days(visit: Visit, typed: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, date | None] | None:
    """Field -> the day that was typed; None when one is no day, and then the page says which."""
    found: dict[str, date | None] = {}
    wrong: list[str] = []
    for field, text in typed.items():
        try:
            found[field] = day_of(text)
        except NoDay:
            wrong.append(visit.words("field_day_wrong", field=labels[field]))
    if wrong:
        st.error("\n\n".join(wrong))
        return None
    return found


def settle(visit: Visit, page: Page, form: Form, value: Entry, labels: Mapping[str, str]) -> None:
    """Save, and leave the form when that was done; else the page says why, and the form stays."""
    if saved(visit, page, form, value, labels) is not None:
        close_form(saved_as="record_saved")
        st.rerun()


def draw_behind(visit: Visit, later: Kept[Entry] | None) -> None:
    """Says that somebody saved a later version than the one this form began with. Nothing when nobody did."""
    if later is not None:
        who = who_words(later.subject, later.role, visit.person.subject, visit.words)
        st.info(visit.words("form_behind", who=who))
