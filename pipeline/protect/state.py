"""What protection remembers of one attribute from step to step. Person data: restricted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.protect.board import Flips
from pipeline.protect.crowd import Crowd, Moment, RowKey

KEY_BYTES = 16  # of what a set of people is known by


@dataclass(frozen=True)
class Release:
    """A value that was given: the row, and the step whose value it is."""

    step: int
    row: RowKey
    rounded: bool = False  # what was given is no equation: it tells between which counts the true one lies


@dataclass(frozen=True)
class Wish:
    """A count that must not be known, and the world that shows it cannot be.

    `row` of the step, or the particles of a set that the published rows single out (then `row` is None).
    """

    step: int
    row: int | None
    atoms: frozenset[int]
    change: int
    world: int  # its place among the worlds
    either: bool = False
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class State:
    """One attribute up to and with the last step."""

    crowd: Crowd = field(default_factory=Crowd.nobody)
    moments: tuple[Moment, ...] = ()
    categories: tuple[str, ...] = ()  # the attribute's, and after them those it no longer has
    of_category: tuple[int, ...] = ()  # per category its atom
    releases: tuple[Release, ...] = ()
    worlds: tuple[Flips, ...] = ()
    wishes: tuple[Wish, ...] = ()
    block: int | None = None
    pattern: frozenset[RowKey] = frozenset()  # rows that may be given in this block
    rhythm: Mapping[str, int] = field(default_factory=dict[str, int])
    since: int = 0  # the step with which the present rules began
    eroded: int = 0  # secrets that earlier releases and the movers tell something of already
    rounded: Mapping[bytes, tuple[int, ...]] = field(default_factory=dict[bytes, tuple[int, ...]])  # see blur.py

    def anew(self) -> "State":
        """The same knowledge under other rules: what was given is known for good, all else is decided again."""
        return replace(self, block=None, pattern=frozenset(), rhythm={}, since=len(self.moments))

    def released(self) -> dict[RowKey, list[int]]:
        """Per row the steps whose values were given, in order."""
        found: dict[RowKey, list[int]] = {}
        for release in self.releases:
            found.setdefault(release.row, []).append(release.step)
        return found
