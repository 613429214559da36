"""How often there is a talk with a unit: the form for one, and for several units that have no rhythm yet."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from html import escape

import streamlit as st

from dashboard.agenda.lines import Line
from dashboard.form import PLACE, Form, form_of
from dashboard.keeping import as_writer, author_of, registers_of
from dashboard.markup.links import link
from dashboard.parts.forms.fields import Fields, begin_fields
from dashboard.parts.forms.saving import close_form, draw_conflict, saved
from dashboard.typed import NoDay, day_of
from dashboard.visit import Visit
from dashboard.wording.refreshes import kind_words
from registers import (
    EVERY,
    NotAllowed,
    RecordRefused,
    RegistersUnreachable,
    Rhythm,
    SchemaWrong,
    add_all,
    rhythm_key,
)

SEVERAL = Form("rhythm", "several", 0)


def form_of_rhythm(line: Line) -> Form:
    """The form of a unit's rhythm; a new one where there is none under its code of now."""
    kept = line.rhythm if line.rhythm and line.rhythm.value.unit == line.unit else None
    return Form("rhythm", kept.key, kept.version) if kept else Form("rhythm", rhythm_key(line.unit), 0)


def draw_rhythm_form(visit: Visit, lines: Sequence[Line]) -> None:
    """The form of a rhythm that the address asks for; nothing when it asks for none."""
    form = form_of(visit.selection.form)
    if form is None or form.kind != "rhythm":
        return
    writable = _writable(visit, lines)
    line = next((line for line in writable if rhythm_key(line.unit) == form.key), None)
    if form == SEVERAL and _without(writable):
        _draw_several(visit, _without(writable))
    elif line is not None:
        _draw_one(visit, form, line)
    else:
        st.info(visit.words("rhythm_form_not_here"))


def offer_several(visit: Visit, lines: Sequence[Line]) -> None:
    """A link to the form for several units at once; nothing where there are no two of them to write about."""
    if len(_without(_writable(visit, lines))) > 1:
        address = f"{visit.address('talks', form=SEVERAL.code)}#{PLACE}"
        st.html(f"<p>{link(address, visit.words('rhythm_form_several_link'))}</p>")


def _draw_one(visit: Visit, form: Form, line: Line) -> None:
    words, now = visit.words, line.rhythm.value if line.rhythm else None
    fields = begin_fields(visit, form)
    _head(words("rhythm_form_title", unit=words.name(line.name)), words("rhythm_form_why"))
    every, typed = _fields(visit, fields, now)
    pressed = _buttons(visit, form)
    labels = {"every": words("rhythm_form_every"), "first_day": words("rhythm_form_first_day")}
    if pressed and (value := _value(visit, line.unit, every, typed)) and saved(visit, "talks", form, value, labels):
        close_form(saved_as="record_saved")
        st.rerun()

    def shown(field: str, value: object) -> str:
        return (
            words(f"calendar_every_{value}")
            if field == "every"
            else words.day(value)
            if isinstance(value, date)
            else str(value)
        )

    draw_conflict(visit, "talks", form, labels, shown)


def _draw_several(visit: Visit, lines: Sequence[Line]) -> None:
    words = visit.words
    fields = begin_fields(visit, SEVERAL)
    _head(words("rhythm_form_several"), words("rhythm_form_several_why"))
    kinds = list(dict.fromkeys(line.kind for line in lines))
    names = {line.unit: words.name(line.name) for line in lines}
    kind = st.selectbox(
        *(words("rhythm_form_kind"), ["", *kinds]), key=f"{SEVERAL.name}-kind",
        format_func=lambda each: kind_words(each, words) if each else words("rhythm_form_no_kind"),
    )  # fmt: skip
    of_kind = [line.unit for line in lines if line.kind == kind]
    # Another kind is another choice of units; the one of before stays under its own name.
    units = st.multiselect(
        *(words("rhythm_form_units"), list(names), of_kind), key=f"{SEVERAL.name}-units-{kind}",
        format_func=lambda code: f"{names[code]} ({code})", placeholder=words("rhythm_form_units_none"),
    )  # fmt: skip
    every, typed = _fields(visit, fields, None)
    if not _buttons(visit, SEVERAL):
        return
    if not units:
        st.error(words("rhythm_form_units_missing"))
        return
    values = [value for unit in units if (value := _value(visit, unit, every, typed, quiet=unit != units[0]))]
    if len(values) == len(units) and _all_saved(visit, values):
        close_form(saved_as="record_saved")
        st.rerun()


def _head(title: str, why: str) -> None:
    st.html(f'<h2 class="sc-h2">{escape(title)}</h2><p class="sc-lead">{escape(why)}</p>')


def _fields(visit: Visit, fields: Fields, now: Rhythm | None) -> tuple[str | None, str]:
    words = visit.words
    said = {each: words(f"calendar_every_{each}") for each in EVERY}
    every = fields.choice("every", words("rhythm_form_every"), said, now.every if now else EVERY[0])
    typed = fields.day(
        "first_day", words("rhythm_form_first_day"), now.first_day if now else None, words("rhythm_form_first_day_hint")
    )
    return every, typed


def _buttons(visit: Visit, form: Form) -> bool:
    with st.container(horizontal=True, key=f"buttons-{form.name}"):
        pressed = st.button(visit.words("rhythm_form_save"), key=f"save-{form.name}", type="primary")
        st.button(visit.words("rhythm_form_close"), key=f"close-{form.name}", on_click=close_form)
    return pressed


def _value(visit: Visit, unit: str, every: str | None, typed: str, *, quiet: bool = False) -> Rhythm | None:
    """The rhythm as it was filled in; None when it is not whole, and then the page says why."""
    try:
        day = day_of(typed)
    except NoDay:
        day = None
    chosen = EVERY[EVERY.index(every)] if every in EVERY else None
    if day is None or chosen is None:
        if not quiet:
            st.error(visit.words("rhythm_form_not_whole"))
        return None
    return Rhythm(unit, chosen, day)


def _all_saved(visit: Visit, values: Sequence[Rhythm]) -> bool:
    """All of them or none; where somebody else was first for some, those stay as they are and the page says so."""
    words, writer = visit.words, author_of(visit.person, visit.reach("talks"))
    if writer is None:
        st.error(words("save_not_allowed"))
        return False
    entries = [(rhythm_key(value.unit), value) for value in values]
    try:
        added, already = add_all(registers_of(visit.processed), entries, writer, datetime.now(UTC))
    except (NotAllowed, RecordRefused, RegistersUnreachable, SchemaWrong) as refused:
        st.error("\n\n".join(fault.text("nl" if words.language == "nl" else "en") for fault in refused.faults))
        return False
    if already:
        st.info(words("rhythm_form_already", added=added, already=already))
    return not already


def _writable(visit: Visit, lines: Sequence[Line]) -> list[Line]:
    reach = as_writer(visit.person, visit.reach("talks"))
    return [line for line in lines if not line.gone and reach.may_write(line.unit)]


def _without(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.rhythm is None]
