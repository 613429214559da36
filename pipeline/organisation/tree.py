"""The unit tree in one month: who lies under whom."""

from collections.abc import Mapping

from pipeline.month import Month
from pipeline.organisation.model import Organisation


def children(organisation: Organisation, month: Month) -> Mapping[str, tuple[str, ...]]:
    """Per unit of that month the units directly under it, in the organisation's order; empty for a leaf."""
    units = organisation.units_in(month)
    below: dict[str, list[str]] = {code: [] for code in units}
    for code, unit in units.items():
        if unit.parent is not None:
            below[unit.parent].append(code)
    return {code: tuple(codes) for code, codes in below.items()}


def rollup(organisation: Organisation, month: Month) -> Mapping[str, tuple[str, ...]]:
    """Per unit of that month itself and every unit above it, nearest first: where one person of it is counted."""
    units = organisation.units_in(month)
    paths: dict[str, tuple[str, ...]] = {}
    for code in units:
        path = [code]
        while (parent := units[path[-1]].parent) is not None:
            path.append(parent)
        paths[code] = tuple(path)
    return paths


def descendants(organisation: Organisation, month: Month) -> Mapping[str, tuple[str, ...]]:
    """Per unit of that month itself and every unit below it, in the organisation's order."""
    below: dict[str, list[str]] = {code: [] for code in organisation.units_in(month)}
    for code, path in rollup(organisation, month).items():
        for above in path:
            below[above].append(code)
    return {code: tuple(codes) for code, codes in below.items()}
