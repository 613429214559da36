"""A table carries what an activity is linked to, by codes: read, refused where unknown, and brought in once."""

import hashlib
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registers import (
    LINKS,
    WORDS,
    Activity,
    Reading,
    Registers,
    TableRefused,
    activities,
    add,
    already_there,
    bring_in_activities,
    change,
    join_codes,
    link_faults,
    open_registers,
    read_activities,
    remove,
    split_codes,
)
from registers.intake.headings import _ALIKE, _KNOWN, field_of  # pyright: ignore[reportPrivateUsage]
from registers.keep.bring_in import activities_of
from tests.registers.drawn import ADVISOR, AMBASSADOR, NOON, ODD_TEXTS, later
from tests.registers.invented import EXPECTED, HEADINGS, LOOSE, TEXT
from tests.registers.test_intake import as_csv, as_xlsx

CODES = ("Doelgroepen (codes)", "Schaalgroepen (codes)", "Streefcijfers (codes)")
LUNCH = ("Lunch", "x", "", "HR", "Breed", "2026", "")
KNOWN = {"groups": {"women", "world"}, "bands": {"11-14", "15+"}, "targets": {"world-15up"}}
Linked = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def table(*rows: tuple[str, ...], heads: tuple[str, ...] = CODES) -> tuple[bytes, str]:
    return as_csv([(*HEADINGS, *heads), *rows]), "a.csv"


def bring(registers: Registers, given: tuple[bytes, str]) -> tuple[int, int]:
    found = bring_in_activities(registers, given, ("bmt", {}), ADVISOR, later(hours=1))
    return found.added, found.already


def links(activity: Activity) -> Linked:
    return activity.groups, activity.bands, activity.targets


# --- headings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Doelgroepen (codes)", "groups"), ("groepen codes", "groups"), ("GROUP CODES", "groups"),
        ("Target groups (codes)", "groups"), ("doelgroepen-codes:", "groups"), ("dolgroepen (codes)", "groups"),
        ("Schaalgroepen (codes)", "bands"), ("schaalbanden codes", "bands"), ("Band codes", "bands"),
        ("Scale bands (codes)", "bands"), ("schaalbanden (coddes)", "bands"),
        ("Streefcijfers (codes)", "targets"), ("streefcijfer_codes", "targets"), ("target codes", "targets"),
        ("Targets (codes)", "targets"), ("streefcijfer codes", "targets"), ("streefcijfrs codes", "targets"),
        # Words are no codes: a column of them is not taken for one.
        ("Doelgroepen", None), ("Streefcijfers", None), ("Groep", None), ("Targets", None), ("codes", None),
    ],
)  # fmt: skip
def test_the_headings_are_known_in_two_languages(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_no_heading_is_a_slip_of_the_pen_away_from_one_of_another_field() -> None:
    """The slow twin of looking for what is alike: every letter of every heading left out, doubled or mistyped."""
    for field, listed in _KNOWN.items():
        for heading in (each.strip() for each in listed.split(";")):
            assert field_of(heading) == field
            for at in range(len(heading)):
                for slip in ("", heading[at] * 2, "x"):
                    assert field_of(heading[:at] + slip + heading[at + 1 :]) in (field, None)
    assert _ALIKE > 0.8


# --- cells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("", ()), (" ", ()), (" ,; ,", ()), ("women", ("women",)), ("women,world", ("women", "world")),
        (" women ; world,15+ ", ("women", "world", "15+")), ("b, a, b", ("b", "a")), ("a\r\nb\nc", ("a", "b", "c")),
        ("a b", ("a b",)), ('"a, b"; c', ("a, b", "c")), ('"a""b"', ('a"b',)), ('"a', ('"a',)), ('"a"b, c', ('"a"b', "c")),
        ('""', ()), ("=1+1, <script>alert(1)</script>", ("=1+1", "<script>alert(1)</script>")),
        (", ".join(f"c{n}" for n in range(20)), tuple(f"c{n}" for n in range(20))),
    ],
)  # fmt: skip
def test_the_codes_in_a_cell(cell: str, codes: tuple[str, ...]) -> None:
    assert split_codes(cell) == codes


@given(st.text("ab ,;\r\n\t", max_size=30))
def test_a_cell_without_quotation_marks_is_cut_at_every_comma_semicolon_and_line_end(cell: str) -> None:
    """Letter by letter, as somebody with a pencil would."""
    found: list[str] = []
    word = ""
    for letter in f"{cell},":
        if letter in ",;\r\n":
            word = word.strip()
            if word and word not in found:
                found.append(word)
            word = ""
        else:
            word += letter
    assert split_codes(cell) == tuple(found)


@given(st.lists((st.text(max_size=8) | st.text('a", ;\n', max_size=8)).filter(str.strip), max_size=6, unique=True))
def test_codes_go_into_a_cell_and_come_out_again(codes: list[str]) -> None:
    assert split_codes(join_codes(codes)) == tuple(codes)


def test_a_cell_says_plain_codes_as_they_are() -> None:
    assert join_codes(["women", "15+", "a b"]) == "women, 15+, a b"


# --- reading -------------------------------------------------------------------------------------------


def linked_text() -> str:
    """The invented table with the three columns: each activity is linked to its own line."""
    lines: list[str] = [*TEXT.split("\n")]
    heads = "\t".join(f"<i>{heading}</i>" for heading in CODES)
    for number, *_ in EXPECTED:
        lines[number - 1] += f"\tg{number}; <b>g0</b>\t15+, 11-14\t"
    return "\n".join(f"{line}\t{heads}" if "Wie doet het?" in line else line for line in lines)


def rows_of(reading: Reading) -> list[tuple[str, ...]]:
    return [tuple(row.words.get(field, "") for field in ("theme", *WORDS, *LINKS)) for row in reading.rows]


def test_the_invented_table_is_read_as_it_was_with_its_links_beside_it(registers: Registers) -> None:
    plain, linked = read_activities(TEXT.encode(), "a.txt"), read_activities(linked_text().encode(), "a.txt")
    assert linked.loose == LOOSE
    assert [row[:8] for row in rows_of(linked)] == [row[:8] for row in rows_of(plain)]
    assert [row.line for row in linked.rows] == [row[0] for row in EXPECTED]
    bring(registers, (linked_text().encode(), "a.txt"))
    kept = activities(registers, None)
    assert [links(each.value) for each in kept] == [((f"g{row[0]}", "g0"), ("15+", "11-14"), ()) for row in EXPECTED]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_the_invented_table_says_the_same_in_every_form(name: str) -> None:
    rows = rows_of(read_activities(linked_text().encode(), "a.txt"))
    make: Callable[..., bytes] = as_csv if name == "a.csv" else as_xlsx
    assert rows_of(read_activities(make([("Thema", *HEADINGS, *CODES), *rows]), name)) == rows


def test_a_number_in_a_workbook_is_the_code_that_was_typed(registers: Registers) -> None:
    bring(registers, (as_xlsx([(*HEADINGS, *CODES), (*LUNCH, "", 15, "")]), "a.xlsx"))
    assert [links(each.value) for each in activities(registers, None)] == [((), ("15",), ())]


# --- codes that are not known --------------------------------------------------------------------------


@pytest.mark.parametrize("column", range(3))
def test_a_code_that_is_not_known_is_told_with_its_place_and_never_itself(registers: Registers, column: int) -> None:
    good = ("women, world", "15+", "world-15up")
    bad = tuple(f"{cell}; zzgeheim" if at == column else cell for at, cell in enumerate(good))
    given_table = table((*LUNCH, *good), (*LUNCH, *bad), (*LUNCH, "", "", ""), (*LUNCH, *bad))
    with pytest.raises(TableRefused) as caught:
        bring_in_activities(registers, given_table, ("bmt", {}), ADVISOR, NOON, KNOWN)
    assert [(each.code, each.where.file, each.where.line, each.where.column) for each in caught.value.faults] == [
        ("unknown_code", "a.csv", line, LINKS[column]) for line in (3, 5)
    ]
    n = 3 if column == 0 else 2
    assert caught.value.faults[0].text("nl") == (
        f"a.csv, regel 3, kolom {LINKS[column]}: hier niet bekend: code nummer {n} (van {n}) in deze cel; "
        "verbeter die, of haal die weg"
    )
    assert not any("zzgeheim" in each.text(language) for each in caught.value.faults for language in ("nl", "en"))
    assert activities(registers, None) == []
    # From the command line no publication says which codes there are: as the code of a unit, one stands for itself.
    assert bring(registers, given_table) == (4, 0)
    assert "zzgeheim" in links(activities(registers, None)[1].value)[column]


def test_of_twenty_codes_in_a_cell_it_is_told_which_are_not_known() -> None:
    codes = [f"c{n}" for n in range(1, 21)]
    reading = read_activities(*table((*LUNCH, "", "", ",".join(codes))))

    def numbers(known: set[str]) -> list[str]:
        everything = {"groups": set[str](), "bands": set[str](), "targets": known}
        return [str(fault.facts["numbers"]) for fault in link_faults(reading, "a.csv", everything)]

    assert numbers(set(codes)) == []
    assert numbers(set(codes) - {"c7", "c20"}) == ["7, 20"]
    assert numbers(set()) == ["1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …"]


def test_odd_texts_are_codes_like_any_other(registers: Registers) -> None:
    odd = [text.strip() for text in ODD_TEXTS]
    bring(registers, table((*LUNCH, *[join_codes(odd)] * 3)))
    assert links(activities(registers, None)[0].value) == (tuple(odd),) * 3


# --- once ----------------------------------------------------------------------------------------------


def test_the_same_table_again_adds_nothing_and_one_with_another_link_adds_that_row(registers: Registers) -> None:
    first = table((*LUNCH, "women, world", "", ""), (*LUNCH, "women, world", "", ""), (*LUNCH, "", "15+", ""))
    assert bring(registers, first) == (3, 0)
    there = activities(registers, None)
    assert bring(registers, first) == (0, 3)
    # Links have no order and no doubles.
    turned = table((*LUNCH, "world;women;world", "", ""), (*LUNCH, "women, world", "", ""), (*LUNCH, "", "15+", ""))
    assert bring(registers, turned) == (0, 3)
    assert activities(registers, None) == there
    # As a row with another theme: it is another activity, and the one that is there stays.
    assert bring(registers, table((*LUNCH, "women", "", ""), (*LUNCH, "", "15+", "world-15up"))) == (2, 0)
    added = [links(each.value) for each in activities(registers, None) if each not in there]
    assert sorted(added) == [((), ("15+",), ("world-15up",)), (("women",), (), ())]


def test_a_row_without_links_has_the_key_it_had_before_there_were_any() -> None:
    """Joined by hand as it was: how long each part is and the part itself; then how often the row has been seen."""

    def digest(*parts: str) -> str:
        return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()[:40]

    words = ("bmt", "", *LUNCH)
    before = [f"activity-{digest(digest(*words), number)}" for number in "12"]
    rows = [(*LUNCH, "", "", ""), (*LUNCH, "women", "", ""), (*LUNCH, "", "", "")]
    for given_table in (table(*rows), (as_csv([HEADINGS, LUNCH, LUNCH]), "a.csv")):
        entries = activities_of(read_activities(*given_table), "a.csv", "bmt", {})
        assert [key for key, activity in entries if not activity.groups] == before
    assert len({key for key, _ in activities_of(read_activities(*table(*rows)), "a.csv", "bmt", {})}) == 3


def test_a_code_under_one_column_is_no_code_under_another(registers: Registers) -> None:
    rows = [(*LUNCH, *("a" if at == column else "" for at in range(3))) for column in range(3)]
    assert [bring(registers, table(row)) for row in rows] == [(1, 0)] * 3


def test_a_table_without_the_columns_says_nothing_about_links(registers: Registers) -> None:
    plain = (as_csv([HEADINGS, LUNCH]), "a.csv")
    add(registers, "hand", Activity("bmt", "Lunch", "x", who="HR", place="Breed", period="2026", groups=("women",),
        targets=("t",)), ADVISOR, NOON)  # fmt: skip
    there = activities(registers, None)
    assert bring(registers, plain) == (0, 1)
    # One column alone says something about that one alone.
    assert bring(registers, table((*LUNCH, "women"), heads=CODES[:1])) == (0, 1)
    assert bring(registers, table((*LUNCH, "t"), heads=CODES[2:])) == (0, 1)
    assert bring(registers, table((*LUNCH, "women", "", "t"))) == (0, 1)
    assert activities(registers, None) == there
    # A column that is there and empty says that there is no link.
    assert bring(registers, table((*LUNCH, ""), heads=CODES[1:2])) == (0, 1)
    assert bring(registers, table((*LUNCH, ""), heads=CODES[:1])) == (1, 0)


def test_what_was_linked_by_hand_stays_when_the_table_comes_again(registers: Registers) -> None:
    empty = table((*LUNCH, "", "", ""))
    assert bring(registers, empty) == (1, 0)
    kept = activities(registers, None)[0]
    change(registers, kept.key, 1, replace(kept.value, groups=("women",)), AMBASSADOR, later(hours=2))
    there = activities(registers, None)
    # The table as it was, as it was before the link, and as it is now.
    assert bring(registers, (as_csv([HEADINGS, LUNCH]), "a.csv")) == (0, 1)
    assert bring(registers, empty) == (0, 1)
    assert bring(registers, table((*LUNCH, "women", "", ""))) == (0, 1)
    assert activities(registers, None) == there


def test_what_was_linked_before_somebody_worked_on_it_is_not_added_again(registers: Registers) -> None:
    first = Activity("bmt", "Lunch", "x", who="HR", place="Breed", period="2026", bands=("15+",))
    add(registers, "hand", first, ADVISOR, NOON)
    change(registers, "hand", 1, replace(first, bands=("11-14",)), ADVISOR, NOON)
    reading = read_activities(*table((*LUNCH, "", "15+", ""), (*LUNCH, "", "11-14", "")))
    assert already_there(registers, reading, ("bmt", {}), None) == (False, True)
    assert bring(registers, table((*LUNCH, "", "15+", ""))) == (0, 1)


def test_a_link_that_cannot_be_known_makes_no_difference(registers: Registers) -> None:
    linked = Activity("bmt", "Lunch", "x", who="HR", place="Breed", period="2026", targets=("zzgeheim", "world-15up"))
    add(registers, "hand", linked, ADVISOR, NOON)
    row = table((*LUNCH, "", "", "world-15up"))
    assert already_there(registers, read_activities(*row), ("bmt", {}), None) == (False,)
    assert already_there(registers, read_activities(*row), ("bmt", {}), None, KNOWN) == (True,)
    found = bring_in_activities(registers, row, ("bmt", {}), ADVISOR, NOON, KNOWN)
    assert (found.added, found.already) == (0, 1)
    assert [each.value for each in activities(registers, None)] == [linked]


TWINS = [("Lunch", "a"), ("Lunch", ""), ("Lunch", "a, b"), ("Borrel", ""), ("Borrel", "b")]
STEP = st.tuples(st.integers(0, 5), st.sampled_from([*TWINS, None]))


def row_of(what: str, groups: str) -> tuple[str, ...]:
    return (what, *LUNCH[1:], groups, "", "")


@pytest.fixture(scope="module")
def begun() -> Iterator[Callable[[], Registers]]:
    """Empty registers as often as one likes, of which the tables are made once."""
    with tempfile.TemporaryDirectory() as folder:
        first, numbers = Path(folder) / "0.sqlite", itertools.count(1)
        open_registers(first, make=True).close()
        yield lambda: open_registers(Path(shutil.copy(first, Path(folder) / f"{next(numbers)}.sqlite")))


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.sampled_from(TWINS), min_size=1, max_size=5), st.lists(STEP, max_size=5), st.sampled_from(TWINS))
def test_whatever_was_done_to_twins_their_table_adds_nothing_and_a_row_more_adds_one(
    begun: Callable[[], Registers],
    rows: list[tuple[str, str]],
    steps: list[tuple[int, tuple[str, str] | None]],
    more: tuple[str, str],
) -> None:
    """Rows that differ in nothing or in a link alone, changed into one another or taken off, as often as one likes."""
    registers = begun()
    bring(registers, table(*(row_of(*each) for each in rows)))
    for hour, (which, to) in enumerate(steps, 2):
        kept = activities(registers, None)
        if not kept:
            break
        record = kept[which % len(kept)]
        if to is None:
            remove(registers, record.key, record.version, ADVISOR, later(hours=hour))
            continue
        value = replace(record.value, what=to[0], groups=split_codes(to[1]))
        change(registers, record.key, record.version, value, ADVISOR, later(hours=hour))
    there = activities(registers, None)
    taken = [row_of(each.value.what, join_codes(each.value.groups)) for each in there]
    for again in itertools.islice(itertools.permutations(taken), 6):
        assert bring(registers, table(*again)) == (0, len(taken))
    assert activities(registers, None) == there
    # Nobody ever said this.
    assert bring(registers, table(*taken, row_of(more[0], "nieuw"))) == (1, len(taken))
    registers.close()
