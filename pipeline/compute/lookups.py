"""Which small tables tie the codes of one organisation together for one month: the seam the SQL reads.

Each is registered under its own name, so that a test can put a table of its own in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipeline.month import Month
from pipeline.organisation.model import ALL_BANDS, Organisation, ScaleBasis
from pipeline.organisation.tree import rollup

_ATOM_END = "\x1f"  # cannot occur in a band's code, so two atoms never read the same


@dataclass(frozen=True)
class Column:
    """One way to cut the staff by scale: a band on one scale basis; `scales` None means everyone."""

    scale_basis: ScaleBasis
    band: str
    scales: frozenset[str] | None


@dataclass(frozen=True)
class Given:
    """What an export gives: without it a figure is not available, with it an absent cell is a real zero."""

    attributes: frozenset[str]
    function_scale: bool
    personal_scale: bool
    fte: bool


def columns(organisation: Organisation, month: Month, given: Given) -> tuple[Column, ...]:
    """Every band on the function scale, and on the personal scale the bands a target in force counts on it.

    A pool is there on the personal scale when all of its parts are.
    Without personal scales in the export there are no personal columns: no figure is better than one
    counted on the other scale.
    """
    bands = {ALL_BANDS: None, **{band.code: band.scales for band in organisation.bands}}
    asked = {target.band for target in organisation.targets_in(month) if target.scale_basis == "personal"}
    asked |= {band.code for band in organisation.bands if band.pool_of and asked.issuperset(band.pool_of)}
    by_function = [Column("function", code, scales) for code, scales in bands.items()]
    by_person = [Column("personal", code, scales) for code, scales in bands.items() if code in asked]
    return (*by_function, *(by_person if given.personal_scale else ()))


def tables(organisation: Organisation, month: Month, given: Given) -> dict[str, pa.Table]:
    """The lookup tables of one month, by the name the SQL reads them under."""
    cut = columns(organisation, month, given)
    scales = [scale.code for scale in organisation.scales]
    atoms = [(basis, scale, _atom(cut, basis, scale)) for basis in ("function", "personal") for scale in scales]
    # People outside every band, or without a scale, have an atom that is empty: they are in `all` alone.
    by_function = {"", *(atom for basis, _, atom in atoms if basis == "function")}
    by_person = {"", *(atom for basis, _, atom in atoms if basis == "personal")}
    spread = [(first + second, column) for first in by_function for second in by_person for column in cut]
    units = organisation.units_in(month)
    places = [(unit, above) for unit, path in rollup(organisation, month).items() for above in path]
    categories = [
        (group.code, attribute.code, category, category in group.members, category in attribute.unknown)
        for group in organisation.groups
        for attribute in (organisation.attribute(group.attribute),)
        for category in attribute.categories
    ]
    return {
        "scale_source": _table(("scale_basis", "scale", "atom"), atoms),
        "atom_source": _table(
            ("band_atom", "scale_basis", "band"),
            [(atom, column.scale_basis, column.band) for atom, column in spread if _within(atom, column)],
        ),
        "place_source": _table(("unit", "above"), places),
        "unit_source": _table(("unit", "position"), [(code, index) for index, code in enumerate(units)]),
        "band_source": _table(
            ("scale_basis", "band", "position", "given"),
            [(each.scale_basis, each.band, _band_position(organisation, each), _has(each, given)) for each in cut],
        ),
        "group_source": _table(
            ("group_code", "position", "given"),
            [(each.code, index, each.attribute in given.attributes) for index, each in enumerate(organisation.groups)],
        ),
        "category_source": _table(("group_code", "attribute", "category", "is_member", "is_unknown"), categories),
    }


def _atom(cut: tuple[Column, ...], basis: str, scale: str) -> str:
    held = (each for each in cut if each.scale_basis == basis and each.scales is not None and scale in each.scales)
    return "".join(f"{each.scale_basis}:{each.band}{_ATOM_END}" for each in held)


def _within(atom: str, column: Column) -> bool:
    return column.scales is None or f"{column.scale_basis}:{column.band}{_ATOM_END}" in _marked(atom)


def _marked(atom: str) -> set[str]:
    return {part + _ATOM_END for part in atom.split(_ATOM_END) if part}


def _band_position(organisation: Organisation, column: Column) -> int:
    return [ALL_BANDS, *(band.code for band in organisation.bands)].index(column.band)


def _has(column: Column, given: Given) -> bool:
    return column.scales is None or given.function_scale or (column.scale_basis == "personal" and given.personal_scale)


def _table(names: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    # An empty organisation part (no groups, say) would otherwise give a column of type null that joins refuse.
    kinds: dict[str, pa.DataType] = {"position": pa.int64(), "given": pa.bool_(), "is_member": pa.bool_()}
    kinds["is_unknown"] = pa.bool_()
    fields = pa.schema([pa.field(name, kinds.get(name, pa.string())) for name in names])
    return pa.table([[row[index] for row in rows] for index in range(len(names))], schema=fields)
