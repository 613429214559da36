"""Every fault found so far in one organisation's folder, so that all can be told at once."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.faults import Fault, Where
from pipeline.organisation.messages import Complaint, Unknown

NAMES_TOLD = 25  # more names than this in one message and nobody reads it
_NEAR = 0.6  # difflib's own default: below it the suggestion is usually another word altogether
_SAME_START = 0.2  # so that H3 looks more like H2 than like 3; in codes the first letter carries the meaning


class Findings:
    """A list of faults that only grows."""

    def __init__(self) -> None:
        """Starts empty."""
        self.found: list[Fault] = []

    def add(self, complaint: Complaint, where: Where, /, **facts: object) -> None:
        """One more fault."""
        self.found.append(Fault(complaint.code, complaint, where, facts))

    def unknown(self, kind: Unknown, where: Where, word: str, known: Iterable[str]) -> None:
        """A name that is not among the known ones: told with the nearest right one, or with all of them."""
        names = list(dict.fromkeys(known))
        near = nearest(word, names)
        if near is not None:
            self.add(kind.near, where, word=word, near=near)
            return
        quoted = [f"'{name}'" for name in names] if "," in names else names
        told = ", ".join(quoted[:NAMES_TOLD]) + (", ..." if len(names) > NAMES_TOLD else "")
        self.add(kind.among, where, word=word, known=told or "-")


@dataclass(frozen=True)
class Names:
    """The codes of one kind that may be referred to. None: their file could not be read, so nothing is checked."""

    kind: Unknown
    codes: tuple[str, ...] | None

    def has(self, code: str) -> bool:
        """Whether the code exists, or cannot be known to be missing."""
        return self.codes is None or code in self.codes


def nearest(word: str, names: Iterable[str], least: float = _NEAR) -> str | None:
    """The name that looks most like the word, capitals aside; None when none comes close."""
    scored = [(_likeness(word.casefold(), name.casefold()), name) for name in names]
    best, name = max(scored, key=lambda each: each[0], default=(0.0, ""))
    return name if best >= least else None


def _likeness(word: str, name: str) -> float:
    likeness = difflib.SequenceMatcher(None, name, word).ratio()
    return likeness + _SAME_START if likeness and word[:1] == name[:1] else likeness
