"""Which rows may be published of each unit: said by the organisation's folder alone, never by what is counted."""

from collections.abc import Iterator, Mapping

from pipeline.month import Month
from pipeline.organisation.model import ALL_BANDS, Organisation, Target, Unit

Code = tuple[str, str]  # scale basis, band
_KIND = "kind:"


def columns(organisation: Organisation, month: Month) -> Mapping[str, frozenset[Code]]:
    """Per unit of that month the (scale basis, band) of its rows, each for every target group.

    Every band on the function scale, everyone included. On the personal scale only the bands that some target of
    the unit counts on it, whenever that target is in force: a row does not come and go with a decision; and a pool
    where all of its parts are. What the export of the month does not give has no row after all.
    """
    units = organisation.units_in(month)
    everywhere = [("function", code) for code in (ALL_BANDS, *(band.code for band in organisation.bands))]
    asked: dict[str, set[Code]] = {code: set() for code in units}
    for target in organisation.targets:
        if target.scale_basis == "personal":
            for code in applies_to(target, units):
                asked[code].add((target.scale_basis, target.band))
    for more in asked.values():
        more |= {
            ("personal", band.code)
            for band in organisation.bands
            if band.pool_of and more.issuperset(("personal", part) for part in band.pool_of)
        }
    return {code: frozenset([*everywhere, *more]) for code, more in asked.items()}


def applies_to(target: Target, units: Mapping[str, Unit]) -> Iterator[str]:
    """Codes of the units a target holds for, in the organisation's order, each once."""
    for code, unit in units.items():
        if "*" in target.units or code in target.units or f"{_KIND}{unit.kind}" in target.units:
            yield code
