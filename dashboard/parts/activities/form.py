"""The form of one activity on screen: all of it, or who and when alone; what is kept when it is saved or left."""

from dataclasses import replace
from html import escape
from typing import cast

import streamlit as st

from dashboard.activities.following import following
from dashboard.activities.items import Told, item, name_of
from dashboard.activities.listing import Line
from dashboard.activities.naming import Called, called
from dashboard.activities.sentences import labels_of, shown_of, still_missing
from dashboard.form import Form
from dashboard.keeping import author_of
from dashboard.markup.links import link
from dashboard.parts.activities.fields import Drawn, Opened, draw_all, draw_short, first_unit
from dashboard.parts.forms.fields import begin_fields
from dashboard.parts.forms.saving import asked, close_form, draw_conflict, draw_saved, put_back, saved, take_off
from dashboard.selection import FORM, SHORT
from dashboard.typed import NoDay, day_of
from dashboard.visit import Visit
from registers import (
    Activity,
    Entry,
    Kept,
    Registers,
    Units,
    at_version,
    histories,
    one,
)


def draw_activity(visit: Visit, form: Form) -> None:
    """The page of one activity: its form, or why there is none."""
    words, reach = visit.words, visit.reach("activities")
    heading = st.container()
    draw_saved(visit)
    found = asked(visit, lambda registers: (_read(registers, form, reach.reads),))
    names = called(visit.now, words, all_seen=reach.reads is None)
    opened = None if found is None or found[0] is None else _opened(visit, form, found[0], names)
    with heading:
        st.title(words(_title(visit, form, opened)), anchor=False)
        back = visit.address("activities", form=None, short=False)
        st.html(f"<p>{link(back, words('act_back'))}</p>")
    if opened is not None:
        _draw(visit, opened)
    elif found is not None:
        st.info(words("act_form_gone_why"))


def _read(registers: Registers, form: Form, units: Units) -> tuple[Activity | None, Kept[Entry] | None] | None:
    """What was read when the form opened, and the record as it stands; None when there is no such record to see."""
    now = one(registers, form.key, units)
    if not form.version:
        return (None, now) if form.is_new else None
    then = at_version(registers, form.key, form.version, units)
    if now is None or then is None or not isinstance(then.value, Activity):
        return None
    return then.value, now


def _opened(
    visit: Visit, form: Form, found: tuple[Activity | None, Kept[Entry] | None], names: Called
) -> Opened | None:
    author = author_of(visit.person, visit.reach("activities"))
    read, now = found
    if read is not None:
        return Opened(form, read, now, author, names)
    if author is None:
        return None
    # A form that was sent twice: the record is there by now, and saving it again makes no second one.
    return Opened(form, Activity(first_unit(visit, author)), None, author, names)


def _title(visit: Visit, form: Form, opened: Opened | None) -> str:
    """The code of the title; never the name of the activity, since a title is read as Markdown."""
    if opened is None:
        return "act_form_gone"
    if not form.version:
        return "act_form_new"
    if opened.now is not None and opened.now.removed:
        return "act_form_removed"
    if not opened.may_write():
        return "act_form_only_read"
    return "act_form_fill_in" if visit.selection.short else "act_form_change"


def _draw(visit: Visit, opened: Opened) -> None:
    words = visit.words
    if opened.now is not None and (opened.now.removed or not opened.may_write()):
        _draw_as_it_is(visit, opened)
        return
    if opened.form.version:
        st.html(f'<p class="sc-lead" dir="auto"><strong>{escape(name_of(opened.read.what, words))}</strong></p>')
    st.html(f'<p class="sc-lead">{escape(words("act_form_lead"))}</p>')
    short = visit.selection.short and opened.form.version > 0
    with st.form(f"box-{opened.form.name}", border=False):
        fields = begin_fields(visit, opened.form)
        drawn = draw_short(fields, opened.read) if short else draw_all(visit, fields, opened)
        pressed = st.form_submit_button(words("form_save"), type="primary", key=f"save-{opened.form.name}")
    if pressed:
        _save(visit, opened, drawn)
    draw_conflict(visit, "activities", opened.form, labels_of(words), lambda field, value: shown_of(field, value, opened.names, words))  # fmt: skip
    if short:
        whole = visit.address("activities", short=False)
        st.html(f"<p>{link(whole, words('act_all_fields'))}</p>")
    _draw_ways_out(visit, opened.form)


def _save(visit: Visit, opened: Opened, drawn: Drawn) -> None:
    words, labels, value = visit.words, labels_of(visit.words), drawn.activity
    for name, typed in drawn.days:
        try:
            value = replace(value, **{name: day_of(typed)})  # pyright: ignore[reportArgumentType]
        except NoDay:
            st.error(words("field_day_wrong", field=labels[name]))
            return
    if drawn.reads:
        value = following(value, opened.read)
    if visit.selection.short and not (value.who.strip() or value.period.strip()):
        st.error(words("act_nothing_filled_in"))
        return
    if saved(visit, "activities", opened.form, value, labels) is not None:
        _leave(saved_as="record_saved", still=still_missing(value, words))
        st.rerun()


def _draw_as_it_is(visit: Visit, opened: Opened) -> None:
    """What stands there, without a form: it was removed, or is not this person's to change."""
    now, words = opened.now, visit.words
    if now is None or not isinstance(now.value, Activity):
        return
    if not opened.may_write():
        st.info(words("act_form_read_only"))
    told = Told(
        words, opened.names, asked(visit, lambda r: histories(r, [now.key], visit.reach("activities").reads)) or {}
    )
    line = Line(cast(Kept[Activity], now))
    st.html(
        f'<h2 class="sc-h2">{escape(opened.names.unit(now.value.unit))}</h2><ul class="sc-register">{item(line, told, ())}</ul>'
    )
    if opened.may_write():
        restored = (visit, "activities", Form("activity", now.key, now.version))
        st.button(words("act_restore"), key=f"restore-{now.key}", type="primary", on_click=put_back, args=restored)


def _draw_ways_out(visit: Visit, form: Form) -> None:
    words = visit.words
    with st.container(horizontal=True, key=f"leave-{form.name}"):
        st.button(words("form_leave"), key=f"cancel-{form.name}", on_click=_leave)
        if form.version and not visit.selection.short:
            st.button(words("form_remove"), key=f"remove-{form.name}", on_click=_remove, args=(visit, form))
    if form.version and not visit.selection.short:
        st.html(f'<p class="sc-small">{escape(words("act_remove_why"))}</p>')


def _leave(*, saved_as: str = "", still: str = "") -> None:
    close_form(saved_as=saved_as, still=still)
    st.query_params.pop(SHORT, None)


def _remove(visit: Visit, form: Form) -> None:
    take_off(visit, "activities", form)
    if FORM not in st.query_params:
        close_form(saved_as="act_removed")
