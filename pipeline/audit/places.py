"""Which unit lies in which, at each step: as the publications say."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from pipeline.audit.equations import Parents
from pipeline.audit.figures import Step
from pipeline.audit.knowledge import holding
from pipeline.audit.source import Published


def parents_of(published: Sequence[Published]) -> Parents:
    """Per step the unit above each unit. A step that no publication has is taken as the last one that there is."""
    trees = {id(each): _trees(each) for each in published}

    @cache
    def parents(step: Step) -> Mapping[str, str | None]:
        tree = trees[id(holding(published, step))]
        return tree.get(step.snapshot) or tree.get(max(tree, default=step.snapshot), {})

    return parents


def tops(published: Published) -> frozenset[str]:
    """The units that are the whole organisation."""
    units = published.tables["units"]
    pairs = zip(units["unit"].to_pylist(), units["parent"].to_pylist(), strict=True)
    return frozenset(unit for unit, parent in pairs if parent is None)


def _trees(published: Published) -> dict[date, dict[str, str | None]]:
    found: dict[date, dict[str, str | None]] = {}
    for row in published.tables["units"].to_pylist():
        found.setdefault(row["snapshot"], {})[row["unit"]] = row["parent"]
    return found
