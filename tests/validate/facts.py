"""Facts of an export, drawn with only what a test is about."""

from collections.abc import Mapping

from pipeline.month import Month
from pipeline.snapshot import Tally
from pipeline.validate.facts import Facts


def facts(
    month: str,
    units: Mapping[str, int] | int = 100,
    categories: Mapping[str, Mapping[str, int]] | None = None,
    source: str = "hr",
    **changes: object,
) -> Facts:
    placed = {"A": units} if isinstance(units, int) else dict(units)
    heads = sum(placed.values())
    plain: dict[str, object] = {
        "file": f"{source}_{month}.csv",
        "fingerprint": f"{source}-{month}",
        "source": source,
        "month": Month.parse(month),
        "snapshot": Month.parse(month).last_day,
        "counted": "person",
        "tally": Tally(heads, heads, 0, 0, heads),
        "bad": (),
        "heads_by_unit": placed,
        "heads_by_category": {"gender": {"f": heads, "m": 0}} if categories is None else categories,
        "notices": (),
    }
    return Facts(**{**plain, **changes})  # type: ignore[arg-type]
