"""How the values of one column become codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class CodeTable:
    """How the values of one column become codes. Looked up without case or outer blanks."""

    values: Mapping[str, str]  # folded text -> code
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()  # full match, template with \\1; tried in order
    edges: tuple[tuple[float, str], ...] = ()  # for numbers: from this number on, this code; ascending
    empty: str | None = None  # what an empty cell means; None: an empty cell is a fault
    ignore: frozenset[str] = frozenset()  # folded text of rows that are left out as totals
    codes: frozenset[str] = frozenset()  # what a template with \\1 may yield; empty: anything, the caller checks

    def lookup(self, raw: str) -> str | None:
        """The code for a cell's text, or None when the table does not know it."""
        text = fold(raw)
        if not text:
            return self.empty
        if text in self.values:
            return self.values[text]
        for pattern, template in self.patterns:
            code = self._by_pattern(text, pattern, template)
            if code is not None:
                return code
        return self._by_edge(text)

    def _by_pattern(self, text: str, pattern: re.Pattern[str], template: str) -> str | None:
        found = pattern.fullmatch(text)
        if not found or "\\" not in template:
            return template if found else None
        # What was cut out is spelt as the export spells it; the table knows how the code itself is written.
        spelt = found.expand(template)
        code = self.values.get(fold(spelt), spelt.upper())
        return code if not self.codes or code in self.codes else None

    def _by_edge(self, text: str) -> str | None:
        if not self.edges:
            return None
        # Not float() alone: it also takes nan, inf and 1_0, which no export means as a number.
        if not _NUMBER.fullmatch(text):
            return None
        number = float(text.replace(",", "."))
        reached = [code for edge, code in self.edges if edge <= number]
        return reached[-1] if reached else None


def fold(text: str) -> str:
    """Text as code tables and headings compare it: no brackets, outer or repeated blanks, lower case."""
    inner = text.replace("\u00a0", " ").replace("\ufeff", "").strip().strip("[]").strip()
    return re.sub(r"\s+", " ", inner).casefold()
