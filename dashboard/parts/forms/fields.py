"""The fields of the form of one record, under names that stay the same through reconnects and restarts.

Days are typed, not picked: then they can be read out, corrected and put back from a draft like any other text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from dashboard.form import Form
from dashboard.markup.drafts import open_mark
from dashboard.markup.unmarked import unmarked
from dashboard.typed import written_day
from dashboard.visit import Visit
from dashboard.wording.words import Words

_TALL = 120  # pixels


@dataclass(frozen=True)
class Fields:
    """The fields of one form. `anew`: they show what they are given, whatever was typed in them before."""

    form: Form
    words: Words
    anew: bool = False

    def text(self, field: str, label: str, value: str, hint: str = "", example: str = "") -> str:
        """One line."""
        key, given = self._given(field, value)
        typed = st.text_input(label, given, key=key, placeholder=example or None)
        _hint(hint)
        return typed

    def long(self, field: str, label: str, value: str, hint: str = "", tall: int = _TALL) -> str:
        """Many lines, `tall` pixels at first. What is too long to keep is refused in words when it is saved."""
        key, given = self._given(field, value)
        typed = st.text_area(label, given, tall, key=key)
        _hint(hint)
        return typed

    def day(self, field: str, label: str, value: date | None, hint: str = "") -> str:
        """A day, as somebody types it; `typed.day_of` reads it."""
        return self.text(field, label, written_day(value), hint, self.words("field_day_example"))

    def choice(
        self, field: str, label: str, options: Mapping[str, str], value: str | None, *, across: bool = False
    ) -> str | None:
        """One of a few; None when nothing was chosen yet. `options`: code -> anybody's words; `across`: beside each other."""
        key, codes = self._key(field), list(options)
        if self.anew:
            st.session_state[key] = value
        at = codes.index(value) if value is not None and value in options and not self.anew else None
        return st.radio(label, codes, at, lambda code: unmarked(options[code]), key=key, horizontal=across)

    def hint(self, text: str) -> None:
        """A line under the field that was just drawn."""
        _hint(text)

    def _key(self, field: str) -> str:
        return f"{self.form.name}-{field}"

    def _given(self, field: str, value: str) -> tuple[str, str]:
        key = self._key(field)
        if not self.anew:
            return key, value
        # The browser keeps what is in a field of this name; only a value that is set makes it let go.
        st.session_state[key] = value
        return key, ""


def begin_fields(visit: Visit, form: Form) -> Fields:
    """Mark where the form begins, so that what is typed is kept in the tab; the fields are drawn after it."""
    st.html(open_mark(form, visit.person.subject, visit.words))
    read = st.session_state.get(_read(form))
    # What was typed over one version must not be saved as if it was typed over a later one.
    anew = bool(st.session_state.pop(_anew(form), False)) or read not in (None, form.version)
    st.session_state[_read(form)] = form.version
    return Fields(form, visit.words, anew)


def fill_anew(form: Form) -> None:
    """What was typed in this form is let go: its fields show what they are given when they are drawn again."""
    st.session_state[_anew(form)] = True


def labels_of(words: Words, codes: Mapping[str, str]) -> dict[str, str]:
    """Field -> its name on the form. `codes`: field -> the code of that text."""
    return {field: words(code) for field, code in codes.items()}


def _hint(text: str) -> None:
    if text:
        st.html(f'<p class="sc-hint">{escape(text)}</p>')


def _read(form: Form) -> str:
    return f"read-{form.name}"


def _anew(form: Form) -> str:
    return f"anew-{form.name}"
