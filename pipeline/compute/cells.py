"""How many people stand where: the open headcounts of one month, as fine as the published rows tell cells apart."""

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import published
from pipeline.catalogue import Code, columns
from pipeline.month import Month
from pipeline.organisation.model import EVERYONE, Organisation
from pipeline.organisation.tree import rollup

_ATOM_END = "\x1f"  # each part of a band atom is `scale basis:band` and this


def cells(atoms: pa.Table, organisation: Organisation, snapshot: date) -> pa.Table:
    """One row per unit where people are placed x set of bands, shaped as CELLS. `atoms` are those of `measure`.

    Heads are those of the attribute everyone, or of the first attribute that the export has. Bands on the personal
    scale count only where the unit or one above it has such a row, so that no cell is finer than the rows are.
    A sum that holds a cell that is not available is null.
    """
    month = Month.of(snapshot)
    given = set(atoms["attribute"].unique().to_pylist())
    order = (EVERYONE, *(attribute.code for attribute in organisation.attributes))
    attribute = next((code for code in order if code in given), EVERYONE)
    rows = columns(organisation, month)
    # A person counts in the rows of the own unit and of every unit above it.
    counted = {
        unit: frozenset[Code]().union(*(rows[at] for at in path)) for unit, path in rollup(organisation, month).items()
    }
    found: dict[tuple[str, str], int | None] = {}
    for atom in atoms.filter(pc.field("attribute") == attribute).to_pylist():
        key = (atom["unit"], _bands(atom["band_atom"], counted[atom["unit"]]))
        heads, so_far = atom["headcount"], found.get(key, 0)
        found[key] = None if heads is None or so_far is None else so_far + heads
    return _table(found, snapshot, {code: place for place, code in enumerate(rows)})


def _bands(atom: str, counted: frozenset[Code]) -> str:
    parts = (part for part in atom.split(_ATOM_END) if part)
    return "|".join(sorted(part for part in parts if tuple(part.split(":", 1)) in counted))


def _table(found: Mapping[tuple[str, str], int | None], snapshot: date, place: Mapping[str, int]) -> pa.Table:
    rows = [
        {"snapshot": snapshot, "unit": unit, "bands": bands, "headcount": heads}
        for (unit, bands), heads in sorted(found.items(), key=lambda cell: (place[cell[0][0]], cell[0][1]))
    ]
    return pa.Table.from_pylist(rows, schema=published.schema("cells"))
