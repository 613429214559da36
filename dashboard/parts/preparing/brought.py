"""What was agreed with a unit and what became of it, on screen, beside what the published figures did since."""

from datetime import date
from html import escape

import streamlit as st

from dashboard.followed.agreed import Agreed
from dashboard.followed.record import OnRecord, brought_to_unit, followed, read_record
from dashboard.followed.wording import course_words, deadline_words, followed_words, target_words
from dashboard.keeping import registers_of
from dashboard.markup.links import link
from dashboard.markup.records import facts, record, records, typed_block
from dashboard.parts.forms.saving import asked
from dashboard.visit import Visit
from dashboard.wording.talking import short
from registers import RegistersUnreachable, SchemaWrong

_NOT_MADE = "registers_not_made"
MOST = 12  # agreements: the others stand on the page of the talk


def record_of(visit: Visit, unit: str, today: date) -> OnRecord | None:
    """What is on record about a unit; None where this reader may not read it, or it cannot be read now, which is said.

    Nothing on record where there are no registers yet: whoever has none is not reminded of it on every page.
    """
    reads, renamed = visit.reach("talk").reads, visit.renamed("talk")
    now = renamed.get(unit, unit)
    if reads is not None and now not in reads:
        return None
    codes = frozenset({now, *(old for old, new in renamed.items() if new == now)})
    seen = codes if reads is None else codes & reads
    if not _made(visit):
        return OnRecord()
    return asked(visit, lambda registers: read_record(registers, seen, today, renamed))


def draw_brought(visit: Visit, unit: str, on_record: OnRecord | None, today: date) -> None:
    """The agreements that come back to the talk of a unit, the open ones first; nothing where they may not be read."""
    if on_record is None:
        return
    words = visit.words
    agreed, left = brought_agreed(visit, unit, on_record, today)
    st.html(f'<h2 class="sc-h2">{escape(words("brought_heading"))}</h2>')
    if not agreed:
        st.html(f'<p class="sc-lead">{escape(words("brought_none"))} {_to_talk(visit, unit)}</p>')
        return
    more = escape(words("brought_more", n=left)) if left else ""
    st.html(
        records([_item(visit, each) for each in agreed])
        + f'<p class="sc-quiet">{more} {escape(words("followed_aside"))} {_to_talk(visit, unit)}</p>'
    )


def brought_agreed(visit: Visit, unit: str, on_record: OnRecord, today: date) -> tuple[tuple[Agreed, ...], int]:
    """The agreements that come back to the talk of a unit, the open ones first, and how many there are besides."""
    found = brought_to_unit(on_record, unit, today)
    kept = (*found.open, *found.closed)
    now = visit.selection.snapshot
    return followed(visit.edition, unit, now, kept[:MOST], on_record.conversations, today), max(0, len(kept) - MOST)


def _made(visit: Visit) -> bool:
    try:
        registers_of(visit.processed)
    except SchemaWrong as wrong:
        return wrong.faults[0].code != _NOT_MADE
    except RegistersUnreachable:
        # Said by whoever asks them something next.
        return True
    return True


def _item(visit: Visit, agreed: Agreed) -> str:
    words, course = visit.words, agreed.course
    name = short(agreed.what)
    about = [target_words(agreed, words), agreed.who, deadline_words(agreed.deadline, words)]
    told = [
        (words("field_status"), f"<strong>{escape(course_words(course, words))}</strong>"),
        (words("field_outcome"), typed_block(course.outcome, words("field_outcome")) if course.outcome else ""),
        (words("brought_since"), escape(followed_words(agreed, words))),
    ]
    whole = typed_block(agreed.what, name) if name != agreed.what else ""
    line = " · ".join(f"<bdi>{escape(short(each))}</bdi>" for each in about if each)
    return record(f"brought-{agreed.key}", name, f'{whole}<p class="sc-quiet">{line}</p>{facts(told)}')


def _to_talk(visit: Visit, unit: str) -> str:
    return link(visit.address("talk", unit=unit), visit.words("brought_to_talk"))
