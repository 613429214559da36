"""A university whose hidden figures can be recognised wherever they turn up, and the search for them.

A count such as 3 stands everywhere. So everybody works a factor of six decimals of their own: every true sum of
part-time factors is then a number that nothing else gives, and a sum that belongs to a hidden row betrays that row.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.published import current
from tests.refresh.university import Row, University, export, staff, widened

MICRO = 1_000_000
MONTHS = ("2025-11", "2025-12")
PSEUDONYM, SURNAME, STRANGE, MAKER = "zq-geheim-", "Kwikstaartje", "QX-Verzonnen-Dienst", "Uitgedraaid-door-Wielewaal"
BELOW = {
    "TU": ("GW-PSY", "GW-COM", "TN-NAT"),
    "GW": ("GW-PSY", "GW-COM"),
    "TN": ("TN-NAT",),
    **{unit: (unit,) for unit in ("GW-PSY", "GW-COM", "TN-NAT")},
}
BANDS = {"all": range(99), "11-14": range(11, 15), "15+": range(15, 19)}
GROUPS = {"women": ("gender", "V"), "outside-europe": ("origin", "Buiten Europa")}
AUDIENCE = """
[[audience]]
code = "{code}"
name.nl = "Decaan"
name.en = "Dean"
units = ["{unit}"]
members = ["decaan"]
k = 3
n_min = 5
all_or_none = false
decided_on = 2022-11-30
signed_by = "Executive Board"
reason.nl = "Voor het gesprek"
reason.en = "For the talk"
"""


def micro(row: Row) -> int:
    """Somebody's factor in millionths."""
    return int(row.fte.replace(",", ""))


@cache
def people(month: str) -> tuple[Row, ...]:
    """In the second month two are gone and one works other hours: too few to be told."""
    rows = [
        replace(
            row,
            pseudonym=f"{PSEUDONYM}{at:04d}",
            fte=f"0,{300_000 + (at * 791_917 + 13_137) % 687_131}",
            personal=str(int(row.personal) + (at % 7 == 0)),
            gender="" if at % 13 == 5 else row.gender,
            origin="" if at % 17 == 3 else row.origin,
        )
        for at, row in enumerate(staff(241))
    ]
    if month == MONTHS[0]:
        return tuple(rows)
    rows[40] = replace(rows[40], fte="0,271829")
    return tuple(row for at, row in enumerate(rows) if at not in (20, 133))


def planted(home: Path) -> University:
    """The exports of both months in the raw folder, with a text where none is read; nothing refreshed yet."""
    university = University(home)
    policy = AUDIENCE.format(code="gw", unit="GW") + AUDIENCE.format(code="tn", unit="TN")
    (university.organisation / "policy.toml").write_text(policy)
    for month in MONTHS:
        strange = replace(staff(1)[0], pseudonym=f"{PSEUDONYM}9999", unit=STRANGE, fte="0,271828")
        text = widened(export(month, [*people(month), strange]), "Roepletters", [SURNAME])
        university.put(f"personeel_{month}.csv", text.replace("\r\n\r\n", f"\r\n{MAKER}\r\n", 1))
    return university


# --- what is true ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Truth:
    """The true figures of one row, in heads and in millionths of an fte."""

    heads: int
    members: int
    unknown: int
    fte: int
    members_fte: int
    unknown_fte: int

    def open(self) -> set[int]:
        """What a shown row tells in full: everybody's fte, that of the unknown and of the known; shares of heads."""
        return {self.fte, self.unknown_fte, self.fte - self.unknown_fte, *self.shares()}

    def shares(self) -> set[int]:
        known = self.heads - self.unknown
        pairs = ((self.members, known), (self.members, self.heads), (self.members + self.unknown, self.heads))
        return {round(MICRO * part / whole) for part, whole in pairs if whole}

    def all(self) -> set[int]:
        """Everything there is to know of it; the share in fte as it is and from members rounded to tenths."""
        known = self.fte - self.unknown_fte
        parts = (self.members_fte, round(self.members_fte, -5))
        shares = {round(MICRO * part / known) for part in parts if known}
        return {*self.open(), *shares, self.members_fte, known - self.members_fte}


Key = tuple[str, str, str, str, str]  # month, unit, band, group, basis


def truth(month: str, unit: str, band: str, group: str, basis: str) -> Truth:
    """Counted one by one from the planted rows."""
    attribute, member = GROUPS[group]
    inside = [
        row
        for row in people(month)
        if row.unit in BELOW[unit] and int(row.scale if basis == "function" else row.personal) in BANDS[band]
    ]
    members = [row for row in inside if getattr(row, attribute) == member]
    unknown = [row for row in inside if getattr(row, attribute) == ""]
    counts = (len(inside), len(members), len(unknown))
    return Truth(*counts, *(sum(map(micro, rows)) for rows in (inside, members, unknown)))


@cache
def truths() -> dict[Key, Truth]:
    keys = [
        (month, unit, band, group, basis)
        for month in MONTHS
        for unit in BELOW
        for band in BANDS
        for group in GROUPS
        for basis in ("function", "personal")
    ]
    return {key: truth(*key) for key in keys}


def shown(folder: Path) -> dict[Key, dict[str, Any]]:
    """The shown rows of a publication by what they are about; a carried row by the month of its figures."""
    rows = pq.read_table(folder / "representation.parquet").to_pylist()
    return {
        (f"{row['as_of']:%Y-%m}", row["unit"], row["band"], row["group"], row["scale_basis"]): row
        for row in rows
        if row["shown"]
    }


def hidden_from(folder: Path) -> "Secrets":
    """What readers of this publication may not find anywhere: everything but what its shown rows tell."""
    known, told = truths(), shown(folder)
    open_now = {value for key in told for value in known[key].open()}
    open_now |= {round(row["share_fte"] * MICRO) for row in told.values() if row["share_fte"] is not None}
    each = {micro(row) for month in MONTHS for row in people(month)} | {271_828}
    return Secrets(frozenset({value for each in known.values() for value in each.all()} | each) - open_now, open_now)


def rehashed(university: University) -> list[int]:
    """The numbers that stand for people in the restricted zone."""
    files = university.processed.glob("restricted/digests/*/people.arrow")
    numbers = {each for path in files for each in pa.ipc.open_file(path).read_all()["pseudonym"].to_pylist()}
    return sorted(numbers)


# --- the search -----------------------------------------------------------------------------------------

DIGITS = 5  # of a number that is recognised by them: fewer stand anywhere
_LEFT, _RIGHT = re.compile(rb"[0-9]+$"), re.compile(rb"[0-9]+")
_WHOLE = re.compile(rb"(?<![0-9A-Za-z.,])[0-9]{6,9}(?![0-9A-Za-z])")
_CHUNK = 1 << 23


@dataclass(frozen=True)
class Secrets:
    """Numbers in millionths that may not be found; what is open takes its own written forms out of the search."""

    numbers: frozenset[int]
    open: Iterable[int] = ()
    texts: tuple[str, ...] = (PSEUDONYM, SURNAME, STRANGE, MAKER)
    hashes: tuple[int, ...] = ()

    @cached_property
    def written(self) -> Mapping[bytes, int]:
        """Every way to write a number with a dot: 1 to 6 decimals, rounded and cut off, as it is and as a percentage."""
        free = {form for number in self.open for form in _written(number)}
        return {form: number for number in self.numbers for form in _written(number) if form not in free}

    @cached_property
    def binary(self) -> Mapping[int, int]:
        """Eight bytes read as a whole number: the float64 of a number, and of it rounded or summed person by person."""
        free = {form for number in self.open for form in _binary(number)}
        return {form: number for number in self.numbers for form in _binary(number) if form not in free}

    def rare(self) -> "Secrets":
        """Those of six digits that no plain fraction gives, for where layouts and libraries are.

        Nor a fraction of 64, which in eight bytes is mostly zeros, as is the memory.
        """
        fractions = {
            MICRO * part // whole + up for whole in range(1, 251) for part in range(whole + 1) for up in (0, 1)
        }
        kept = {number for number in self.numbers if len(str(number).strip("0")) > DIGITS and number % 15_625}
        return replace(self, numbers=frozenset(kept - fractions))

    def found(self, data: bytes, *, whole: bool = True) -> set[str]:
        """What of it is in these bytes. `whole`: millionths as whole numbers too, which in a memory stand for anything."""
        bare = data.replace(b"\0", b"")  # texts of two and four bytes a letter, as Python keeps them
        seen = {f"{self.written[token]} written" for token in _tokens(bare) | _tokens(data) if token in self.written}
        seen |= {text for text in self.texts if text.encode() in data or text.encode() in bare}
        wanted = dict(self.binary) | dict.fromkeys(self.hashes, -1)
        if whole:
            wanted |= {number: number for number in self.numbers if number >= MICRO // 10}
            written = {int(token) for token in _WHOLE.findall(data)}
            seen |= {f"{number} whole" for number in self.numbers & written}
            seen |= {f"{number} hash" for number in self.hashes if _in_letters(number, data)}
        seen |= {f"{wanted[each]} binary" for each in eights(data, wanted)}
        return seen


def _written(number: int) -> Iterator[bytes]:
    for value in (number, number * 100):
        for decimals in range(1, 7):
            step = 10 ** (6 - decimals)
            for kept in {(value + step // 2) // step, value // step}:
                if len(str(kept).strip("0")) >= DIGITS:
                    yield f"{kept // 10**decimals}.{kept % 10**decimals:0{decimals}d}".encode()


def _binary(number: int) -> Iterator[int]:
    for kept, unit in ((number, MICRO), (round(number, -2), MICRO), (number, 10_000)):
        if len(str(kept).strip("0")) >= DIGITS:
            yield int.from_bytes(struct.pack("<d", kept / unit), "little")


def _tokens(data: bytes) -> set[bytes]:
    """The broken numbers in a text, with a dot, as they stand and without what comes after six decimals.

    A comma may stand between two numbers as well: each mark is looked at by itself, with the digits at both its sides.
    """
    letters = np.frombuffer(data, np.uint8)
    digit, mark = (letters - 48) < 10, (letters == ord(".")) | (letters == ord(","))
    found: set[bytes] = set()
    for at in np.flatnonzero(mark[1:-2] & digit[:-3] & digit[2:-1] & digit[3:]) + 1:
        left, right = _LEFT.search(data, max(at - 6, 0), at), _RIGHT.match(data, at + 1, at + 20)
        if left and right and len(left[0]) <= 4:
            found.add(left[0] + b"." + right[0])
    long = {token for token in found if len(token.partition(b".")[2]) > 6}
    cut = {token[: token.index(b".") + 7] for token in long}
    return found | cut | {f"{float(token):.6f}".encode() for token in long}


def _in_letters(number: int, data: bytes) -> bool:
    return str(number).encode() in data or f"{number:x}".encode() in data or number.to_bytes(8, "big") in data


def eights(data: bytes, wanted: Iterable[int]) -> set[int]:
    """Which of these numbers stand in the bytes as eight of them, lowest first, wherever they begin."""
    numbers = np.array(sorted(set(wanted)), dtype=np.uint64)
    starts = np.zeros(1 << 16, dtype=np.bool_)
    starts[(numbers & np.uint64(0xFFFF)).astype(np.int64)] = True
    seen: set[int] = set()
    for begin in range(0, max(len(data) - 7, 0), _CHUNK):
        length = min(_CHUNK, len(data) - 7 - begin)
        low = np.ndarray((length,), "<u2", data, begin, (1,))
        at = np.flatnonzero(starts[low])
        value = np.ndarray((length,), "<u8", data, begin, (1,))[at]
        near = np.minimum(np.searchsorted(numbers, value), len(numbers) - 1)
        seen |= {int(each) for each in value[numbers[near] == value]}
    return seen


def content(path: Path) -> bytes:
    """The bytes of a file, and after them what they say when it is a table that is packed."""
    raw = path.read_bytes()
    if path.suffix == ".parquet":
        return raw + told(pq.read_table(path))
    return raw + told(pa.ipc.open_file(path).read_all()) if path.suffix == ".arrow" else raw


def told(table: pa.Table) -> bytes:
    """Every cell of a table in letters, and its numbers as eight bytes."""
    cells = [cell for column in table.columns for cell in column.to_pylist() if cell is not None]
    numbers = [struct.pack("<d", cell) for cell in cells if isinstance(cell, float)]
    counts = [struct.pack("<Q", cell) for cell in cells if isinstance(cell, int) and cell >= 0]
    return "\n".join(map(_letters, cells)).encode() + b"".join([*numbers, *counts])


def _letters(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its name there; the names are searched too."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): str(path.name).encode() + b"\n" + content(path) for path in files}


def live(university: University) -> Path:
    return current(university.processed).folder


def closed(university: University, code: str) -> Path:
    """The only publication of a closed audience."""
    (folder,) = [path for path in (university.processed / "closed" / code).iterdir() if path.is_dir()]
    return folder
