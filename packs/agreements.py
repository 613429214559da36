"""What was agreed in an earlier talk, as a pack needs it. Who keeps it hands it over: this package reads no register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.wording.words import Words
from packs.plain import shortened

Status = Literal["open", "under_way", "done", "dropped"]
MOST = 8  # lines: the rest stays in the register, and is counted
_LONGEST = 220  # characters of one text: the whole of it stands in the register
_UNFINISHED: tuple[Status, ...] = ("open", "under_way")


@dataclass(frozen=True)
class AgreementLine:
    """One agreement as it stands. Empty text and None mean that it was not written down.

    `target` is in words, not a code. `due` is the day first agreed; `changed_due` a later one. `past_due` is judged by
    whoever hands it over: a pack has no clock.
    """

    what: str
    who: str
    target: str = ""
    due: date | None = None
    changed_due: date | None = None
    done: date | None = None
    status: Status = "open"
    outcome: str = ""
    past_due: bool = False


@dataclass(frozen=True)
class AgreementRow:
    """The same as read: five texts."""

    what: str
    who: str
    when: str
    target: str
    became: str


def agreement_rows(lines: Sequence[AgreementLine], words: Words) -> tuple[tuple[AgreementRow, ...], int]:
    """The lines as rows, what is unfinished first, and how many are left out. Order is otherwise as given."""
    ordered = sorted(lines, key=lambda line: line.status not in _UNFINISHED)
    return tuple(_row(line, words) for line in ordered[:MOST]), max(0, len(ordered) - MOST)


def _row(line: AgreementLine, words: Words) -> AgreementRow:
    return AgreementRow(
        what=shortened(line.what, _LONGEST),
        who=shortened(line.who, _LONGEST // 2) or words("pack_no_owner"),
        when=_when(line, words),
        target=shortened(line.target, _LONGEST // 2),
        became=_became(line, words),
    )


def _when(line: AgreementLine, words: Words) -> str:
    if line.changed_due is not None and line.due is not None and line.changed_due != line.due:
        return words("pack_moved_due", day=words.day(line.changed_due), first=words.day(line.due))
    due = line.changed_due or line.due
    return words("pack_no_date") if due is None else words.day(due)


def _became(line: AgreementLine, words: Words) -> str:
    if line.status == "done" and line.done is not None:
        state = words("pack_status_done_on", day=words.day(line.done))
    else:
        state = words(f"pack_status_{line.status}")
    late = words("pack_past_due") if line.past_due and line.status in _UNFINISHED else ""
    said = ", ".join(part for part in (state, late) if part)
    outcome = shortened(line.outcome, _LONGEST)
    return f"{said}: {outcome}" if outcome else said
