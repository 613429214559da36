"""The fields of the form of an activity, and what stands in them.

What is typed is kept by draft.js; what is chosen from a box has a name that it does not look for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import cast

import streamlit as st

from dashboard.activities.naming import Called
from dashboard.activities.sentences import COLUMNS, labels_of, when_read
from dashboard.form import Form
from dashboard.parts.forms.fields import Fields
from dashboard.visit import Visit
from registers import LINKS, PHASES, RECURRENCES, Activity, Author, Entry, Kept, read_when

_SHORT = ("who", "period")
_LONG = ("meaning", "aim", "usage")  # columns in which people write sentences
_UNSET = "unset"


@dataclass(frozen=True)
class Opened:
    """A form with what it needs: the record as it was read (None: a new one), as it stands now, who writes."""

    form: Form
    read: Activity
    now: Kept[Entry] | None
    author: Author | None
    names: Called

    def may_write(self) -> bool:
        """Whether this person may write about the unit it is of."""
        return self.author is not None and (self.now is None or self.author.may_write(self.read.unit))


@dataclass(frozen=True)
class Drawn:
    """What stands in the fields: the activity, the days as typed, and whether empty ones are read in the words."""

    activity: Activity
    days: tuple[tuple[str, str], ...] = ()
    reads: bool = True


def draw_short(fields: Fields, read: Activity) -> Drawn:
    """Who and when alone."""
    labels = labels_of(fields.words)
    texts = {name: _text(fields, name, labels[name], read) for name in _SHORT}
    return Drawn(replace(read, **texts))


def draw_all(visit: Visit, fields: Fields, opened: Opened) -> Drawn:
    """Every field of an activity."""
    words, read, labels = visit.words, opened.read, labels_of(visit.words)
    texts = {name: _text(fields, name, labels[name], read) for name in ("theme", *COLUMNS)}
    unit = _choose_unit(visit, opened)
    st.html(f'<h2 class="sc-h2">{escape(words("act_form_days"))}</h2>')
    said = when_read(read_when(read.period), words)
    if said:
        st.html(f'<p class="sc-small">{escape(words("act_read_now", read=said))}</p>')
    reads = st.checkbox(words("act_read_when"), value=True, key=_choice(opened.form, "reads"))
    first = fields.day("first_day", labels["first_day"], read.first_day)
    last = fields.day("last_day", labels["last_day"], read.last_day)
    recurrence = _one_of(fields, "recurrence", RECURRENCES, read.recurrence)
    phase = _one_of(fields, "phase", PHASES, read.phase)
    st.html(f'<h2 class="sc-h2">{escape(words("act_form_linked"))}</h2>')
    linked = {kind: _choose_linked(opened, kind, words("act_choose_some"), labels[kind]) for kind in LINKS}
    value = replace(read, unit=unit, recurrence=recurrence, phase=phase, **texts, **linked)  # pyright: ignore[reportArgumentType]
    return Drawn(value, (("first_day", first), ("last_day", last)), reads)


def _text(fields: Fields, name: str, label: str, read: Activity) -> str:
    now, hint = str(getattr(read, name)), fields.words(f"act_hint_{name}")
    # A field of one line would swallow the line ends of what was written elsewhere.
    if name in _LONG or "\n" in now or "\r" in now:
        return fields.long(name, label, now, hint)
    return fields.text(name, label, now, hint)


def _one_of(fields: Fields, name: str, options: Sequence[str], now: str | None) -> str | None:
    words, beginning = fields.words, {"recurrence": "act_recurs", "phase": "act_phase"}[name]

    said = {_UNSET: words("act_no_choice"), **{option: words(f"{beginning}_{option}") for option in options}}
    chosen = fields.choice(name, labels_of(words)[name], said, now or _UNSET, across=True)
    return None if chosen == _UNSET else chosen


def _choose_unit(visit: Visit, opened: Opened) -> str:
    codes = units_of(visit, opened.author)
    # A unit that is gone is still the unit of what was written about it.
    options = codes if opened.read.unit in codes else [opened.read.unit, *codes]
    label, at, key = visit.words("act_col_unit"), options.index(opened.read.unit), _choice(opened.form, "unit")
    return st.selectbox(label, options, at, opened.names.unit, key=key)


def _choose_linked(opened: Opened, kind: str, example: str, label: str) -> tuple[str, ...]:
    known = cast(dict[str, str], getattr(opened.names, kind))
    now = cast(tuple[str, ...], getattr(opened.read, kind))
    hidden = opened.names.hidden(kind, now)
    linked = [code for code in now if code not in hidden]
    options = [*known, *(code for code in linked if code not in known)]
    key = _choice(opened.form, kind)
    chosen = st.multiselect(
        label, options, linked, lambda code: known.get(str(code), str(code)), key=key, placeholder=example
    )
    return (*(str(each) for each in chosen), *hidden)


def _choice(form: Form, field: str) -> str:
    """The name of a box to choose in: of its version, and none that the drafts of typed fields look for."""
    return f"choose-{form.name}-{form.version}-{field}"


def units_of(visit: Visit, author: Author | None) -> list[str]:
    """The units there are now that this person may write about, in the order of the organisation."""
    edition = visit.now
    there = edition.units[edition.snapshots[-1]]
    return [each.code for each in there if author is not None and author.may_write(each.code)]


def first_unit(visit: Visit, author: Author) -> str:
    """The unit of a new activity until somebody chooses: the one that is looked at, if it may be written about."""
    codes = units_of(visit, author)
    return visit.selection.unit if visit.selection.unit in codes else next(iter(codes), visit.selection.unit)
