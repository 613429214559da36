"""How is each group represented: the true table of one snapshot, before anything is hidden.

What it returns is person data and stays in the restricted zone; the door in pipeline/protect lets out what may be seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import published
from pipeline.compute.formulas import Z_95
from pipeline.compute.lookups import Given, tables
from pipeline.month import Month
from pipeline.organisation.model import EVERYONE, Organisation

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Measured:
    """The true figures of one snapshot. `rows` is shaped as REPRESENTATION; `atoms` are the cells they are sums of.

    One row of `atoms` per unit where people are placed x band atom x attribute x category: headcount and
    fte (null = not available). A band atom is the set of bands (per scale basis) that people are in at once.
    """

    rows: pa.Table
    atoms: pa.Table


def represent(
    cube: pa.Table, organisation: Organisation, snapshot: date, counted: str, connection: duckdb.DuckDBPyConnection
) -> pa.Table:
    """The true representation table of one snapshot: `measure(...)` without the cells it is made of."""
    return measure(cube, organisation, snapshot, counted, connection).rows


def measure(
    cube: pa.Table, organisation: Organisation, snapshot: date, counted: str, connection: duckdb.DuckDBPyConnection
) -> Measured:
    """The true figures per unit x band x group x scale basis, with the cells they are sums of.

    `counted` says what one head is: person or appointment. Every unit valid in the month has its rows,
    also when it is empty. A sum that holds a cell that is not available is null; an attribute that the
    export does not have gives null members. Raises ValueError when the cube holds a unit that is not
    in the tree of that month: its people would silently be left out of every figure.
    """
    month = Month.of(snapshot)
    cube = cube.filter(pc.field("snapshot") == pa.scalar(snapshot, pa.date32()))
    given = _given(cube)
    _check_units(cube, organisation, month)
    lookups = tables(organisation, month, given)
    atoms = _query(connection, "inner_cells", {"cube_source": cube, **lookups}, {"snapshot": snapshot})
    parameters: dict[str, object] = {
        "snapshot": snapshot,
        "counted": counted,
        "everyone": EVERYONE,
        "everyone_given": EVERYONE in given.attributes,
        "fte_given": given.fte,
        "z": Z_95,
        "minimum_response": organisation.thresholds.minimum_response,
    }
    rows = _query(connection, "representation", {"inner_source": atoms, **lookups}, parameters)
    return Measured(rows.cast(published.schema("representation")), atoms)


def _given(cube: pa.Table) -> Given:
    def any_value(name: str) -> bool:
        return cube[name].null_count < cube.num_rows

    attributes = frozenset(str(each) for each in cube["attribute"].unique().to_pylist())
    return Given(attributes, any_value("function_scale"), any_value("personal_scale"), any_value("fte"))


def _check_units(cube: pa.Table, organisation: Organisation, month: Month) -> None:
    strangers = set(cube["unit"].unique().to_pylist()) - set(organisation.units_in(month))
    if strangers:
        raise ValueError(f"the cube of {month} holds units that do not exist then: {', '.join(sorted(strangers))}")


@cache
def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _query(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    sources: Mapping[str, pa.Table],
    parameters: Mapping[str, object],
) -> pa.Table:
    for source, table in sources.items():
        connection.register(source, table)
    try:
        return connection.sql(_statement(name), params=dict(parameters)).to_arrow_table()
    finally:
        # A registered table keeps its memory; a hundred and twenty months of them would not fit.
        for source in sources:
            connection.unregister(source)
