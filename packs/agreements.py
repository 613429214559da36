"""What was agreed in an earlier talk, as a pack needs it. Who keeps it hands it over: this package reads no register."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.followed.agreed import UNFINISHED, Course, Deadline, Status
from dashboard.followed.wording import course_words, deadline_words
from dashboard.wording.words import Words
from packs.plain import shortened

MOST = 8  # lines: the rest stays in the register, and is counted
LONGEST = 220  # characters of one text: the whole of it stands in the register
_STATE = 40  # what is ours in what became of it comes before what somebody wrote, and is not cut off
_LONGEST_SINCE = 600  # of what the figures did: only a name or a reason without end comes near


@dataclass(frozen=True)
class AgreementLine:
    """One agreement as it stands. Empty text and None mean that it was not written down.

    `target` is in words, not a code. `due` is the day first agreed; `changed_due` a later one. `past_due` is judged by
    whoever hands it over: a pack has no clock. `since` is what the published figures did since, in sentences.
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
    since: str = ""


@dataclass(frozen=True)
class AgreementRow:
    """The same as read: five texts, and what the figures did since, empty where nothing was handed over."""

    what: str
    who: str
    when: str
    target: str
    became: str
    since: str


def agreement_rows(lines: Sequence[AgreementLine], words: Words) -> tuple[tuple[AgreementRow, ...], int]:
    """The lines as rows, what is unfinished first, and how many are left out. Order is otherwise as given.

    What the figures of one target did in one period is told once; beside the others that it stands above.
    """
    ordered = sorted(lines, key=lambda line: line.status not in UNFINISHED)
    rows: list[AgreementRow] = []
    for line in ordered[:MOST]:
        told = any((each.target, each.since) == (line.target, line.since) for each in ordered[: len(rows)])
        rows.append(_row(line, words("pack_since_above") if told and line.since else line.since, words))
    return tuple(rows), max(0, len(ordered) - MOST)


def more_words(shown: int, more: int, words: Words) -> str:
    """That there are none, or how many there are besides those shown; empty when these are all."""
    if not shown:
        return words("pack_no_agreements")
    return words("pack_more_agreements", n=more) if more else ""


def briefer(rows: Sequence[AgreementRow], longest: int) -> tuple[AgreementRow, ...]:
    """The same rows with what somebody wrote in at most so many characters; days, and what the figures did, stay whole."""
    return tuple(
        replace(
            row,
            what=shortened(row.what, longest),
            who=shortened(row.who, longest // 2),
            target=shortened(row.target, longest // 2),
            became=shortened(row.became, longest + _STATE),
        )
        for row in rows
    )


def _row(line: AgreementLine, since: str, words: Words) -> AgreementRow:
    return AgreementRow(
        what=shortened(line.what, LONGEST),
        who=shortened(line.who, LONGEST // 2) or words("pack_no_owner"),
        when=deadline_words(Deadline(line.due, line.changed_due), words),
        target=shortened(line.target, LONGEST // 2),
        became=_became(line, words),
        since=shortened(since, _LONGEST_SINCE),
    )


def _became(line: AgreementLine, words: Words) -> str:
    said = course_words(Course(line.status, line.done, line.outcome, line.past_due), words)
    outcome = shortened(line.outcome, LONGEST)
    return f"{said}: {outcome}" if outcome else said
