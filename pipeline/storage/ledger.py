"""Which files were taken in, in which order, and which of them stand for which month.

The ledger that is in force is the one `current.json` names: it changes together with the publication
or not at all.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.canonical import fingerprint
from pipeline.errors import StorageFailed
from pipeline.month import Month
from pipeline.storage.store import Store, json_bytes, read_json, unreadable, write_whole


@dataclass(frozen=True)
class Entry:
    """One file that was taken in. Entries stand in the order of arrival."""

    file: str
    fingerprint: str
    source: str
    month: Month
    attributes: frozenset[str]  # what it tells of people; `everyone` not counted


@dataclass(frozen=True)
class Step:
    """One delivered version of one month, as protection took it in."""

    rules: str  # fingerprint of the rules under which its rows were chosen
    snapshot: date
    data: str  # fingerprint of its files


@dataclass(frozen=True)
class Ledger:
    """All entries ever taken in, in the order of arrival, and all steps of protection, in theirs."""

    entries: tuple[Entry, ...] = ()
    chain: tuple[Step, ...] = ()
    organisation: str = ""  # whose files these are; empty as long as there are none
    seal: str = ""  # follows from the store's secret: without it nobody can tell from a name what a ledger holds

    def knows(self, file_fingerprint: str, name: str) -> bool:
        """Whether this file was taken in before.

        Content decides, not the name, with one exception: content that was replaced since and is
        delivered once more under a new name is a new delivery, and counts again.
        """
        taken = [entry for entry in self.entries if entry.fingerprint == file_fingerprint]
        return bool(taken) and (file_fingerprint in self._standing or any(entry.file == name for entry in taken))

    @cached_property
    def _standing(self) -> frozenset[str]:
        return frozenset(entry.fingerprint for entries in self.live().values() for entry in entries)

    def plus(self, entries: tuple[Entry, ...]) -> "Ledger":
        """The ledger with these entries added at the end."""
        return replace(self, entries=(*self.entries, *entries))

    def live(self) -> Mapping[Month, tuple[Entry, ...]]:
        """Per month, in order of time, the files that count.

        A later file replaces an earlier one of the same month when it tells at least as much of
        people; files that tell different things (staff from HR, origin from a statistics office)
        stand beside each other.
        """
        months: dict[Month, tuple[Entry, ...]] = {}
        for entry in self.entries:
            rest = tuple(each for each in months.get(entry.month, ()) if not each.attributes <= entry.attributes)
            months[entry.month] = (*rest, entry)
        return {month: months[month] for month in sorted(months)}

    @property
    def id(self) -> str:
        """Named by its content and the seal: `current.json` shows it, and a small file could be guessed by its hash."""
        return fingerprint(self)

    def sealed(self, file_fingerprint: str) -> str:
        """A name for a file that can be published: nobody can try contents until they fit."""
        return fingerprint(self.seal, file_fingerprint)


@dataclass(frozen=True)
class Pointer:
    """What `current.json` says: the live publications and the ledger they were made from.

    `live` names the publication of each view: "" is everybody's, a closed audience has its own. `withheld` names
    those that did not pass the audit, of audiences that got nothing new.
    """

    live: Mapping[str, str]
    withheld: Mapping[str, str]
    ledger: str


def read_pointer(store: Store) -> Pointer | None:
    """The pointer, or None before the first publication. Raises StorageFailed when it is damaged."""
    if not store.pointer.exists():
        return None
    named = read_json(store.pointer, "current.json")
    closed, withheld = (
        {str(code): str(each) for code, each in named.get(kind, {}).items()} for kind in ("closed", "withheld")
    )
    # A pointer that leads readers elsewhere names nothing: the next refresh sets it right.
    opened = str(named.get("id", "")) if named.get("path") == named.get("id") else ""
    return Pointer({"": opened, **closed}, withheld, str(named.get("ledger", "")))


def read_ledger(store: Store) -> Ledger:
    """The ledger in force; an empty one before the first publication."""
    pointer = read_pointer(store)
    if pointer is None:
        return Ledger()
    named = read_json(_ledger_path(store, pointer.ledger), "the ledger")
    try:
        steps = (Step(each["rules"], date.fromisoformat(each["snapshot"]), each["data"]) for each in named["chain"])
        entries = (_entry(each) for each in named["entries"])
        return Ledger(tuple(entries), tuple(steps), str(named.get("organisation", "")))
    except (KeyError, TypeError, ValueError):
        raise StorageFailed(unreadable("the ledger", "damaged")) from None


def write_ledger(store: Store, ledger: Ledger) -> None:
    """Put a ledger where `current.json` can name it."""
    entries = [
        {**asdict(entry), "month": str(entry.month), "attributes": sorted(entry.attributes)} for entry in ledger.entries
    ]
    chain = [{**asdict(step), "snapshot": str(step.snapshot)} for step in ledger.chain]
    write_whole(
        _ledger_path(store, ledger.id),
        json_bytes({"organisation": ledger.organisation, "entries": entries, "chain": chain}),
        "the ledger",
    )


def _ledger_path(store: Store, name: str) -> Path:
    return store.restricted / "ledger" / f"{name}.json"


def _entry(named: Mapping[str, Any]) -> Entry:
    return Entry(
        file=named["file"],
        fingerprint=named["fingerprint"],
        source=named["source"],
        month=Month.parse(named["month"]),
        attributes=frozenset(named["attributes"]),
    )
