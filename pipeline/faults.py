"""What a fault is: where it sits, what is wrong and what to do, in Dutch and English.

A fault names files, columns, keys and row numbers. It never carries a value from a person's row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
ROWS_NAMED = 5  # a message names the first few rows; the full list is in the quarantine file


class Percent(float):
    """A fraction, said as a percentage with one decimal: 4.2% in English, 4,2% in Dutch."""

    def __str__(self) -> str:
        return f"{self:.1%}"


@dataclass(frozen=True)
class Message:
    """One text in both languages; `{placeholders}` must be the same in each (tested)."""

    en: str
    nl: str

    def fill(self, language: Language, facts: Mapping[str, object]) -> str:
        """The text with its facts filled in."""
        template = self.nl if language == "nl" else self.en
        return template.format_map({name: _said(value, language) for name, value in facts.items()})


def _said(value: object, language: Language) -> str:
    text = str(value)
    return text.replace(".", ",") if language == "nl" and isinstance(value, Percent) else text


@dataclass(frozen=True)
class Where:
    """The place of a fault; every part is optional, absent parts are left out of the text."""

    file: str | None = None
    sheet: str | None = None
    line: int | None = None
    key: str | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()

    def text(self, language: Language) -> str:
        """For example `staff.csv, column Schaal, rows 12, 40 and 3 more`."""
        words = {
            "en": ("line", "column", "row", "rows", "and {n} more", "sheet"),
            "nl": ("regel", "kolom", "rij", "rijen", "en nog {n}", "blad"),
        }
        line, column, row, rows, more, sheet = words[language]
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"{sheet} {self.sheet}")
        if self.line is not None:
            parts.append(f"{line} {self.line}")
        if self.key:
            parts.append(self.key)
        if self.column:
            parts.append(f"{column} {self.column}")
        if self.rows:
            named = ", ".join(str(number) for number in self.rows[:ROWS_NAMED])
            rest = len(self.rows) - ROWS_NAMED
            tail = " " + more.format(n=rest) if rest > 0 else ""
            parts.append(f"{row if len(self.rows) == 1 else rows} {named}{tail}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `code` is stable and scriptable; `message` says what and what to do."""

    code: str
    message: Message
    where: Where = Where()
    facts: Mapping[str, object] = field(default_factory=dict[str, object])

    def text(self, language: Language) -> str:
        """One line: `where: what is wrong; what to do`."""
        place = self.where.text(language)
        said = self.message.fill(language, self.facts)
        return f"{place}: {said}" if place else said
