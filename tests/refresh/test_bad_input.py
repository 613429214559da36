"""Every bad input there is a rule for: its exact words in both languages, its exit code, and that nothing changed."""

import html
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.digest import read_export
from pipeline.errors import FileRefused, HeldBack, RefreshRunning, StorageFailed, StreefcijferError
from pipeline.faults import Message
from pipeline.ingest import messages as ingest_messages
from pipeline.storage.store import Store, exclusive
from pipeline.validate import messages as validate_messages
from tests.organisation.builder import changed
from tests.refresh.damage import bomb, citizen_numbers, workbook
from tests.refresh.university import HEADINGS, Row, University, altered, day, export, staff, widened

CSV, XLSX = "personeel_2025-12.csv", "personeel_2025-12.xlsx"
GOOD = export("2025-12", staff())


@dataclass(frozen=True)
class Bad:
    """A file that is refused, and what is said of it, without the file's name that stands before it."""

    content: str | bytes
    en: tuple[str, ...]
    nl: tuple[str, ...]
    file: str = CSV


def whole(en: str, nl: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (f": {en}",), (f": {nl}",)


REFUSED = {
    "empty": Bad("", *whole("the file is empty; export it again", "het bestand is leeg; exporteer het opnieuw")),
    "blank lines only": Bad(
        "\r\n\r\n  \r\n", *whole("the file is empty; export it again", "het bestand is leeg; exporteer het opnieuw")
    ),
    "heading only": Bad(
        export("2025-12", []),
        *whole(
            "there is a heading but not a single row under it; export the file again",
            "er is een kop maar geen enkele rij eronder; maak de export opnieuw",
        ),
    ),
    "wrong encoding": Bad(
        b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1],
        (
            ", line 124: this line holds characters that cannot be read as utf-16-le (BOM); export it again as UTF-8, or name the right encoding in the source",
        ),
        (
            ", regel 124: op deze regel staan tekens die niet als utf-16-le (BOM) te lezen zijn; exporteer opnieuw als UTF-8, of noem de juiste codering in de bron",
        ),
    ),
    "truncated XLSX": Bad(
        workbook(staff())[:3000],
        *whole(
            "the file is damaged or incomplete (it starts as XLSX/ODS but cannot be read to its end); copy or export it again",
            "het bestand is beschadigd of onvolledig (het begint als XLSX/ODS maar is niet tot het einde te lezen); kopieer of exporteer het opnieuw",
        ),
        file=XLSX,
    ),
    "zip bomb": Bad(
        bomb(staff()),
        *whole(
            "unpacked this file would be far larger than any export (over 1024 MB, or over 200 times its size); it is not opened",
            "uitgepakt zou dit bestand veel groter zijn dan welke export ook (meer dan 1024 MB, of meer dan 200 keer zo groot); het wordt niet geopend",
        ),
        file=XLSX,
    ),
    "a line of 30 MB": Bad(
        GOOD.encode("cp1252") + b"x" * 30_000_000,
        (
            ", line 124: this line is longer than 1048576 characters; this is not a table of rows, export it again as CSV or XLSX",
        ),
        (
            ", regel 124: deze regel is langer dan 1048576 tekens; dit is geen tabel met rijen, exporteer opnieuw als CSV of XLSX",
        ),
    ),
    "missing required column": Bad(
        GOOD.replace("Functieschaal", "Iets anders"),
        (", column Functieschaal: the required column is missing; expected one of: Functieschaal",),
        (", kolom Functieschaal: de verplichte kolom ontbreekt; verwacht: Functieschaal",),
    ),
    "two columns that map to one field": Bad(
        widened(GOOD, "Afdeling", ["GW-PSY"]),
        (
            ", column Organisatorische eenheid: 2 columns map to unit (Organisatorische eenheid, Afdeling); keep one of them, or name one heading in the source",
        ),
        (
            ", kolom Organisatorische eenheid: 2 kolommen horen bij unit (Organisatorische eenheid, Afdeling); houd er één, of noem één kop in de bron",
        ),
    ),
    "too many unknown units": Bad(
        export("2025-12", [replace(row, unit="XX") if at < 5 else row for at, row in enumerate(staff())]),
        (
            ": 5 of 120 rows are faulty (4.2%), more than the 2.0% that is allowed; nothing was taken in; correct them at the source, or raise max_bad_share",
            ", column Organisatorische eenheid, rows 4, 5, 6, 7, 8: unit is not in units.csv",
        ),
        (
            ": 5 van 120 rijen zijn fout (4,2%), meer dan de toegestane 2,0%; er is niets ingelezen; verbeter ze bij de bron, of verhoog max_bad_share",
            ", kolom Organisatorische eenheid, rijen 4, 5, 6, 7, 8: eenheid staat niet in units.csv",
        ),
    ),
    "reference date too early": Bad(
        export("2019-12", staff()),
        *whole(
            "the reference date 2019-12 lies outside the window 2020-01 to 2026-01; check the date, or first_month in organisation.toml",
            "de peildatum 2019-12 ligt buiten het venster 2020-01 tot en met 2026-01; controleer de datum, of first_month in organisation.toml",
        ),
    ),
    "reference date in the future": Bad(
        export("2026-02", staff()),
        *whole(
            "the reference date 2026-02 lies outside the window 2020-01 to 2026-01; check the date, or first_month in organisation.toml",
            "de peildatum 2026-02 ligt buiten het venster 2020-01 tot en met 2026-01; controleer de datum, of first_month in organisation.toml",
        ),
    ),
    "two reference dates": Bad(
        export("2025-12", staff(), title=f"Peildatum: {day('2025-12')}\r\nPeildatum: {day('2025-11')}"),
        *whole(
            "the file holds 2 reference dates (2025-11-30, 2025-12-31); deliver one file per month",
            "het bestand heeft 2 peildatums (2025-11-30, 2025-12-31); lever één bestand per maand",
        ),
    ),
    "no reference date": Bad(
        export("2025-12", staff(), title="Overzicht"),
        *whole(
            "the reference date was not found in the lines above the heading; write it there, or correct [reference] in source hr-monthly",
            "de peildatum is niet gevonden in de regels boven de kop; zet haar daar, of verbeter [reference] in bron hr-monthly",
        ),
    ),
    "a column of names": Bad(
        widened(GOOD, "Achternaam", ["Jansen", "de Vries", "Bakker", "Visser"]),
        (
            ", column Achternaam: holds names of persons; remove the column from the export and deliver it again (names of units? say so in the heading, for example `Unit name`)",
        ),
        (
            ", kolom Achternaam: bevat namen van personen; verwijder de kolom uit de export en lever opnieuw aan (namen van eenheden? zeg dat in de kop, bijvoorbeeld `Naam eenheid`)",
        ),
    ),
    "a BSN under an innocent heading": Bad(
        widened(GOOD, "Kenmerk", citizen_numbers(120)),
        (
            ", column Kenmerk: holds citizen service numbers (BSN); remove the column from the export and deliver it again",
        ),
        (", kolom Kenmerk: bevat burgerservicenummers (BSN); verwijder de kolom uit de export en lever opnieuw aan",),
    ),
    "totals only": Bad(
        export("2025-12", [replace(row, unit="Totaal") for row in staff()]),
        *whole(
            "every row was recognised as a total; correct [[total_rows]] in source hr-monthly",
            "elke rij is herkend als totaal; verbeter [[total_rows]] in bron hr-monthly",
        ),
    ),
    "a web page named CSV": Bad(
        "<html><table><tr><td>11</td></tr></table></html>",
        *whole(
            "this is a web page (HTML or XML) under another name; open it in Excel or LibreOffice and save it as XLSX or CSV",
            "dit is een webpagina (HTML of XML) onder een andere naam; open hem in Excel of LibreOffice en bewaar als XLSX of CSV",
        ),
    ),
    "mixed delimiters": Bad(
        export("2025-12", staff()).replace(",", ".").replace(";", ",").replace(",".join(HEADINGS), ";".join(HEADINGS)),
        *whole(
            "the heading is split by ;, but the rows by ,; export it again with one delimiter",
            "de kopregel is gescheiden met ;, maar de rijen met ,; exporteer opnieuw met één scheidingsteken",
        ),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_file_changes_nothing(tmp_path: Path, name: str) -> None:
    bad, university = REFUSED[name], University(tmp_path)
    university.deliver("2025-11")
    university.refresh()
    university.put(bad.file, bad.content)
    before, stamps = university.on_disk(), university.stamps()
    refused = university.stopped(FileRefused)
    assert [fault.text("en") for fault in refused.faults] == [bad.file + each for each in bad.en]
    assert [fault.text("nl") for fault in refused.faults] == [bad.file + each for each in bad.nl]
    assert refused.exit_code == 11
    assert university.on_disk() == before
    assert university.stamps() == stamps


@pytest.mark.parametrize("name", ["empty", "too many unknown units", "a column of names"])
def test_refused_first_file_leaves_nothing_of_it(tmp_path: Path, name: str) -> None:
    bad, university = REFUSED[name], University(tmp_path)
    university.put(bad.file, bad.content)
    university.stopped(FileRefused)
    assert set(university.on_disk()) == {"restricted/lock", "restricted/secret.key"}


def test_two_gigabytes_in_one_line_are_refused_unread(tmp_path: Path) -> None:
    """The file is sparse: had it been read, this would take seconds and gigabytes."""
    university = University(tmp_path)
    path = university.put(CSV, "x")
    os.truncate(path, 2 * 1024**3)
    read = Path(f"/proc/{os.getpid()}/io")
    before = read.read_text() if read.exists() else ""
    refused = university.stopped(FileRefused)
    assert refused.faults[0].text("en") == (
        f"{CSV}: the file is larger than 1024 MB; a monthly export is far smaller, so check what this file is"
    )
    assert refused.faults[0].text("nl").startswith(f"{CSV}: het bestand is groter dan 1024 MB;")
    if before:
        assert _characters_read(read.read_text()) - _characters_read(before) < 10_000_000


def _characters_read(counters: str) -> int:
    return next(int(line.split()[1]) for line in counters.splitlines() if line.startswith("rchar"))


@dataclass(frozen=True)
class Slip:
    """A row that is set aside: the rest of the file is taken in."""

    rows: list[Row]
    column: str
    reason: str
    at: tuple[int, ...] = (9,)  # record numbers: the headings are record 3


SLIPS = {
    "unknown unit": Slip(altered(staff(), 5, unit="XX"), "Organisatorische eenheid", "unknown_unit"),
    "unknown scale": Slip(altered(staff(), 5, scale="99"), "Functieschaal", "unknown_scale"),
    "unknown category": Slip(altered(staff(), 5, gender="Q"), "Geslacht", "unknown_category"),
    "fte of 3,5": Slip(altered(staff(), 5, fte="3,5"), "Deeltijdfactor", "fte_out_of_range"),
    "fte of -1": Slip(altered(staff(), 5, fte="-1"), "Deeltijdfactor", "fte_out_of_range"),
    "fte in words": Slip(altered(staff(), 5, fte="deels"), "Deeltijdfactor", "not_a_number"),
    "no fte": Slip(altered(staff(), 5, fte=""), "Deeltijdfactor", "empty"),
    "=cmd() in a cell": Slip(altered(staff(), 5, gender="=cmd()"), "Geslacht", "formula"),
    "@SUM() in a cell": Slip(altered(staff(), 5, unit="@SUM(A1)"), "Organisatorische eenheid", "formula"),
    "no pseudonym": Slip(altered(staff(), 5, pseudonym=" "), HEADINGS[0], "no_pseudonym"),
    "duplicate pseudonym": Slip(
        [*staff(), replace(staff()[5], unit="GW-COM")],
        "Indicatie hoofdaanstelling",
        "duplicate_pseudonym",
        (9, 124),
    ),
    "one person, two genders": Slip(
        [*staff(), replace(staff()[5], main="N", gender="X")], "Geslacht", "contradiction", (9, 124)
    ),
}
WORDS = {
    "unknown_unit": ("unit is not in units.csv", "eenheid staat niet in units.csv"),
    "unknown_scale": ("scale is not in scales.csv", "schaal staat niet in scales.csv"),
    "unknown_category": ("value is not in the source's code table", "waarde staat niet in de codetabel van de bron"),
    "fte_out_of_range": ("fte is not between 0 and 1.5", "fte ligt niet tussen 0 en 1,5"),
    "not_a_number": ("not a number", "geen getal"),
    "empty": ("cell is empty", "cel is leeg"),
    "formula": ("cell holds a formula", "cel bevat een formule"),
    "no_pseudonym": ("pseudonym is empty", "pseudoniem is leeg"),
    "duplicate_pseudonym": (
        "one pseudonym has more than one main appointment",
        "één pseudoniem heeft meer dan één hoofdaanstelling",
    ),
    "contradiction": (
        "rows of one pseudonym contradict each other in this column",
        "rijen van één pseudoniem spreken elkaar tegen in deze kolom",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_bad_row_is_set_aside_with_its_reason(tmp_path: Path, name: str) -> None:
    slip, university = SLIPS[name], University(tmp_path)
    university.put(CSV, export("2025-12", slip.rows))
    taken = university.refresh().taken[0]
    assert taken.tally.read == len(slip.rows)
    assert taken.tally.accepted == len(slip.rows) - len(slip.at)
    assert taken.tally.quarantined == len(slip.at)
    found = next(university.processed.glob("restricted/digests/*/quarantine.parquet"))
    assert pq.read_table(found).to_pylist() == [
        {"row": row, "column": slip.column, "reason": slip.reason} for row in slip.at
    ]
    en, nl = WORDS[slip.reason]
    assert en in _page(university, "en")
    assert nl in _page(university, "nl")


def test_every_reason_of_one_row_is_kept(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.put(CSV, export("2025-12", altered(staff(), 5, unit="XX", fte="3,5", gender="Q")))
    assert university.refresh().taken[0].tally.quarantined == 1
    found = next(university.processed.glob("restricted/digests/*/quarantine.parquet"))
    assert pq.read_table(found)["reason"].to_pylist() == ["fte_out_of_range", "unknown_category", "unknown_unit"]


def test_two_percent_bad_is_taken_and_a_row_more_is_not(tmp_path: Path) -> None:
    def bad(rows: int) -> str:
        return export("2025-12", [replace(row, unit="XX") if at < rows else row for at, row in enumerate(staff(100))])

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    at_limit, over = University(tmp_path / "a"), University(tmp_path / "b")
    at_limit.put(CSV, bad(2))
    over.put(CSV, bad(3))
    assert at_limit.refresh().taken[0].tally.quarantined == 2
    assert over.stopped(FileRefused).faults[0].code == "too_many_bad_rows"


def test_month_already_closed(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.deliver("2025-11")
    university.refresh()
    university.change(**changed("organisation", "first_month", 'closed_through = "2025-12"\nfirst_month'))
    university.refresh()
    university.put(CSV, GOOD)
    before = university.on_disk()
    refused = university.stopped(FileRefused)
    assert refused.faults[0].text("en") == (
        f"{CSV}: month 2025-12 is closed (closed_through = 2025-12 in organisation.toml) and takes no new delivery"
    )
    assert refused.faults[0].text("nl") == (
        f"{CSV}: maand 2025-12 is gesloten (closed_through = 2025-12 in organisation.toml) en neemt geen nieuwe levering aan"
    )
    assert university.on_disk() == before


def test_every_fault_of_every_file_at_once(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.put("personeel_2025-08.csv", "")
    university.put("personeel_2025-09.csv", export("2025-09", staff()))
    lacking = export("2025-10", staff()).replace("Functieschaal", "Een").replace("Geslacht", "Twee")
    university.put("personeel_2025-10.csv", widened(lacking, "Kenmerk", citizen_numbers(120)))
    university.put("personeel_2025-11.csv", export("2019-11", staff()))
    refused = university.stopped(FileRefused)
    assert [(fault.where.file, fault.code, fault.where.column) for fault in refused.faults] == [
        ("personeel_2025-08.csv", "read.empty", None),
        ("personeel_2025-10.csv", "missing_column", "Functieschaal"),
        ("personeel_2025-10.csv", "missing_column", "Geslacht"),
        ("personeel_2025-10.csv", "identifier_bsn", "Kenmerk"),
        ("personeel_2025-11.csv", "date_outside_window", None),
    ]
    assert set(university.on_disk()) == {"restricted/lock", "restricted/secret.key"}


def test_short_file_waits_for_a_person(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.deliver("2025-11")
    university.refresh()
    university.put(CSV, export("2025-12", staff(90)))
    before = university.on_disk()
    held = university.stopped(HeldBack)
    assert held.exit_code == 12
    assert [fault.text("en") for fault in held.faults] == [
        f"{CSV} counts 90 people, -25% against 120 in 2025-11: is the export complete? If it is, run again with --accept; nothing has changed"
    ]
    assert [fault.text("nl") for fault in held.faults] == [
        f"{CSV} telt 90 mensen, -25% ten opzichte van 120 in 2025-11: is de export volledig? Zo ja, voer opnieuw uit met --accept; er is niets veranderd"
    ]
    assert university.on_disk() == before
    assert [facts.tally.people for facts in university.refresh(accept=True).taken] == [90]


def test_second_refresh_leaves_at_once(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.deliver("2025-11")
    university.refresh()
    university.deliver("2025-12")
    before = university.on_disk()
    with exclusive(Store(university.processed)):
        running = university.stopped(RefreshRunning)
    assert running.exit_code == 14
    assert [fault.text("en") for fault in running.faults] == [
        "another refresh is running on this folder; this one has stopped and changed nothing; try again when it is done"
    ]
    assert [fault.text("nl") for fault in running.faults] == [
        "er loopt al een verversing op deze map; deze is gestopt en heeft niets veranderd; probeer het opnieuw als die klaar is"
    ]
    assert university.on_disk() == before
    assert university.refresh().changed


def test_file_that_is_still_being_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = University(tmp_path)
    path = university.put(CSV, GOOD)
    monkeypatch.setattr("pipeline.intake.read_export", _and_then_grows(path))
    refused = university.stopped(FileRefused)
    assert [fault.text("en") for fault in refused.faults] == [
        f"{CSV}: the file changed while it was being read; wait until it has been copied whole and run again"
    ]
    assert refused.faults[0].text("nl").startswith(f"{CSV}: het bestand veranderde tijdens het lezen;")


def _and_then_grows(path: Path) -> Callable[..., object]:
    def reading(*arguments: object) -> object:
        read = read_export(*arguments)  # type: ignore[arg-type]
        with path.open("a") as file:
            file.write("more")
        return read

    return reading


@pytest.mark.parametrize(
    ("path", "what"),
    [("published/current.json", "current.json"), ("restricted/secret.key", "the local secret")],
)
def test_damaged_store_says_what_to_do(tmp_path: Path, path: str, what: str) -> None:
    university = University(tmp_path)
    university.deliver("2025-11")
    university.refresh()
    (university.processed / path).write_text("[]")
    failed = university.stopped(StorageFailed)
    assert failed.exit_code == 15
    assert failed.faults[0].text("en").startswith(f"{what} cannot be read (")
    assert failed.faults[0].text("nl").startswith(f"{what} kan niet gelezen worden (")


def test_no_raw_folder(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.raw.rmdir()
    failed = university.stopped(StorageFailed)
    assert (
        failed.faults[0]
        .text("en")
        .endswith("/raw: this folder is not there; make it and put the exports in it, or name another with --raw")
    )
    assert (
        failed.faults[0]
        .text("nl")
        .endswith("/raw: deze map is er niet; maak haar en zet de exports erin, of noem een andere met --raw")
    )


def test_tomorrow_is_no_future(tmp_path: Path) -> None:
    """A month is in the window from its first day on: exports are made ahead of the reference day."""
    university = University(tmp_path)
    university.put(CSV, GOOD)
    assert university.refresh(today=date(2025, 12, 1)).changed
    (tmp_path / "earlier").mkdir()
    earlier = University(tmp_path / "earlier")
    earlier.put(CSV, GOOD)
    assert earlier.stopped(FileRefused, today=date(2025, 11, 30)).faults[0].code == "date_outside_window"


def test_no_message_shows_a_value(tmp_path: Path) -> None:
    university = University(tmp_path)
    numbers = citizen_numbers(120)
    rows = [replace(row, unit="Geheim", gender="Zwijg", fte="9,9") if at < 9 else row for at, row in enumerate(staff())]
    university.put(CSV, export("2025-12", rows))
    university.put("personeel_2025-11.csv", widened(export("2025-11", staff()), "Kenmerk", numbers))
    refused: StreefcijferError = university.stopped(FileRefused)
    said = str(refused) + "".join(fault.text("nl") for fault in refused.faults) + repr(refused.faults)
    for value in ("Geheim", "Zwijg", "9,9", "ps0003q", *numbers):
        assert value not in said


@pytest.mark.parametrize("module", [ingest_messages, validate_messages])
def test_both_languages_have_the_same_places(module: object) -> None:
    for name, message in vars(module).items():
        if isinstance(message, Message):
            assert _places(message.en) == _places(message.nl), name


def _places(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def _page(university: University, language: str) -> str:
    found = next(university.processed.glob(f"restricted/reports/*/report.{language}.html"))
    return html.unescape(found.read_text())
