"""Counting the rows of an export, against the same count in plain Python."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compute import cube as cube_module
from pipeline.digest import quarantine
from pipeline.errors import FileRefused
from pipeline.organisation.model import EVERYONE
from pipeline.snapshot import Checked
from tests.ingest.mapping.exports import UNITS, checked, rows_of, source

ATTRIBUTES = ("gender", "origin")
KNOWN = {
    "unit": {*UNITS},
    "scale": {"10", "11"},
    "personal_scale": {"10", "11"},
    "gender": {"f", "m", "unknown"},
    "origin": {"nl", "europe"},
}
Key = tuple[str, str | None, str | None, str, str]

CELLS = {
    "pseudonym": st.sampled_from(["p", "q", "r", "s", " p ", ""]),
    "unit": st.sampled_from([*UNITS, "Z", "Totaal"]),
    "scale": st.sampled_from(["10", "11", "99"]),
    "personal_scale": st.sampled_from(["10", "11"]),
    "fte": st.sampled_from(["0", "0,5", "0,5", "0,333333", "1,0", "3,5", ""]),
    "main_appointment": st.sampled_from(["J", "N", "N", "N"]),
    "gender": st.sampled_from(["f", "f", "f", "m", "unknown"]),
    "origin": st.sampled_from(["nl", "nl", "nl", "europe"]),
}
PERSON = st.fixed_dictionaries(CELLS)
HR = source(*CELLS, fte_unit="fraction")


def counted(found: Checked) -> dict[Key, tuple[int | None, Decimal | None]]:
    """The cube as cell -> heads and fte; every cell once."""
    cells: dict[Key, tuple[int | None, Decimal | None]] = {}
    for row in found.cube.to_pylist():
        key = tuple(row[name] for name in ("unit", "function_scale", "personal_scale", "attribute", "category"))
        assert key not in cells
        cells[key] = (row["headcount"], None if row["fte"] is None else Decimal(repr(row["fte"])))
    return cells


def cells_of(row: dict) -> list[Key]:
    place = (row.get("unit"), row.get("scale"), row.get("personal_scale"))
    splits = [(each, row[each]) for each in ATTRIBUTES if each in row]
    return [(*place, attribute, category) for attribute, category in [(EVERYONE, EVERYONE), *splits]]


def good(row: dict) -> bool:
    fte = row["fte"] and Decimal(row["fte"].replace(",", "."))
    known = all(row[name] in codes for name, codes in KNOWN.items())
    return bool(known and row["pseudonym"].strip() and fte != "" and 0 <= fte <= Decimal("1.5"))


def contradicts(rows: list[dict]) -> bool:
    if len(rows) == 1:
        return False
    mains = sum(row["main_appointment"] == "J" for row in rows)
    return mains > 1 or any(len({row[each] for row in rows} - {"unknown"}) > 1 for each in ATTRIBUTES)


def rank(row: dict) -> tuple:
    """The main one, else the largest fte, else a fixed order of codes."""
    fixed = ("unit", "scale", "personal_scale", *reversed(ATTRIBUTES))
    fte = Decimal(row["fte"].replace(",", "."))
    return (row["main_appointment"] != "J", -fte, *(row[name] for name in fixed))


def twin(rows: list[dict]) -> tuple[dict[Key, tuple[int, Decimal]], Counter]:
    persons: dict[str, list[dict]] = defaultdict(list)
    went: Counter = Counter(read=len(rows), totals=sum(row["unit"] == "Totaal" for row in rows))
    for row in rows:
        if row["unit"] != "Totaal" and good(row):
            persons[row["pseudonym"].strip()].append(row)
    cells: dict[Key, tuple[int, Decimal]] = {}
    for of_person in persons.values():
        if contradicts(of_person):
            continue
        went["accepted"] += len(of_person)
        went["people"] += 1
        fte = sum(Decimal(row["fte"].replace(",", ".")) for row in of_person)
        for key in cells_of(min(of_person, key=rank)):
            heads, so_far = cells.get(key, (0, Decimal(0)))
            cells[key] = (heads + 1, so_far + fte)
    went["quarantined"] = went["read"] - went["totals"] - went["accepted"]
    return cells, went


def find(rows: list[dict]) -> Checked | None:
    """None where nothing is left to count; that the file is refused then is asserted."""
    if twin(rows)[0]:
        return checked(HR, rows_of(HR, rows))
    with pytest.raises(FileRefused):
        checked(HR, rows_of(HR, rows))
    return None


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(PERSON, min_size=1, max_size=12))
def test_people_are_counted_as_their_slow_twin_counts_them(rows: list[dict]) -> None:
    found = find(rows)
    if found is None:
        return
    cells, went = twin(rows)
    assert counted(found) == cells
    tally = found.tally
    assert tally.balanced()
    assert {name: getattr(tally, name) for name in ("read", "accepted", "quarantined", "totals", "people")} == {
        name: went[name] for name in ("read", "accepted", "quarantined", "totals", "people")
    }
    assert len(set(quarantine(found.bad).column("row").to_pylist())) == tally.quarantined


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(PERSON, min_size=1, max_size=10).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_changes_nothing(drawn: tuple[list[dict], list[dict]]) -> None:
    one, other = map(find, drawn)
    if one is not None and other is not None:
        assert one.cube.equals(other.cube)
        assert one.tally == other.tally


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(PERSON, min_size=1, max_size=12))
def test_every_attribute_counts_everyone_once(rows: list[dict]) -> None:
    found = find(rows)
    if found is None:
        return
    heads: Counter = Counter()
    fte: Counter = Counter()
    for (*_, attribute, _), (count, amount) in counted(found).items():
        heads[attribute] += count
        fte[attribute] += amount
    assert set(heads.values()) == {found.tally.people}
    assert len(set(fte.values())) == 1


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(PERSON.filter(good), min_size=1, max_size=12))
def test_without_a_pseudonym_appointments_are_counted(rows: list[dict]) -> None:
    of = source("unit", "scale", "gender", "fte", fte_unit="fraction")
    bare = [{name: row[name] for name in ("unit", "scale", "gender", "fte")} for row in rows]
    found = checked(of, rows_of(of, bare))
    cells: dict[Key, tuple[int, Decimal]] = {}
    for row in bare:
        for key in cells_of(row):
            heads, so_far = cells.get(key, (0, Decimal(0)))
            cells[key] = (heads + 1, so_far + Decimal(row["fte"].replace(",", ".")))
    assert counted(found) == cells
    assert (found.counted, found.tally.people) == ("appointment", len(rows))


def test_identical_rows_are_different_people() -> None:
    of = source("unit", "scale", "gender")
    row = {"unit": "A", "scale": "11", "gender": "f"}
    found = checked(of, rows_of(of, [row] * 600))
    assert set(counted(found).values()) == {(600, None)}


COUNT = st.fixed_dictionaries(
    {
        "unit": st.sampled_from([*UNITS, "Z", "Totaal"]),
        "scale": st.sampled_from(["10", "11"]),
        "gender": st.sampled_from(["f", "m"]),
        "count": st.sampled_from(["0", "1", "7", "1.234", "n.b.", "", "-1", "2,5", "99999999"]),
        "fte": st.sampled_from(["0", "0,5", "1.234,567891", "n.b."]),
    }
)
HEADS = {"0": 0, "1": 1, "7": 7, "1.234": 1234, "n.b.": None, "99999999": 99_999_999}
FTE = {"0": Decimal(0), "0,5": Decimal("0.5"), "1.234,567891": Decimal("1234.567891"), "n.b.": None}


def plus(so_far, amount):
    return None if so_far is None or amount is None else so_far + amount


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(COUNT, min_size=1, max_size=12))
def test_counts_are_added_as_their_slow_twin_adds_them(rows: list[dict]) -> None:
    of = source("unit", "scale", "gender", "count", "fte", kind="counts", not_available=frozenset({"n.b."}))
    accepted = [row for row in rows if row["unit"] in UNITS and row["count"] in HEADS]
    if not accepted:
        with pytest.raises(FileRefused):
            checked(of, rows_of(of, rows))
        return
    cells: dict[Key, tuple] = {}
    for row in accepted:
        for key in cells_of({name: row[name] for name in ("unit", "scale", "gender")}):
            heads, fte = cells.get(key, (0, Decimal(0)))
            cells[key] = (plus(heads, HEADS[row["count"]]), plus(fte, FTE[row["fte"]]))
    found = checked(of, rows_of(of, rows))
    assert counted(found) == cells
    assert found.counted == "person"
    assert found.tally.people == sum(HEADS[row["count"]] or 0 for row in accepted)


def test_a_place_table_too_large_for_plain_counting_gives_the_same_cube(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {**dict.fromkeys(CELLS, ""), "pseudonym": str(number), "fte": "0,5", "main_appointment": "N"}
        | {"unit": UNITS[number % 3], "scale": ("10", "11")[number % 2], "personal_scale": "11"}
        | {"gender": "f", "origin": "nl"}
        for number in range(50)
    ]
    dense = checked(HR, rows_of(HR, rows)).cube
    monkeypatch.setattr(cube_module, "_DENSE", 0)
    assert checked(HR, rows_of(HR, rows)).cube.equals(dense)


@pytest.mark.parametrize(
    ("rows", "stands"),
    [
        # unit, fte, main; the row whose unit is counted
        ([("A", "0,2", "J"), ("B", "0,8", "N")], "A"),  # the marked one, though smaller
        ([("A", "0,2", "N"), ("B", "0,8", "N")], "B"),  # else the largest
        ([("B", "0,5", "N"), ("A", "0,5", "N")], "A"),  # else the first by unit
        ([("B", "0", "N"), ("C", "0", "N"), ("A", "0", "N")], "A"),
    ],
)
def test_the_appointment_that_stands_for_a_person(rows: list[tuple[str, str, str]], stands: str) -> None:
    of = source("pseudonym", "unit", "fte", "main_appointment", fte_unit="fraction")
    drawn = [{"pseudonym": "p", "unit": unit, "fte": fte, "main_appointment": main} for unit, fte, main in rows]
    whole = sum(Decimal(fte.replace(",", ".")) for _, fte, _ in rows)
    assert counted(checked(of, rows_of(of, drawn))) == {(stands, None, None, EVERYONE, EVERYONE): (1, whole)}


def test_a_person_with_a_faulty_row_is_counted_at_the_rows_that_are_good() -> None:
    of = source("pseudonym", "unit", "gender")
    rows = [{"pseudonym": "p", "unit": "Z", "gender": "f"}, {"pseudonym": "p", "unit": "A", "gender": "m"}]
    found = checked(of, rows_of(of, rows))
    assert (found.tally.people, found.tally.quarantined) == (1, 1)
