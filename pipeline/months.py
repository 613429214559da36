"""The published figures of each month, worked out once per month and kept until something they rest on changes."""

import atexit
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.canonical import fingerprint
from pipeline.compute.cells import cells
from pipeline.compute.progress import progress
from pipeline.compute.representation import measure
from pipeline.digest import digest_key
from pipeline.errors import StorageFailed
from pipeline.intake import Desk, Tell, cube_of
from pipeline.memory import OPEN_VIEW, read_released
from pipeline.organisation.model import EVERYONE, Organisation
from pipeline.protect.nothing import refuse_nothing
from pipeline.publish.publication import csv_rows
from pipeline.releases import (
    Standing,
    Turn,
    carried_from,
    corrected,
    give,
    grown,
    ids,
    is_remembered,
    replaced,
    rules_of,
    standing_rows,
    views,
)
from pipeline.storage.ledger import Step
from pipeline.storage.store import read_arrow, read_bytes, unreadable, write_arrow, write_whole
from pipeline.validate.facts import Facts
from pipeline.workers import for_each

FIGURES = 2  # raise when the way figures are worked out changes
_HEAVY = 2_000_000  # rows read for which worker processes are worth starting
_PUBLISHED = ("representation", "progress", "cells")


@dataclass(frozen=True)
class Figures:
    """The published rows of all months as one view has them, in order of time."""

    representation: pa.Table
    progress: pa.Table
    cells: pa.Table
    written: Mapping[str, bytes]  # per table the same rows as CSV, without the heading


@dataclass(frozen=True)
class Live:
    """One month that counts now: the step that says what is given of it, its files, and where its true rows are."""

    snapshot: date
    step: str
    files: tuple[Facts, ...]
    true: Path


@dataclass(frozen=True)
class Kept:
    """What in the restricted zone the figures rest on: the names of the folders to keep."""

    months: frozenset[str]
    releases: tuple[str, ...]  # in the order of the chain
    figures: frozenset[str]
    chain: tuple[Step, ...]  # the steps of protection
    live: tuple[Live, ...]  # the months, in order of time


def figures(desk: Desk, live: Sequence[Facts], chain: Sequence[Step], tell: Tell) -> tuple[Mapping[str, Figures], Kept]:
    """The figures of every month by view, and what they rest on. `chain`: the steps of earlier refreshes.

    Raises ProtectionFailed when protection fails, or leaves nothing to show.
    """
    months: dict[date, list[Facts]] = {}
    for facts in live:
        months.setdefault(facts.snapshot, []).append(facts)
    kept = {day: (_key(desk, files), tuple(files)) for day, files in sorted(months.items())}
    missing = [pair for pair in kept.values() if not _is_kept(desk, pair[0])]
    heavy = sum(facts.tally.read for _, files in missing for facts in files) > _HEAVY
    for_each(partial(_count, desk), missing, lambda done: tell("count", done, len(missing)), heavy=heavy)
    data = {day: fingerprint([facts.fingerprint for facts in files]) for day, (_, files) in kept.items()}
    rules = rules_of(desk.organisation, desk.rules)
    steps = grown(chain, rules, data)
    given = _given(desk, steps, len(chain), kept, tell)
    found: dict[str, Figures] = {}
    names: set[str] = set()
    gone = replaced(steps)
    for view in views(desk.organisation):
        parts = [
            _part(desk, Standing(given[day], day, _at(desk, "months", key, "true"), view), key, gone)
            for day, (key, _) in kept.items()
        ]
        found[view] = _view(desk, parts)
        names |= {part.name for part in parts}
    if not corrected(steps):
        refuse_nothing(found[OPEN_VIEW].representation)
    months_kept = frozenset(key for key, _ in kept.values())
    live_months = tuple(
        Live(day, given[day], files, _at(desk, "months", key, "true")) for day, (key, files) in kept.items()
    )
    return found, Kept(months_kept, tuple(ids(steps)), frozenset(names), steps, live_months)


@dataclass(frozen=True)
class _Part:
    """One month as one view has it, the key of its true figures, and the former versions that it may not carry."""

    at: Standing
    key: str
    gone: frozenset[str]
    organisation: str

    @property
    def name(self) -> str:
        """What its published rows rest on."""
        return fingerprint(FIGURES, self.at.step, self.at.view, self.organisation, sorted(self.gone))


def _part(desk: Desk, at: Standing, key: str, gone: frozenset[str]) -> _Part:
    # A publication names the files of each month: a value of a former version would be of files it does not name.
    carried = carried_from(desk, at.step, at.view) & gone if gone else gone
    return _Part(at, key, carried, desk.organisation.fingerprint)


def _view(desk: Desk, parts: Sequence[_Part]) -> Figures:
    for part in parts:
        _present(desk, part)
    found = {name: _together([_at(desk, "figures", part.name, name) for part in parts]) for name in _PUBLISHED}
    written = {name: b"".join(_text(desk, part.name, name) for part in parts) for name in _PUBLISHED}
    return Figures(found["representation"], found["progress"], found["cells"], written)


def _given(
    desk: Desk,
    steps: Sequence[Step],
    known: int,
    kept: Mapping[date, tuple[str, tuple[Facts, ...]]],
    tell: Tell,
) -> dict[date, str]:
    """Per month the step that says what is given of it; those after the first `known` steps are worked out."""
    named = ids(steps)
    standing = {step.snapshot: place for place, step in enumerate(steps) if step.snapshot in kept}
    shown = {named[place] for place in standing.values() if place < known}
    if not is_remembered(desk, named[:known], shown):
        if len(standing) < len(steps):
            # Files that were replaced, or rules that were changed, cannot be gone through again as they were.
            raise StorageFailed(unreadable("the memory of protection", "lost"))
        known = 0
    turns: list[Turn] = []
    for place in range(known, len(steps)):
        step = steps[place]
        key, files = kept[step.snapshot]
        anew = place > 0 and steps[place - 1].rules != step.rules
        earlier = tuple(reversed(named[:place]))
        turns.append(Turn(step, named[place], earlier, anew, files, _at(desk, "months", key, "true")))
    give(desk, turns, tell)
    return {day: named[place] for day, place in standing.items()}


def combined(cubes: Sequence[tuple[Facts, pa.Table]], organisation: Organisation) -> pa.Table:
    """One cube for a month: each attribute from the last file that has it; everyone from the first source."""
    order = [source.code for source in organisation.sources]
    ranked = sorted(cubes, key=lambda pair: order.index(pair[0].source))
    chosen: dict[str, pa.Table] = {}
    for _, cube in cubes:
        for attribute in cube.column("attribute").unique().to_pylist():
            chosen[attribute] = cube
    for _, cube in reversed(ranked):
        if EVERYONE in cube.column("attribute").unique().to_pylist():
            chosen[EVERYONE] = cube
    return pa.concat_tables(cube.filter(pc.field("attribute") == attribute) for attribute, cube in chosen.items())


def _key(desk: Desk, files: Sequence[Facts]) -> str:
    """All that the figures of a month rest on."""
    digests = [digest_key(facts.fingerprint, desk.rules) for facts in files]
    return fingerprint(FIGURES, digests, desk.organisation.fingerprint, files[0].snapshot)


def _at(desk: Desk, kind: str, key: str, name: str) -> Path:
    return desk.store.restricted / kind / key / f"{name}.arrow"


def _text(desk: Desk, key: str, name: str) -> bytes:
    return read_bytes(_at(desk, "figures", key, name).with_suffix(".csv"), "the figures of a month")


def _is_kept(desk: Desk, key: str) -> bool:
    return all(_at(desk, "months", key, name).exists() for name in ("true", "cells"))


def _together(paths: Sequence[Path]) -> pa.Table:
    """The months one after the other."""
    return pa.concat_tables(read_arrow(path, "the figures of a month") for path in paths)


def _count(desk: Desk, month: tuple[str, Sequence[Facts]]) -> None:
    """Work out the true rows of the month that these files stand for, and keep them under its key."""
    key, files = month
    snapshot = files[0].snapshot
    cube = combined([(facts, cube_of(desk, facts)) for facts in files], desk.organisation)
    counted = "person" if all(facts.counted == "person" for facts in files) else "appointment"
    true = measure(cube, desk.organisation, snapshot, counted, _connection())
    write_arrow(_at(desk, "months", key, "cells"), cells(true.atoms, desk.organisation, snapshot), "headcounts")
    write_arrow(_at(desk, "months", key, "true"), true.rows, f"the figures of {snapshot}")


def _present(desk: Desk, part: _Part) -> None:
    """Put the published rows of one month together, as tables and as text."""
    if all(_at(desk, "figures", part.name, table).exists() for table in _PUBLISHED):
        return
    at = part.at
    given = standing_rows(desk, at, part.gone) if part.gone else read_released(desk.store, at.view, at.step)
    tables = {
        "representation": given.table,
        "progress": progress(given, desk.organisation, at.snapshot),
        "cells": read_arrow(_at(desk, "months", part.key, "cells"), "headcounts"),
    }
    for table, rows in tables.items():
        path, what = _at(desk, "figures", part.name, table), f"the figures of {at.snapshot}"
        # A hundred months are put together at every refresh: as text they need not be written anew each time.
        write_whole(path.with_suffix(".csv"), csv_rows(rows), what)
        write_arrow(path, rows, what)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One database in memory per process: opening one costs as much as counting a month.

    A cube is small: a second thread would cost more than it brings, and other months take the other cores.
    """
    # Let go of it in time: DuckDB complains on the error stream of a connection that outlives the interpreter.
    atexit.register(_connection.cache_clear)
    return duckdb.connect(config={"threads": 1})
