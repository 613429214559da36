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
from pipeline.compute.progress import progress
from pipeline.compute.representation import measure
from pipeline.digest import digest_key
from pipeline.intake import Desk, Tell, cube_of
from pipeline.organisation.model import EVERYONE, Organisation
from pipeline.protect.door import protect
from pipeline.publish.publication import csv_rows
from pipeline.storage.store import read_arrow, read_bytes, write_arrow, write_whole
from pipeline.validate.facts import Facts
from pipeline.workers import for_each

FIGURES = 1  # raise when the way figures are worked out or protected changes
_HEAVY = 2_000_000  # rows read for which worker processes are worth starting
_TABLES = ("representation", "progress")


@dataclass(frozen=True)
class Figures:
    """The published rows of all months, in order of time."""

    representation: pa.Table
    progress: pa.Table
    written: Mapping[str, bytes]  # per table the same rows as CSV, without the heading


def figures(desk: Desk, live: Sequence[Facts], tell: Tell) -> tuple[Figures, frozenset[str]]:
    """The figures of every month, and the keys under which the months are kept."""
    months: dict[date, list[Facts]] = {}
    for facts in live:
        months.setdefault(facts.snapshot, []).append(facts)
    kept = {_key(desk, files): tuple(files) for _, files in sorted(months.items())}
    missing = [(key, files) for key, files in kept.items() if not _is_kept(desk, key)]
    heavy = sum(facts.tally.read for _, files in missing for facts in files) > _HEAVY
    for_each(partial(_work_out, desk), missing, lambda done: tell("count", done, len(missing)), heavy=heavy)
    representation, progressed = (_together([_at(desk, key, name) for key in kept]) for name in _TABLES)
    written = {name: b"".join(_text(desk, key, name) for key in kept) for name in _TABLES}
    return Figures(representation, progressed, written), frozenset(kept)


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


def _at(desk: Desk, key: str, name: str) -> Path:
    return desk.store.restricted / "months" / key / f"{name}.arrow"


def _text(desk: Desk, key: str, name: str) -> bytes:
    return read_bytes(_at(desk, key, name).with_suffix(".csv"), "the figures of a month")


def _is_kept(desk: Desk, key: str) -> bool:
    return all(_at(desk, key, name).exists() for name in _TABLES)


def _together(paths: Sequence[Path]) -> pa.Table:
    """The months one after the other."""
    return pa.concat_tables(read_arrow(path, "the figures of a month") for path in paths)


def _work_out(desk: Desk, month: tuple[str, Sequence[Facts]]) -> None:
    """Work out the published rows of the month that these files stand for, and keep them under its key."""
    key, files = month
    snapshot = files[0].snapshot
    cube = combined([(facts, cube_of(desk, facts)) for facts in files], desk.organisation)
    counted = "person" if all(facts.counted == "person" for facts in files) else "appointment"
    true = measure(cube, desk.organisation, snapshot, counted, _connection())
    released = protect(true.rows, true.atoms, desk.organisation, snapshot)
    tables = {"representation": released.table, "progress": progress(released, desk.organisation, snapshot)}
    for name in _TABLES:
        path, what = _at(desk, key, name), f"the figures of {snapshot}"
        # A hundred months are put together at every refresh: as text they need not be written anew each time.
        write_whole(path.with_suffix(".csv"), csv_rows(tables[name]), what)
        write_arrow(path, tables[name], what)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One database in memory per process: opening one costs as much as counting a month.

    A cube is small: a second thread would cost more than it brings, and other months take the other cores.
    """
    # Let go of it in time: DuckDB complains on the error stream of a connection that outlives the interpreter.
    atexit.register(_connection.cache_clear)
    return duckdb.connect(config={"threads": 1})
