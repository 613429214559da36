"""The contract of the cube, in pandera: what must hold of every counted cell, described once.

pandera's failure texts carry values of cells. They are translated here, and only here, to rule, column
and count; the original is dropped before ours is raised, so that no traceback can show it.
"""

import pandera.pyarrow as pandera
import pyarrow as pa
from pandera.errors import SchemaErrors

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.month import Month
from pipeline.organisation.model import EVERYONE, Organisation
from pipeline.validate import messages

_MOST = 9_000_000_000  # beyond it a sum of fte in millionths is no longer exact in a double

DESCRIPTIONS = {
    "snapshot": "Reference date of the snapshot.",
    "unit": "Code of the unit people are placed at; valid at the reference date.",
    "function_scale": "Scale of the function; null when the export has no scale.",
    "personal_scale": "Scale the person is paid from; null when the export does not give it.",
    "attribute": "What is known per person, such as gender; `everyone` splits nobody.",
    "category": "Category of the attribute; the categories of one attribute add up to everyone.",
    "headcount": "Heads in the cell; null when the source says it is not available.",
    "fte": "Sum of fte in the cell; null when the export gives none.",
}


def contract(organisation: Organisation, month: Month) -> pandera.DataFrameSchema:
    """The schema of a cube of that month; its descriptions make the data dictionary."""
    scales = [scale.code for scale in organisation.scales if scale.valid_in(month)]
    attributes = [EVERYONE, *(attribute.code for attribute in organisation.attributes)]
    categories = [EVERYONE, *(each for attribute in organisation.attributes for each in attribute.categories)]
    units, amount = list(organisation.units_in(month)), pandera.Check.in_range(0, _MOST)
    within = pandera.Check.isin
    return pandera.DataFrameSchema(
        {
            "snapshot": _column("snapshot", pa.date32()),
            "unit": _column("unit", pa.string(), within(units)),
            "function_scale": _column("function_scale", pa.string(), within(scales), nullable=True),
            "personal_scale": _column("personal_scale", pa.string(), within(scales), nullable=True),
            "attribute": _column("attribute", pa.string(), within(attributes)),
            "category": _column("category", pa.string(), within(categories)),
            "headcount": _column("headcount", pa.int64(), amount, nullable=True),
            "fte": _column("fte", pa.float64(), amount, nullable=True),
        },
        strict=True,
        name="cube",
    )


def _column(name: str, kind: pa.DataType, *checks: pandera.Check, nullable: bool = False) -> pandera.Column:
    return pandera.Column(kind, list(checks), nullable=nullable, description=DESCRIPTIONS[name])


def hold_to_contract(cube: pa.Table, organisation: Organisation, month: Month, filename: str) -> None:
    """Check a cube against the contract. Raises FileRefused naming rule, column and count, never a value."""
    broken = _failures(cube, contract(organisation, month))
    if broken:  # raised outside the handler: the original, which holds values, is not reachable from it
        raise FileRefused(
            [
                Fault(
                    "contract_broken",
                    messages.CONTRACT_BROKEN,
                    Where(file=filename),
                    {"rule": rule, "column": column, "count": count},
                )
                for rule, column, count in broken
            ]
        )


def _failures(cube: pa.Table, schema: pandera.DataFrameSchema) -> list[tuple[str, str, int]]:
    try:
        schema.validate(cube, lazy=True)
    except SchemaErrors as failed:
        counts: dict[tuple[str, str], int] = {}
        for error in failed.schema_errors:
            column = str(getattr(error.schema, "name", "") or "")
            rule = str(getattr(error.check, "name", None) or error.reason_code)
            counts[rule, column] = counts.get((rule, column), 0) + 1
        return [(rule, column, count) for (rule, column), count in counts.items()]
    return []
