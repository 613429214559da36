"""Which groups, bands and targets does a cell of a table link to, by their codes; and which codes are not known? Pure.

The registers know no publication: whoever brings a table in from beside one says which codes there are. Without that
a code stands for itself, as the code of a unit does.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.faults import Fault
from registers.intake.reading import Reading
from registers.messages import UNKNOWN_CODE
from registers.model.activity import LINKS, Activity

Known = Mapping[str, Collection[str]]  # groups, bands, targets -> the codes there are
_MOST_NAMED = 10  # places in one cell that a message names
# One code and what ends it; a code that holds such an end itself stands between quotation marks, which it doubles.
_ONE = re.compile(r"""\s*(?:"(?P<quoted>(?:[^"]|"")*)"[^\S\r\n]*|(?P<plain>[^,;\r\n]*))(?:[,;\r\n]|\Z)""")
_QUOTED = re.compile(r'[,;\r\n"]|\A\s|\s\Z')


@dataclass(frozen=True)
class Linking:
    """What a table can say of links: the columns it has for them, and the codes that are known (None: any)."""

    columns: tuple[str, ...] = ()
    known: Known | None = None

    def sayable(self, activity: Activity) -> Activity:
        """The activity without the links that this table could not say: it is no different for them."""
        kept: dict[str, Any] = {field: self._sayable(field, getattr(activity, field)) for field in LINKS}
        return replace(activity, **kept)

    def _sayable(self, field: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        if field not in self.columns:
            return ()
        return codes if self.known is None else tuple(code for code in codes if code in self.known[field])


def linking_of(reading: Reading, known: Known | None) -> Linking:
    """What a table can say of links, by the columns it has."""
    there = reading.rows[0].words if reading.rows else {}
    return Linking(tuple(field for field in LINKS if field in there), known)


def split_codes(cell: str) -> tuple[str, ...]:
    """The codes in a cell, each once, in their order; commas, semicolons and line ends stand between them."""
    return tuple(dict.fromkeys(_codes(cell)))


def join_codes(codes: Iterable[str]) -> str:
    """The cell that holds these codes: `split_codes` gives them back."""
    return ", ".join(_written(code) for code in codes)


def link_faults(reading: Reading, file: str, known: Known) -> list[Fault]:
    """Every cell with a code that is not known: its line, its column and which of its codes, never what it says."""
    found: list[Fault] = []
    for row in reading.rows:
        for field in LINKS:
            codes = _codes(row.words.get(field, ""))
            odd = [at for at, code in enumerate(codes, 1) if code not in known[field]]
            if odd:
                fault = UNKNOWN_CODE.in_file(file, row.line, numbers=_numbers(odd), n=len(codes))
                found.append(replace(fault, where=replace(fault.where, column=field)))
    return found


def _codes(cell: str) -> list[str]:
    return [code for found in _ONE.finditer(cell) if (code := _code(found)).strip()]


def _code(found: re.Match[str]) -> str:
    quoted = found["quoted"]
    return found["plain"].strip() if quoted is None else quoted.replace('""', '"')


def _written(code: str) -> str:
    doubled = code.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(code) else code


def _numbers(places: Sequence[int]) -> str:
    named = ", ".join(str(place) for place in places[:_MOST_NAMED])
    return f"{named}, …" if len(places) > _MOST_NAMED else named
