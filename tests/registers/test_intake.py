"""A table of activities is read whole, in its own words, from text, CSV and XLSX; what cannot be matched is refused."""

import csv
import io
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from registers import (
    MOST_CHARACTERS,
    SHIELDED,
    WORDS,
    Author,
    NotAllowed,
    RecordRefused,
    Registers,
    TableRefused,
    activities,
    add,
    already_there,
    bring_in_activities,
    change,
    read_activities,
    remove,
    work_to_do,
)
from registers.intake.headings import field_of, said
from registers.keep.bring_in import activities_of
from registers.model.activity import Activity
from tests.registers.drawn import ADVISOR, AMBASSADOR, NOON, ODD_TEXTS, later
from tests.registers.invented import EXPECTED, HEADINGS, LOOSE, TEXT

ROWS = [
    ("Proeflunch", "Eten", "Kennismaken", "HR", "Breed", "november 2025", "nvt"),
    ("Buddy", "Koppels; samen\n=1+1", "Behoud", "", "Kern", "doorlopend", '"zo"'),
]


def as_csv(rows: list[tuple[str, ...]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def as_xlsx(rows: list[tuple[object, ...]]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)  # type: ignore[arg-type]
                else:
                    sheet.write(number, column, cell)
    return written.getvalue()


def read(content: bytes, name: str) -> list[Activity]:
    return [activity for _, activity in activities_of(read_activities(content, name), name, "bmt", {})]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def test_a_table_in_plain_text_with_every_quirk() -> None:
    found = read_activities(TEXT.encode(), "lijst.txt")
    assert found.loose == LOOSE
    # Every line that is not blank is an activity, loose, or the headings.
    assert found.lines == len([line for line in TEXT.split("\n") if line.strip()])
    assert found.lines == len(found.rows) + len(found.loose) + 1
    read_back = [
        (
            row.line, each.what, each.theme, each.who, iso(each.first_day), iso(each.last_day), each.recurrence,
            each.phase, tuple(finding.code for finding in work_to_do(each)),
        )
        for row, (_, each) in zip(found.rows, activities_of(found, "lijst.txt", "bmt", {}), strict=True)
    ]  # fmt: skip
    assert read_back == list(EXPECTED)
    assert [row.line for row in found.rows if row.named_above] == [9, 14]


def test_tags_go_and_words_stay() -> None:
    lunch, leeskring = (next(each for each in read(TEXT.encode(), "a.txt") if each.what == name) for name in ("Proeflunch", "Leeskring"))  # fmt: skip
    assert lunch.meaning == "Een lunch & gesprek voor <5 of meer nieuwe mensen."
    assert leeskring.usage == "Zie boek.example of hier (http://kring.example)"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_keeps_its_words(delimiter: str, encoding: str) -> None:
    rows = [*ROWS, ("Café", *ROWS[0][1:])]
    found = read(as_csv([HEADINGS, *rows], delimiter, encoding), "a.csv")
    assert [tuple(getattr(each, field) for field in WORDS) for each in found] == rows


def test_a_workbook_keeps_its_words_and_dates() -> None:
    title = ("Overzicht", "", "", "", "", "", "")
    rows: list[tuple[object, ...]] = [
        title,
        (),
        HEADINGS,
        *ROWS,
        ("Dag", "x", "y", 7, "z", date(2026, 3, 1), 1.5),
        ("Uur", "", "", "", "", datetime(2026, 3, 1, 14, 30), ""),  # noqa: DTZ001 - as a workbook has it
    ]
    found = read(as_xlsx(rows), "a.xlsx")
    assert [tuple(getattr(each, field) for field in WORDS) for each in found[:2]] == ROWS
    assert (found[2].who, found[2].period, found[2].usage, found[2].first_day) == ("7", "2026-03-01", "1.5", date(2026, 3, 1))  # fmt: skip

    assert (found[3].period, found[3].first_day) == ("2026-03-01 14:30", date(2026, 3, 1))


def test_a_row_with_only_a_theme_is_no_activity() -> None:
    found = read_activities(as_csv([("Thema", *HEADINGS), ("werving", *ROWS[0]), ("behoud", *[""] * 7)]), "a.csv")
    assert [row.words["theme"] for row in found.rows] == ["werving"]
    assert found.loose == ((3, "behoud"),)


def test_words_of_every_kind_come_through_a_csv() -> None:
    rows = [(f"a{number}", text, "", "", "", "", "") for number, text in enumerate(ODD_TEXTS)]
    assert [each.meaning for each in read(as_csv([HEADINGS, *rows]), "a.csv")] == list(ODD_TEXTS)


@given(
    st.lists(
        st.tuples(*(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),) * 7), max_size=6
    )
)
def test_a_csv_gives_back_every_row_that_is_not_blank(rows: list[tuple[str, ...]]) -> None:
    found = read_activities(as_csv([HEADINGS, *rows], encoding="utf-8"), "a.csv")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.words[field] for field in WORDS[1:]) for row in found.rows] == [row[1:] for row in kept]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "no_headings"),
        (as_csv(ROWS), "a.csv", "no_headings"),
        (as_csv([HEADINGS[:6], *[row[:6] for row in ROWS]]), "a.csv", "no_headings"),
        (as_csv([(*HEADINGS, "Budget"), *[(*row, "100") for row in ROWS]]), "a.csv", "unknown_heading"),
        (as_csv([(*HEADINGS, "Wie?"), *[(*row, "100") for row in ROWS]]), "a.csv", "heading_twice"),
        (as_csv([HEADINGS, (*ROWS[0], "meer")]), "a.csv", "odd_row"),
        (as_csv([HEADINGS, *ROWS]).replace(b'"zo"', b'"zo" x "'), "a.csv", "table_unreadable"),
        (b"no workbook", "a.xlsx", "table_unreadable"),
        (as_csv([HEADINGS, *ROWS]), "a.ods", "table_form"),
        (TEXT.replace("Buddy</b>\t", "Buddy</b> ").encode(), "a.txt", "odd_row"),
        (TEXT.replace("2026\tnvt", "2026\tnvt\tnog iets").encode(), "a.txt", "odd_row"),
    ],
)
def test_what_cannot_be_matched_is_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(TableRefused) as caught:
        read_activities(content, name)
    assert {fault.code for fault in caught.value.faults} == {code}
    assert all("Proeflunch" not in fault.text(language) for fault in caught.value.faults for language in ("nl", "en"))


def test_the_same_table_again_adds_nothing(registers: Registers) -> None:
    table = (TEXT.encode(), "lijst.txt")
    first = bring_in_activities(registers, table, ("bmt", {"Kern": "staf"}), ADVISOR, NOON)
    assert (first.added, first.already) == (11, 0)
    kept = activities(registers, None)
    assert [int((each.value.source or "")[-5:]) for each in kept] == [row[0] for row in EXPECTED]
    assert {each.value.unit for each in kept if each.value.place == "Kern"} == {"staf"}
    mended = kept[4].value
    changed = change(
        registers, kept[4].key, 1, Activity(**{**mended.__dict__, "who": "HR"}), AMBASSADOR, later(hours=1)
    )
    again = bring_in_activities(registers, table, ("bmt", {"Kern": "staf"}), ADVISOR, later(hours=2))
    assert (again.added, again.already) == (0, 11)
    assert activities(registers, None) == [*kept[:4], changed, *kept[5:]]


def test_what_says_the_same_by_now_is_not_added_again(registers: Registers) -> None:
    """As a register that was taken out as a table after work on it: other keys, the same words."""
    words = {"meaning": "x", "who": "HR", "place": "Breed", "period": "2026"}
    for key in ("a", "b"):
        add(registers, key, Activity("bmt", "Lunch", **words), ADVISOR, NOON)
    add(registers, "elsewhere", Activity("law", "Lunch", **words), ADVISOR, NOON)
    remove(registers, "b", 1, ADVISOR, NOON)
    row = ("Lunch", "x", "", "HR", "Breed", "2026", "")
    found = bring_in_activities(registers, (as_csv([HEADINGS, row, row, row]), "a.csv"), ("bmt", {}), ADVISOR, NOON)
    # One of the three stands there; another was removed, and a third unit's is not this one's.
    assert (found.added, found.already) == (2, 1)
    again = bring_in_activities(registers, (as_csv([HEADINGS, row, row, row]), "a.csv"), ("bmt", {}), ADVISOR, NOON)
    assert (again.added, again.already) == (0, 3)


def test_what_said_the_same_before_work_on_it_is_not_added_again(registers: Registers) -> None:
    row = ("Lunch", "x", "", "HR", "Breed", "2026", "")
    words = {"meaning": "x", "who": "HR", "place": "Breed", "period": "2026"}
    for key in ("a", "b"):
        add(registers, key, Activity("bmt", "Lunch", **words), ADVISOR, NOON)
    for version, who in ((1, "bestuur"), (2, "decaan")):
        change(
            registers, "a", version, Activity("law", "Lunch", **{**words, "who": who}), ADVISOR, later(hours=version)
        )
    table = (as_csv([HEADINGS, row, row, row, row]), "a.csv")
    placing = ("bmt", {})
    reading = read_activities(*table)
    assert already_there(registers, reading, placing, None) == (True, True, False, False)
    # One activity answers for one row, and only to whoever may see its unit.
    assert already_there(registers, reading, placing, frozenset({"bmt"})) == (True, False, False, False)
    assert already_there(registers, reading, placing, frozenset({"law"})) == (False,) * 4
    found = bring_in_activities(registers, table, placing, ADVISOR, later(hours=3))
    assert (found.added, found.already) == (2, 2)
    assert already_there(registers, reading, placing, None) == (True,) * 4


@pytest.mark.parametrize("heading", ["Eenheid (code)", "UNIT (CODE)", "eenheid code"])
def test_the_code_of_a_unit_is_read_and_wins(registers: Registers, heading: str) -> None:
    row = ("Lunch", "x", "", "HR", "Breed", "2026", "")
    rows = [(*HEADINGS, heading), (*row, " law "), (*row, ""), (*row, "old")]
    placing = ("bmt", {"Breed": "staf", "old": "new"})
    bring_in_activities(registers, (as_csv(rows), "a.csv"), placing, ADVISOR, NOON)
    assert [kept.value.unit for kept in activities(registers, None)] == ["law", "staf", "new"]


def test_a_row_of_another_unit_comes_in_only_when_it_is_there(registers: Registers) -> None:
    row = ("Lunch", "x", "", "HR", "Breed", "2026", "")
    table = (as_csv([(*HEADINGS, "Unit (code)"), (*row, "law"), (*row, "bmt")]), "a.csv")
    own = Author("b", "ambassador", frozenset({"bmt"}))
    with pytest.raises(NotAllowed):
        bring_in_activities(registers, table, ("bmt", {}), own, NOON)
    assert activities(registers, None) == []
    add(registers, "a", Activity("law", "Lunch", "x", who="HR", place="Breed", period="2026"), ADVISOR, NOON)
    found = bring_in_activities(registers, table, ("bmt", {}), own, NOON)
    assert (found.added, found.already) == (1, 1)
    assert sorted(kept.value.unit for kept in activities(registers, None)) == ["bmt", "law"]


def test_what_cannot_be_kept_is_named_with_its_line_and_column(registers: Registers) -> None:
    long = "x" * (MOST_CHARACTERS + 1)
    rows = [ROWS[0], (*ROWS[0][:6], long), (long, *ROWS[0][1:])]
    with pytest.raises(RecordRefused) as caught:
        bring_in_activities(registers, (as_csv([HEADINGS, *rows]), "a.csv"), ("bmt", {}), ADVISOR, NOON)
    places = [(fault.where.file, fault.where.line, fault.where.column) for fault in caught.value.faults]
    assert [(file, column) for file, _, column in places] == [("a.csv", "usage"), ("a.csv", "what")]
    assert places[0][1] is not None
    assert activities(registers, None) == []


def test_an_apostrophe_is_taken_off_where_the_first_line_says_so() -> None:
    rows = [("a", "'=1", "''-x", "'s avonds", "'@", "", ""), ("'", "x", "", "", "", "", "'\tx")]
    plain = read_activities(as_csv([HEADINGS, *rows]), "a.csv")
    assert [tuple(row.words[field] for field in WORDS) for row in plain.rows] == rows
    shielded = read_activities(as_csv([(f"{SHIELDED}: ...", *[""] * 6), HEADINGS, *rows]), "a.csv")
    assert [tuple(row.words[field] for field in WORDS) for row in shielded.rows] == [
        ("a", "=1", "'-x", "'s avonds", "@", "", ""),
        ("'", "x", "", "", "", "", "\tx"),
    ]
    assert shielded.loose == ()


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registers.intake.cells._MOST_BYTES", 1000)
    with pytest.raises(TableRefused) as caught:
        read_activities(as_xlsx([HEADINGS, *ROWS]), "a.xlsx")
    assert [fault.code for fault in caught.value.faults] == ["table_too_large"]


def test_rows_without_a_name_at_the_top_stay_without_one() -> None:
    rows = [(" ", "x", "", "", "", "", ""), ("a", "", "", "", "", "", ""), ("", "y", "", "", "", "", "")]
    found = read_activities(as_csv([HEADINGS, *rows]), "a.csv")
    assert [(row.words["what"], row.named_above) for row in found.rows] == [(" ", False), ("a", False), ("a", True)]


def test_headings_that_are_missing_are_named_as_they_can_be_written() -> None:
    with pytest.raises(TableRefused) as caught:
        read_activities(as_csv([HEADINGS[:6], *[row[:6] for row in ROWS]]), "a.csv")
    (named,) = {str(fault.facts["missing"]) for fault in caught.value.faults if fault.code == "no_headings"}
    assert named == "hoe te gebruiken/how to use"
    for name in said(WORDS).split(", "):
        assert len({field_of(each) for each in name.split("/")} - {None}) == 1
