"""Which unit each row of a table is of, on screen: by its code, by its words, or as somebody chooses.

A code that is no unit this person may write about never falls to another unit in silence: somebody chooses.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.activities.items import name_of
from dashboard.activities.naming import Called
from dashboard.activities.places import codes_of, places_of, unit_meant
from dashboard.parts.activities.fields import first_unit, units_of
from dashboard.visit import Visit
from registers import Author, Known, Reading, Registers, activities, already_there

_PLACES = 40  # different words that are asked about one by one


@dataclass(frozen=True)
class Placed:
    """The unit of rows that say nothing else; code or words of a row -> unit; codes nobody has chosen a unit for."""

    unit: str
    unit_of: Mapping[str, str]
    waiting: Sequence[str]


def draw_places(visit: Visit, reading: Reading, names: Called, author: Author, settled: frozenset[str]) -> Placed:
    """The boxes to choose in. `settled`: the codes that stand for themselves."""
    words, units = visit.words, units_of(visit, author)
    called = {
        each.code: list(each.name.values())
        for each in visit.now.units[visit.now.snapshots[-1]]
        if each.code in units
    }  # fmt: skip
    codes, places = codes_of(reading), places_of(reading)
    unit = units[0]
    if sum(n for _, n in codes) < len(reading.rows):
        at = units.index(first_unit(visit, author))
        unit = st.selectbox(words("act_preview_unit"), units, at, names.unit, key="act-unit")
    of_words = _draw_words(visit, places, units, called, names, unit) if places else {}
    foreign = [(code, n) for code, n in codes if code not in settled]
    of_codes = _draw_codes(visit, foreign, units, called, names) if foreign else {}
    itself = {code: code for code, _ in codes if code in settled}
    return Placed(unit, {**of_words, **of_codes, **itself}, [code for code, _ in foreign if code not in of_codes])


def settled_codes(
    registers: Registers,
    reading: Reading,
    known: Known,
    author: Author,
    units: Sequence[str],
    reads: frozenset[str] | None,
) -> frozenset[str]:
    """The codes in a table that stand for themselves: of units that may be written about, there now or on record.

    And of units that may only be read, when every row of theirs is there already: then nothing is written.
    """
    on_record = {kept.value.unit for kept in activities(registers, reads, removed=True)}
    codes = {code for code, _ in codes_of(reading)}
    own = {code for code in codes if author.may_write(code) and code in {*units, *on_record}}
    there = already_there(registers, reading, ("", {}), reads, known)
    missing = {row.code for row, is_there in zip(reading.rows, there, strict=True) if not is_there}
    return frozenset(own | {code for code in codes & on_record if code not in missing})


def _draw_words(
    visit: Visit,
    places: Sequence[tuple[str, int]],
    units: Sequence[str],
    called: Mapping[str, Sequence[str]],
    names: Called,
    unit: str,
) -> dict[str, str]:
    words, found = visit.words, {}
    with st.expander(words("act_preview_places"), expanded=True):
        for number, (said, n) in enumerate(places[:_PLACES]):
            meant = unit_meant(said, called)
            # The words of the table stand beside the box: a label is read as Markdown.
            st.html(
                f'<p class="sc-small" dir="auto">{escape(words("act_preview_place", words=name_of(said, words), n=n))}</p>'
            )
            label = words("act_preview_place_box", number=number + 1)
            # Without a choice the words mean what the box above says, also when that is chosen anew.
            options = ["", *units]
            chosen = st.selectbox(
                *(label, options, options.index(meant) if meant else 0),
                lambda code: names.unit(code) if code else words("act_preview_same", unit=names.unit(unit)),
                key=f"act-place-{_short(said)}", label_visibility="collapsed",
            )  # fmt: skip
            if chosen:
                found[said] = chosen
        if len(places) > _PLACES:
            st.html(f"<p>{escape(words('act_preview_places_more', n=words.number(len(places))))}</p>")
    return found


def _draw_codes(
    visit: Visit,
    codes: Sequence[tuple[str, int]],
    units: Sequence[str],
    called: Mapping[str, Sequence[str]],
    names: Called,
) -> dict[str, str]:
    words, found = visit.words, {}
    with st.expander(words("act_preview_codes"), expanded=True):
        st.html(f'<p class="sc-small">{escape(words("act_preview_codes_why"))}</p>')
        for number, (code, n) in enumerate(codes):
            meant = unit_meant(code, called)
            st.html(
                f'<p class="sc-small" dir="auto">{escape(words("act_preview_place", words=name_of(code, words), n=n))}</p>'
            )
            chosen = st.selectbox(
                *(words("act_preview_code_box", number=number + 1), units, units.index(meant) if meant else None),
                names.unit, key=f"act-code-{_short(code)}", label_visibility="collapsed",
                placeholder=words("act_preview_choose"),
            )  # fmt: skip
            if chosen:
                found[code] = chosen
    return found


def _short(said: str) -> str:
    # Words of another table must not meet what was chosen for these.
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
