"""One column of an unknown export: how often each text stands in it, and what its texts look like."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.ingest.screen.headings import words_of
from pipeline.ingest.sheet import Sheet

# A text that stands in fewer rows may tell of one person, so it is never shown.
SHOWN_FROM = 5
LONGEST_PATTERN = 14
LONGEST_LINE = 60


@dataclass(frozen=True)
class Look:
    """A column: its place, its heading, and its texts (without outer blanks) with their number of rows."""

    number: int
    heading: str
    rows: int
    counts: Mapping[str, int]

    @cached_property
    def filled(self) -> Mapping[str, int]:
        """The texts that are not blank."""
        return {text: count for text, count in self.counts.items() if text}

    @property
    def blank(self) -> int:
        """How many rows are blank."""
        return self.counts.get("", 0)

    @cached_property
    def said(self) -> str:
        """The words of the heading, for comparing."""
        return words_of(self.heading)

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """What most of the texts look like: the commonest patterns, those of a few rows left out."""
        seen: Counter[str] = Counter()
        for text, count in self.filled.items():
            seen[pattern(text)] += count
        return tuple(form for form, count in seen.most_common(3) if count >= SHOWN_FROM)

    def share_of(self, known: set[str]) -> float:
        """The share of filled rows (0-1) whose text is among the known ones; 0 for a blank column."""
        total = sum(self.filled.values())
        return sum(count for text, count in self.filled.items() if text in known) / total if total else 0.0


def look_at(sheet: Sheet) -> tuple[Look, ...]:
    """Every column of the sheet, in order."""
    return tuple(_look(sheet, number, heading) for number, heading in enumerate(sheet.headings))


def _look(sheet: Sheet, number: int, heading: str) -> Look:
    counts: Counter[str] = Counter()
    for chunk in sheet.table.column(number).chunks:
        texts = chunk.dictionary.to_pylist()
        present = np.bincount(chunk.indices.to_numpy(zero_copy_only=False), minlength=len(texts)).tolist()
        for text, count in zip(texts, present, strict=True):
            if count:
                counts[(text or "").strip()] += count
    return Look(number, heading, sheet.table.num_rows, counts)


def pattern(text: str, longest: int = LONGEST_PATTERN) -> str:
    """The shape of a text: `Aa`, `99-99-9999`. Letters become A or a, digits 9; marks stay; what is long is cut."""
    shape = re.sub(r"[^\W\d_]", lambda found: "A" if found[0].isupper() else "a", text)
    shape = re.sub(r"\d", "9", shape)
    return shape if len(shape) <= longest else f"{shape[:longest]}..."
