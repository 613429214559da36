"""The published figures of each month, worked out once per month and kept until something they rest on changes."""

import atexit
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

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
from pipeline.storage.store import read_table, write_table
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


def figures(desk: Desk, live: Sequence[Facts], tell: Tell) -> tuple[Figures, frozenset[str]]:
    """The figures of every month, and the keys under which the months are kept."""
    months: dict[date, list[Facts]] = {}
    for facts in live:
        months.setdefault(facts.snapshot, []).append(facts)
    files = [tuple(months[snapshot]) for snapshot in sorted(months)]
    heavy = sum(facts.tally.read for facts in live) > _HEAVY
    counted = for_each(partial(_month, desk), files, lambda done: tell("count", done, len(files)), heavy=heavy)
    keys = frozenset(key for key, _ in counted)
    tables = (pa.concat_tables(part[name] for _, part in counted) for name in _TABLES)
    return Figures(*tables), keys


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


def _month(desk: Desk, files: Sequence[Facts]) -> tuple[str, Mapping[str, pa.Table]]:
    """The published rows of the month that these files stand for, and the key they are kept under."""
    snapshot = files[0].snapshot
    digests = [digest_key(facts.fingerprint, desk.rules) for facts in files]
    key = fingerprint(FIGURES, digests, desk.organisation.fingerprint, snapshot)
    folder = desk.store.restricted / "months" / key
    if all((folder / f"{name}.parquet").exists() for name in _TABLES):
        return key, {name: read_table(folder / f"{name}.parquet", f"the figures of {snapshot}") for name in _TABLES}
    cube = combined([(facts, cube_of(desk, facts)) for facts in files], desk.organisation)
    counted = "person" if all(facts.counted == "person" for facts in files) else "appointment"
    true = measure(cube, desk.organisation, snapshot, counted, _connection())
    released = protect(true.rows, true.atoms, desk.organisation, snapshot)
    tables = {"representation": released.table, "progress": progress(released, desk.organisation, snapshot)}
    for name in _TABLES:
        write_table(folder / f"{name}.parquet", tables[name], f"the figures of {snapshot}")
    return key, tables


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One database in memory per process: opening one costs as much as counting a month.

    A cube is small: a second thread would cost more than it brings, and other months take the other cores.
    """
    # Let go of it in time: DuckDB complains on the error stream of a connection that outlives the interpreter.
    atexit.register(_connection.cache_clear)
    return duckdb.connect(config={"threads": 1})
