"""Bringing in a table of activities on screen: first what is in it, then which unit it is of, then the taking in.

What stands in the file is never logged, and kept nowhere until it is taken in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from typing import Any

import streamlit as st

from dashboard.activities.items import name_of
from dashboard.activities.naming import Called
from dashboard.activities.sentences import COLUMNS, labels_of, link_headings
from dashboard.keeping import author_of, registers_of
from dashboard.markup.tables import table
from dashboard.parts.activities.downloads import offer_empty
from dashboard.parts.activities.fields import units_of
from dashboard.parts.activities.links import draw_codes_to_fill_in, known_codes, linked_of
from dashboard.parts.activities.places import Placed, draw_places, settled_codes
from dashboard.parts.forms.saving import asked
from dashboard.visit import Visit
from dashboard.wording.words import Words
from pipeline.errors import StreefcijferError
from pipeline.faults import Fault, Language
from registers import (
    LINKS,
    Activity,
    Author,
    Known,
    Reading,
    TableRow,
    already_there,
    bring_in_activities,
    link_faults,
    read_activities,
    read_when,
    work_to_do,
)

MOST_MB = 5
MOST_ROWS = 1_000
_SHOWN = 50  # activities, and loose lines, that a preview names
_FAULTS = 20
_UNKNOWN = "unknown_code"
_PREVIEWED = ("what", "who", "period", "place")
_FILE, _TURN, _TOLD = "act-file", "act-turn", "act-told"


@dataclass(frozen=True)
class _Given:
    """A table that was given and read, with the codes its rows may link to."""

    file: tuple[bytes, str]  # its content and file name
    reading: Reading
    known: Known


def draw_intake(visit: Visit, names: Called, today: date) -> None:
    """The box for a table; after that its preview. Only for whoever may write something down."""
    words, author = visit.words, author_of(visit.person, visit.reach("activities"))
    units = units_of(visit, author)
    if author is None or not units:
        return
    st.html(
        f'<h2 class="sc-h2" id="bring-in">{escape(words("act_bring_in"))}</h2>'
        f'<p class="sc-lead">{escape(words("act_bring_in_lead"))}</p>'
        f'<p class="sc-small">{escape(_headings(words))}</p>'
    )
    draw_codes_to_fill_in(visit, names)
    offer_empty(visit, today)
    _draw_told(visit)
    turn = st.session_state.get(_TURN, 0)
    given = st.file_uploader(
        *(words("act_bring_in_file", mb=MOST_MB), ["csv", "xlsx", "txt"]),
        key=f"{_FILE}-{turn}",
        max_upload_size=MOST_MB,
    )
    if given is None:
        return
    content, name = given.getvalue(), _plain_name(given.name)
    if len(content) > MOST_MB << 20:
        # The browser holds larger files back; this is for whoever goes round it.
        st.html(f'<p role="alert">{escape(words("act_too_large", mb=MOST_MB))}</p>')
        return
    _draw_table(visit, (content, name), names, author)


def _draw_table(visit: Visit, file: tuple[bytes, str], names: Called, author: Author) -> None:
    """What is in a table and the taking in, or why it cannot be taken in."""
    words = visit.words
    try:
        reading = read_activities(*file)
    except StreefcijferError as refused:
        _draw_refused(visit, refused.faults)
        return
    if len(reading.rows) > MOST_ROWS:
        said = words("act_too_many", n=words.number(len(reading.rows)), most=words.number(MOST_ROWS))
        st.html(f'<p role="alert">{escape(said)}</p>')
        return
    if not reading.rows:
        st.html(f'<p role="status">{escape(words("act_preview_none"))}</p>')
        return
    known = asked(visit, lambda registers: known_codes(registers, names))
    if known is None:
        return
    if unknown := link_faults(reading, file[1], known):
        _draw_refused(visit, unknown)
        return
    _draw_preview(visit, reading, names)
    _draw_taking_in(visit, _Given(file, reading, known), names, author)


def _draw_taking_in(visit: Visit, given: _Given, names: Called, author: Author) -> None:
    """Which units, how many rows are new, and the button; without it as long as a code waits for a unit."""
    words, reads, units, reading = visit.words, visit.reach("activities").reads, units_of(visit, author), given.reading
    settled = asked(visit, lambda registers: settled_codes(registers, reading, given.known, author, units, reads))
    if settled is None:
        return
    placed = draw_places(visit, reading, names, author, settled)
    st.html(f'<p role="status"><strong>{escape(_expected(visit, given, placed))}</strong></p>')
    if placed.waiting:
        return
    st.button(
        *(words("act_take_in", n=words.number(len(reading.rows))), "act-take-in"), type="primary",
        on_click=_take_in, args=(visit, given, (placed.unit, placed.unit_of)),
    )  # fmt: skip


def _headings(words: Words) -> str:
    """The headings a table needs, and those it may have, as the reader's own downloads call them."""
    labels = labels_of(words)
    needed = ", ".join(f"“{labels[name]}”" for name in COLUMNS)
    links = ", ".join(f"“{heading}”" for heading in link_headings(words).values())
    may = {"theme": labels["theme"], "column": words("act_col_unit_code"), "links": links}
    return words("act_bring_in_headings", needed=needed, **may)


def _expected(visit: Visit, given: _Given, placed: Placed) -> str:
    """How many rows are there already and how many would be new; or for how many codes somebody must choose first."""
    words, reads = visit.words, visit.reach("activities").reads
    if placed.waiting:
        return words("act_preview_waiting", n=words.number(len(placed.waiting)))
    units = (placed.unit, placed.unit_of)
    there = asked(visit, lambda registers: already_there(registers, given.reading, units, reads, given.known))
    if there is None:
        return ""
    already = sum(there)
    return words("act_preview_expected", already=words.number(already), new=words.number(len(there) - already))


def _draw_preview(visit: Visit, reading: Reading, names: Called) -> None:
    words = visit.words
    said = words("act_preview", n=words.number(len(reading.rows)), lines=words.number(reading.lines))
    waiting = sum(bool(work_to_do(_activity(row))) for row in reading.rows)
    linked = sum(any(row.words.get(kind, "").strip() for kind in LINKS) for row in reading.rows)
    beside = [words("act_preview_work", n=words.number(waiting))]
    beside += [words("act_preview_links", n=words.number(linked))] if linked else []
    st.html(f'<p role="status"><strong>{escape(said)}.</strong> {escape(" ".join(beside))}</p>')
    with st.expander(words("act_preview_rows", n=words.number(len(reading.rows)))):
        _draw_rows(visit, reading, names if linked else None)
        _draw_more(visit, len(reading.rows) - _SHOWN)
    if reading.loose:
        with st.expander(words("act_preview_loose", n=words.number(len(reading.loose)))):
            lines = [
                words("act_preview_loose_line", line=line, words=name_of(text, words))
                for line, text in reading.loose[:_SHOWN]
            ]
            st.html(_listed(lines))
            _draw_more(visit, len(reading.loose) - _SHOWN)


def _draw_rows(visit: Visit, reading: Reading, names: Called | None) -> None:
    """The first rows of a table; with what they are linked to when there are `names` for it."""
    words, labels = visit.words, labels_of(visit.words)
    heads = [words("act_line"), *(labels[name] for name in _PREVIEWED)]
    rows = [_previewed(row, words) for row in reading.rows[:_SHOWN]]
    if names is not None:
        heads.append(words("act_preview_linked"))
        rows = [[*cells, linked_of(row, names)] for cells, row in zip(rows, reading.rows, strict=False)]
    caption = words("act_preview_rows", n=words.number(len(reading.rows)))
    st.html(table(caption, heads, rows, range(1, len(heads))))


def _previewed(row: TableRow, words: Words) -> list[str]:
    """Its line, and what stands in the columns that tell it from others."""
    what, *rest = (name_of(text, words) if (text := row.words.get(name, "")).strip() else "" for name in _PREVIEWED)
    above = f" ({words('act_preview_named')})" if row.named_above else ""
    return [str(row.line), f"{what}{above}", *rest]


def _take_in(visit: Visit, given: _Given, units: tuple[str, Mapping[str, str]]) -> None:
    author = author_of(visit.person, visit.reach("activities"))
    if author is None:
        st.session_state[_TOLD] = (visit.words("save_not_allowed"), ())
        return
    try:
        registers, now = registers_of(visit.processed), datetime.now(UTC)
        found = bring_in_activities(registers, given.file, units, author, now, given.known)
    except StreefcijferError as refused:
        st.session_state[_TOLD] = ("", refused.faults)
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    read, added, already = (visit.words.number(each) for each in (len(found.activities), found.added, found.already))
    st.session_state[_TOLD] = (visit.words("act_taken_in", read=read, added=added, already=already), ())


def _draw_told(visit: Visit) -> None:
    """Says once what became of a table."""
    said, faults = st.session_state.pop(_TOLD, ("", ()))
    if said:
        st.html(f'<p role="status"><strong>{escape(said)}</strong></p>')
    if faults:
        _draw_refused(visit, faults)


def _draw_refused(visit: Visit, faults: Sequence[Fault]) -> None:
    """One message with every point, its line and its column. As text: a file may be called anything."""
    words = visit.words
    # Links by the headings of a table: on a form they have another name.
    labels = {**labels_of(words), **link_headings(words)}
    language: Language = "nl" if words.language == "nl" else "en"
    said = [_named(fault, labels).text(language) for fault in faults[:_FAULTS]]
    if len(faults) > _FAULTS:
        said.append(words("act_refused_more", n=words.number(len(faults) - _FAULTS)))
    where = f"<p>{escape(words('act_refused_codes'))}</p>" if any(each.code == _UNKNOWN for each in faults) else ""
    st.html(f'<div role="alert"><p><strong>{escape(words("act_refused"))}</strong></p>{_listed(said)}{where}</div>')


def _named(fault: Fault, labels: Mapping[str, str]) -> Fault:
    """The fault with its columns as the form calls them."""
    column = fault.where.column
    facts = dict(fault.facts)
    if "missing" in facts:
        facts["missing"] = ", ".join(labels.get(each, each) for each in str(facts["missing"]).split(", "))
    return replace(
        fault, where=replace(fault.where, column=labels.get(column, column) if column else None), facts=facts
    )


def _listed(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li dir=auto>{escape(line)}</li>' for line in lines)}</ul>"


def _draw_more(visit: Visit, n: int) -> None:
    if n > 0:
        st.html(f"<p>{escape(visit.words('act_preview_more', n=visit.words.number(n)))}</p>")


def _activity(row: TableRow) -> Activity:
    """As it would be taken in, to see what is left to do about it."""
    read = read_when(row.words.get("period", ""))
    told: dict[str, Any] = {name: getattr(read, name) for name in ("first_day", "last_day", "recurrence", "phase")}
    told |= {name: row.words.get(name, "") for name in COLUMNS}
    return Activity("", **told)


def _plain_name(name: str) -> str:
    """The name of a file without its folders, and not longer than anybody reads; its ending stays."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:8]}"
