"""Moves people along when the organisation's folder says that their unit was renamed, merged or split."""

from random import Random

from pipeline.month import Month
from pipeline.organisation.model import Organisation


class Successors:
    """Answers, for one month, where the people of a unit that ended have gone."""

    def __init__(self, organisation: Organisation, month: Month, rng: Random) -> None:
        """Reads from the units of that month what each of them continues."""
        self._here = organisation.units_in(month)
        self._rng = rng
        self._next: dict[str, list[str]] = {}
        self._last_parent = {unit.code: unit.parent for unit in organisation.units}
        for unit in self._here.values():
            for former in unit.continues:
                self._next.setdefault(former, []).append(unit.code)

    def of(self, code: str) -> str:
        """The unit itself while it exists, else one that continues it; one by chance after a split.

        The people of a unit that was closed and is continued by none go one level up.
        """
        if code in self._here:
            return code
        heirs = self._next.get(code)
        if heirs:
            return heirs[0] if len(heirs) == 1 else self._rng.choice(heirs)
        parent = self._last_parent[code]
        return code if parent is None else self.of(parent)
