"""Who changed what in a record, and when?

The history is read from the versions themselves, so it cannot differ from them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields

from registers.model.record import Change, Entry, Kept, Units
from registers.store.kinds import ACTIVITY, kind_named
from registers.store.opened import Registers
from registers.store.versions import blanked_in, every_version, every_version_of, kind_at

_NOTHING: Mapping[tuple[str, int], str] = {}


def history(registers: Registers, key: str, units: Units) -> list[Change]:
    """Every change of a record, oldest first. Empty when there is none, or its unit now may not be seen.

    Changes from before it came to a unit that may be seen are left out.
    """
    with registers.reading() as connection:
        name = kind_at(connection, key)
        versions = every_version(connection, kind_named(name), key) if name else []
        taken_out = blanked_in(connection, [key])
    return changes_between(versions, units, taken_out)


def histories(registers: Registers, keys: Collection[str], units: Units) -> dict[str, list[Change]]:
    """Key -> every change of that activity, as `history` tells it; of many at once, for a page of them."""
    with registers.reading() as connection:
        versions, taken_out = every_version_of(connection, ACTIVITY, keys), blanked_in(connection, keys)
    return {key: changes for key, each in versions.items() if (changes := changes_between(each, units, taken_out))}


def changes_between(
    versions: Sequence[Kept[Entry]], units: Units, taken_out: Mapping[tuple[str, int], str] = _NOTHING
) -> list[Change]:
    """The steps from each version to the next; the first step is from nothing (None) to what was made.

    `taken_out`: record and version -> the field whose text was taken out of every version with it.
    """
    if not versions or not _seen(versions[-1], units):
        return []
    before: list[Kept[Entry] | None] = [None, *versions[:-1]]
    return [
        _change(earlier, after, taken_out.get((after.key, after.version)))
        for earlier, after in zip(before, versions, strict=True)
        if _seen(after, units) and (earlier is None or _seen(earlier, units))
    ]


def at_version(registers: Registers, key: str, version: int, units: Units) -> Kept[Entry] | None:
    """A record as it stood at a version; None when there is no such version that may be seen."""
    with registers.reading() as connection:
        name = kind_at(connection, key)
        versions = every_version(connection, kind_named(name), key) if name else []
    if not versions or not _seen(versions[-1], units):
        return None
    return next((kept for kept in versions if kept.version == version and _seen(kept, units)), None)


def _seen(kept: Kept[Entry], units: Units) -> bool:
    return units is None or kept.value.unit in units


def _change(before: Kept[Entry] | None, after: Kept[Entry], blanked: str | None) -> Change:
    found = _fields(before, after)
    if blanked is not None:
        found[blanked] = (getattr(after.value, blanked),) * 2
    return Change(after.key, after.version, after.act, after.at, after.subject, after.role, found, blanked)


def _fields(before: Kept[Entry] | None, after: Kept[Entry]) -> dict[str, tuple[object, object]]:
    found: dict[str, tuple[object, object]] = {}
    for each in fields(after.value):
        was = getattr(before.value, each.name) if before else None
        now = getattr(after.value, each.name)
        if was != now:
            found[each.name] = (was, now)
    return found
