"""A tiny university on disk with a raw folder, and the refresh as it really runs: no part of it is replaced.

`University(tmp_path)` has an organisation and no exports. `export(month, people)` makes the text of one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.errors import StreefcijferError
from pipeline.month import Month
from pipeline.refresh import Folders, refresh
from pipeline.report.report import Report
from pipeline.storage.store import Store, write_whole
from tests.organisation.builder import write_organisation

TODAY = date(2026, 1, 15)
HEADINGS = (
    "Personeelsnummer (gepseudonimiseerd)",
    "Organisatorische eenheid",
    "Functieschaal",
    "Salarisschaal",
    "Deeltijdfactor",
    "Indicatie hoofdaanstelling",
    "Geslacht",
    "Herkomst",
)


@dataclass(frozen=True)
class Row:
    """One appointment, each cell as it is written."""

    pseudonym: str
    unit: str = "GW-PSY"
    scale: str = "11"
    personal: str = "11"
    fte: str = "1,0"
    main: str = "J"
    gender: str = "V"
    origin: str = "NL"

    def cells(self) -> tuple[str, ...]:
        return tuple(vars(self).values())


def staff(heads: int = 120) -> list[Row]:
    """People over three departments, scales 9 to 16, both genders, three origins. Always the same."""
    return [
        Row(
            pseudonym=f"ps{number:04d}q",
            unit=("GW-PSY", "GW-COM", "TN-NAT")[number % 3],
            scale=str(9 + number // 3 % 8),
            personal=str(9 + number // 3 % 8),
            fte=("1,0", "0,8", "0,5")[number % 3],
            gender="VMMV"[number // 2 % 4],
            origin=("NL", "EU", "NL", "Buiten Europa", "NL")[number // 3 % 5],
        )
        for number in range(heads)
    ]


def altered(rows: Sequence[Row], number: int, **cells: str) -> list[Row]:
    """The rows with some cells of one of them written otherwise."""
    return [replace(row, **cells) if at == number else row for at, row in enumerate(rows)]


def day(month: str) -> str:
    """31-12-2025 for 2025-12."""
    return Month.parse(month).last_day.strftime("%d-%m-%Y")


def export(month: str, rows: Iterable[Row], headings: Sequence[str] = HEADINGS, title: str | None = None) -> str:
    """The text of an export: a title line, a blank line, the headings in record 3, people from record 4 on."""
    lines = [f"Peildatum: {day(month)}" if title is None else title, "", ";".join(headings)]
    lines += [";".join(row.cells()) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def widened(text: str, heading: str, cells: Sequence[str]) -> str:
    """An export with one column more at its end; the cells are used over and over."""
    lines = text.split("\r\n")
    top = next(at for at, line in enumerate(lines) if line.count(";") > 3)
    lines[top] += f";{heading}"
    for at in range(top + 1, len(lines) - 1):
        lines[at] += f";{cells[(at - top - 1) % len(cells)]}"
    return "\r\n".join(lines)


class University:
    """The folders of one organisation, and what can be done with them."""

    def __init__(self, home: Path, **overrides: str | bytes | None) -> None:
        self.home = home
        self.organisation = write_organisation(home / "tiny", **overrides)
        self.raw = home / "raw"
        self.processed = home / "processed"
        self.raw.mkdir()

    def take_secret(self, secret: bytes) -> None:
        """Let the store hash with this secret, as another store does."""
        store = Store(self.processed)
        store.prepare()
        write_whole(store.restricted / "secret.key", secret, "the local secret")

    def put(self, name: str, content: str | bytes) -> Path:
        """Put an export in the raw folder."""
        path = self.raw / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("cp1252"))
        return path

    def deliver(self, *months: str, heads: int = 120) -> None:
        """Put ordinary exports in the raw folder."""
        for month in months:
            self.put(f"personeel_{month}.csv", export(month, staff(heads)))

    def change(self, **overrides: str | bytes | None) -> None:
        """Edit files of the organisation's folder."""
        write_organisation(self.organisation, **overrides)

    def refresh(self, *, accept: bool = False, today: date = TODAY) -> Report:
        """The refresh itself."""
        return refresh(Folders(self.organisation, self.raw, self.processed), today, lambda *_: None, accept=accept)

    def stopped(self, kind: type[StreefcijferError], *, today: date = TODAY) -> StreefcijferError:
        """A refresh that must stop in this way."""
        try:
            self.refresh(today=today)
        except kind as stopped:
            return stopped
        raise AssertionError(f"the refresh went through, where {kind.__name__} was due")

    def on_disk(self, zone: str = ".") -> dict[str, bytes]:
        """Every file under processed/ (or one zone of it), with its bytes."""
        folder = self.processed / zone
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def stamps(self, zone: str = ".") -> dict[str, int]:
        """Every file under processed/ with its time of change in nanoseconds."""
        folder = self.processed / zone
        return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
