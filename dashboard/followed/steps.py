"""What was agreed and done about one target, in the order of days, with the published figures in between."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.edition import Break, Edition
from dashboard.standing import Standing
from dashboard.wording.rows import row_words
from dashboard.wording.words import Words
from registers import Activity, Agreement, Evidence, Kept, Registers, Step, Units, evidence

_ORDER = {"break": 0, "figure": 1, "step": 2}


@dataclass(frozen=True)
class Line:
    """One line: a figure that was new, a break in the figures, or a step. `free` is what somebody wrote, else empty.

    `said` is ours; the free text is of any length and never read as markup.
    """

    day: date
    kind: Literal["figure", "break", "step"]
    said: str
    free: str = ""


@dataclass(frozen=True)
class Beside:
    """A step or a break, and of a step what was published of its day: the figure that stood then.

    `figure` is None where there was none yet, and for a break. `ahead`: the day lies after the snapshot.
    """

    line: Line
    figure: Line | None
    ahead: bool


def read_steps(registers: Registers, target: str, codes: Collection[str], talks: Units, acts: Units) -> Evidence:
    """What was agreed and done about a target in one unit, under each of its codes.

    `talks`: the units whose agreements may be seen, `acts`: whose activities. Raises RegistersUnreachable.
    """
    agreed, acted = (evidence(registers, target, codes, seen) for seen in (talks, acts))
    steps = [each for each in agreed.steps if isinstance(each.record.value, Agreement)]
    steps += [each for each in acted.steps if isinstance(each.record.value, Activity)]
    undated = [kept for kept in agreed.undated if isinstance(kept.value, Agreement)]
    undated += [kept for kept in acted.undated if isinstance(kept.value, Activity)]
    ordered = tuple(sorted(steps, key=lambda step: (step.day, step.record.key)))
    return Evidence(target, agreed.agreements, acted.activities, ordered, tuple(undated))


def beside_figures(lines: Sequence[Line], snapshot: date) -> tuple[Beside, ...]:
    """The steps, and the breaks from the first of them on, each step with the figure that stood on its day."""
    found: list[Beside] = []
    figure: Line | None = None
    for line in lines:
        if line.kind == "figure":
            figure = line
        elif line.kind == "step":
            ahead = line.day > snapshot
            found.append(Beside(line, None if ahead else figure, ahead))
        elif found:
            found.append(Beside(line, None, ahead=False))
    return tuple(found)


def lines_of(edition: Edition, unit: str, snapshot: date, found: Evidence, words: Words) -> tuple[Line, ...]:
    """Figures of the target up to the snapshot, breaks and steps, by day; steps of after the snapshot come last.

    A figure stands at the day it is of, and once: not again in the months to which it was carried. Of a month that is
    not shown, why. For a target or unit the edition does not have, the steps alone.
    """
    lines = [*_figures(edition, unit, snapshot, found.target, words), *(_step(each, words) for each in found.steps)]
    return tuple(sorted(lines, key=lambda line: (line.day, _ORDER[line.kind])))


def undated_lines(found: Evidence) -> tuple[str, ...]:
    """What was agreed or planned without any day, as it was written."""
    return tuple(_written(kept) for kept in found.undated)


def _figures(edition: Edition, unit: str, snapshot: date, target: str, words: Words) -> list[Line]:
    if target not in edition.target_codes:
        return []
    rows = [row for row in edition.series(unit, target) if row.snapshot <= snapshot]
    if not rows:
        return []
    breaks = edition.breaks(unit, edition.target(target, rows[-1].version))
    return [*_new(rows, words), *_breaks(breaks, rows[0].snapshot, snapshot, words)]


def _new(rows: Sequence[Standing], words: Words) -> Iterator[Line]:
    """The first of every run of months with one figure, or hidden for one reason."""
    before: tuple[date | str | None, bool] | None = None
    for row in rows:
        stands = (row.as_of if row.shown else row.reason, row.shown)
        if stands != before:
            day = row.as_of if row.shown and row.as_of else row.snapshot
            yield Line(day, "figure", row_words(row, words).as_clause())
        before = stands


def _breaks(breaks: Sequence[Break], first: date, last: date, words: Words) -> list[Line]:
    return [
        Line(each.snapshot, "break", words("breaks_here", reason=words.name(each.reason)))
        for each in breaks
        if first < each.snapshot <= last
    ]


def _step(step: Step, words: Words) -> Line:
    return Line(step.day, "step", words(f"event_{step.event}"), _written(step.record))


def _written(kept: Kept[Agreement] | Kept[Activity]) -> str:
    value = kept.value
    return value.aim if isinstance(value, Agreement) else value.what or value.meaning
