"""A table whose keys are checked: every wrong, missing or unknown key becomes a fault, and reading goes on.

Used for TOML tables and for rows of a CSV file alike. A key that is wrong yields a placeholder of the
right type, so that the rest is still checked; `good` says which keys may be compared with others.
The placeholders never leave the folder's reader, because it raises when there is any fault.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar, cast, overload

from pipeline.faults import LANGUAGES, Where
from pipeline.month import Month
from pipeline.organisation import messages as say
from pipeline.organisation.findings import Findings, Names
from pipeline.organisation.writing import FORBIDDEN, is_code, shown

T = TypeVar("T")
NO_MONTH = Month(1900, 1)
NO_DAY = date(1900, 1, 1)
NO_PATTERN = re.compile("")
_PERCENTAGE = re.compile(r"(\d{1,2}(?:[.,]\d+)?|100)\s*%")
Values = Mapping[str, object]


class Table:
    """One table under inspection. Call `close` when every key has been asked for: it reports the others."""

    def __init__(
        self,
        values: Values,
        where: Callable[[str], Where],
        findings: Findings,
        *,
        is_row: bool = False,
    ) -> None:
        """`where` gives the place of a key; a row of a spreadsheet is spoken of as cells."""
        self.values = values
        self.where = where
        self.findings = findings
        self._is_row = is_row
        self._asked: dict[str, None] = {}
        self._bad: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is there at all. Does not count as asking for it."""
        return key in self.values

    def good(self, *keys: str) -> bool:
        """Whether all these keys were read without fault."""
        return not self._bad.intersection(keys)

    @property
    def sound(self) -> bool:
        """Whether nothing at this level was wrong. Of use after `close`."""
        return not self._bad

    def spoil(self, key: str) -> None:
        """The value of this key is wrong and that has been said already, at a place within it."""
        self._bad.add(key)

    def refuse(self, key: str, complaint: say.Complaint, /, **facts: object) -> None:
        """The value of this key is wrong."""
        self._bad.add(key)
        self.findings.add(complaint, self.where(key), **facts)

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                self._bad.add(key)
                self.findings.unknown(say.UNKNOWN_KEY, self.where(key), key, self._asked)

    def raw(self, key: str, *, required: bool) -> object | None:
        """The value as it stands, or None when it is absent."""
        self._asked[key] = None
        if key in self.values:
            return self.values[key]
        if required:
            self.refuse(key, say.CELL_EMPTY if self._is_row else say.KEY_MISSING)
        return None

    @overload
    def text(self, key: str) -> str: ...
    @overload
    def text(self, key: str, default: T) -> str | T: ...
    def text(self, key: str, default: object = ...) -> object:
        """A text that is not empty."""
        value = self.raw(key, required=default is ...)
        if value is None:
            return "" if default is ... else default
        if not isinstance(value, str):
            self.refuse(key, say.NOT_TEXT, value=shown(value))
        elif not value.strip():
            self.refuse(key, say.EMPTY_TEXT)
        else:
            return value
        return ""

    def code(self, key: str, forbidden: str = FORBIDDEN) -> str:
        """A text fit to be a code: no outer blanks, none of the characters that mean something in lists."""
        value = self.text(key)
        if self.good(key) and not is_code(value, forbidden):
            self.refuse(key, say.BAD_CODE, value=value, forbidden=" ".join(forbidden))
        return value

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """One of a closed list."""
        value = self.text(key) if default is None else self.text(key, default)
        if self.good(key) and value not in (known := list(choices)):
            self._bad.add(key)
            self.findings.unknown(say.UNKNOWN_CHOICE, self.where(key), value, known)
        return value

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts without doubles; a single text counts as a list of one. Absent: the empty tuple."""
        value = self.raw(key, required=required)
        if value is None:
            return ()
        if isinstance(value, str):
            return (self.text(key),)
        if not isinstance(value, list):
            self.refuse(key, say.NOT_LIST, value=shown(value))
            return ()
        return self._text_items(key, cast("list[object]", value), required=required)

    def _text_items(self, key: str, items: list[object], *, required: bool) -> tuple[str, ...]:
        if not items and required:
            self.refuse(key, say.EMPTY_LIST)
        taken: list[str] = []
        for item in items:
            if not isinstance(item, str):
                self.refuse(key, say.NOT_TEXT, value=shown(item))
            elif not item.strip():
                self.refuse(key, say.EMPTY_TEXT)
            elif item in taken:
                self.refuse(key, say.TWICE_IN_LIST, value=item)
            else:
                taken.append(item)
        return tuple(taken)

    def reference(self, key: str, names: Names, default: str | None = None) -> str:
        """A code that must exist."""
        value = self.text(key) if default is None else self.text(key, default)
        if self.good(key):
            self.exists(key, value, names)
        return value

    def references(self, key: str, names: Names, *, required: bool = True) -> tuple[str, ...]:
        """A list of codes that must all exist."""
        values = self.texts(key, required=required)
        for value in values:
            self.exists(key, value, names)
        return values

    def exists(self, key: str, value: str, names: Names) -> bool:
        """Whether the code exists; when it does not, that is a fault of this key."""
        if names.has(value):
            return True
        self._bad.add(key)
        self.findings.unknown(names.kind, self.where(key), value, names.codes or ())
        return False

    def number(self, key: str, default: float | None = None) -> float:
        """A number, whole or not."""
        value = self.raw(key, required=default is None)
        if value is None:
            return default or 0.0
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            self.refuse(key, say.NOT_NUMBER, value=shown(value))
            return 0.0
        return float(value)

    def share(self, key: str, default: float | None = None) -> float:
        """A share from 0 to 1; a percentage is recognised and the share it means is suggested."""
        written = self.values.get(key)
        percentage = _PERCENTAGE.fullmatch(written.strip()) if isinstance(written, str) else None
        if percentage:
            self.raw(key, required=True)
            near = float(percentage[1].replace(",", ".")) / 100
            self.refuse(key, say.PERCENTAGE, value=shown(written), near=f"{near:g}")
            return 0.0
        value = self.number(key, default)
        if not self.good(key) or 0 <= value <= 1:
            return value
        if 1 < value <= 100:
            self.refuse(key, say.PERCENTAGE, value=f"{value:g}", near=f"{value / 100:g}")
        else:
            self.refuse(key, say.NOT_SHARE, value=f"{value:g}")
        return 0.0

    def whole(self, key: str, least: int, default: int | None = None) -> int:
        """A whole number, not below `least`."""
        value = self.raw(key, required=default is None)
        if value is None:
            return least if default is None else default
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.refuse(key, say.NOT_WHOLE, least=least, value=shown(value))
            return least
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false; absent means the default."""
        value = self.raw(key, required=False)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.refuse(key, say.NOT_FLAG, value=shown(value))
        return default

    def month(self, key: str) -> Month:
        """A month that must be there."""
        self.raw(key, required=True)
        return self.month_or_none(key) or NO_MONTH

    def month_or_none(self, key: str) -> Month | None:
        """A month such as 2026-03; None when it is absent."""
        value = self.raw(key, required=False)
        if value is None:
            return None
        try:
            return Month.parse(value if isinstance(value, str) else "")
        except ValueError:
            if self._is_row:
                self.refuse(key, say.NOT_MONTH_CELL, value=value)
            else:
                self.refuse(key, say.NOT_MONTH, value=shown(value))
            return None

    def day(self, key: str) -> date:
        """A date; the same date between quotes is taken as well."""
        value = self.raw(key, required=True)
        if value is None:
            return NO_DAY
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.refuse(key, say.NOT_DATE, value=value)
            return NO_DAY

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """A regular expression, compared without case; None when it is absent."""
        value = self.text(key, None)
        return None if value is None or not self.good(key) else self.compiled(key, value)

    def compiled(self, key: str, value: str) -> re.Pattern[str]:
        """The regular expression of that text, which stands under this key."""
        try:
            return re.compile(value, re.IGNORECASE)
        except (re.error, OverflowError, RecursionError) as error:
            self.refuse(key, say.BAD_PATTERN, value=value, said=error)
            return NO_PATTERN

    def table(self, key: str) -> "Table":
        """The table under this key; an empty one when it is absent."""
        value = self.raw(key, required=False)
        if value is not None and not isinstance(value, dict):
            self.refuse(key, say.NOT_TABLE, value=shown(value))
            value = None
        return self._inner(cast("dict[str, object]", value or {}), key)

    def tables(self, key: str) -> list["Table"]:
        """The tables under `[[key]]`, in their order; none when it is absent."""
        value = self.raw(key, required=False)
        if value is None:
            return []
        items = cast("list[object]", value) if isinstance(value, list) else []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in items):
            self.refuse(key, say.NOT_TABLES, key=key, value=shown(value))
            return []
        return [self._inner(cast("dict[str, object]", item), f"{key}[{n}]") for n, item in enumerate(items, start=1)]

    def words(self, key: str, languages: tuple[str, ...]) -> dict[str, str]:
        """The words under this key per language, in at least one of the organisation's languages."""
        self.raw(key, required=True)
        if not self.has(key) or not isinstance(self.values[key], dict):
            self.table(key)  # says what is wrong, if anything
            return {}
        inner = self.table(key)
        texts = {language: inner.text(language, "") for language in LANGUAGES}
        for language in inner.values:
            if language not in LANGUAGES:
                self.findings.unknown(say.UNKNOWN_LANGUAGE, inner.where(language), language, LANGUAGES)
        if inner.good(*LANGUAGES) and not any(texts[language] for language in languages):
            self.refuse(key, say.NO_WORDS, languages=", ".join(languages))
        return {language: text for language, text in texts.items() if text}

    def _inner(self, values: Values, path: str) -> "Table":
        return Table(values, lambda key: self.where(f"{path}.{key}"), self.findings)
