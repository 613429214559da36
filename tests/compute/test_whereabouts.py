"""Who was where, against plain loops over the rows; and against the cells that the figures are made of."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import digest as digest_module
from pipeline.compute.cube import CUBE
from pipeline.compute.persons import disagreeing
from pipeline.compute.representation import measure
from pipeline.compute.whereabouts import Delivered, presences, standing
from pipeline.errors import FileRefused
from pipeline.ingest.pseudonym import Rehasher
from pipeline.months import combined
from pipeline.organisation.model import EVERYONE, Organisation
from pipeline.presence import Presence
from pipeline.snapshot import Checked
from tests.compute.organisations import organisation, target
from tests.compute.test_cube import COUNT, HEADS, HR, PERSON, UNITS, contradicts, good, rank
from tests.compute.test_wide import count, heads, wide, women
from tests.ingest.mapping.exports import checked, of, rows_of, source
from tests.validate.facts import facts

DAY = date(2025, 12, 31)
BANDS = {"10": ("10",), "10-11": ("10", "11"), "15+": ("15",)}
PERSONAL = (target(band="10-11", scale_basis="personal"),)


def world(*sources, personal: bool = True) -> Organisation:
    """Overlapping bands; with a target on the personal scale unless told otherwise."""
    bands = organisation({"TU": None}, bands=BANDS).bands
    return of(*sources, bands=bands, targets=PERSONAL if personal else ())


def atom(scale: str | None, personal: str | None, gives_personal: bool) -> str:
    """The bands a person is in, written as the cells of the figures are."""
    paid = scale if personal is None else personal
    found = [f"function:{band}\x1f" for band, scales in BANDS.items() if scale in scales]
    return "".join([*found, *(["personal:10-11\x1f"] if gives_personal and paid in ("10", "11") else [])])


def delivered(found: Checked) -> Delivered:
    return Delivered(found.source, found.cube, found.people)


def told(presence: Presence, organisation: Organisation) -> list[tuple[int, tuple[str, str], str]]:
    """Per head: who, cell, category."""
    categories = organisation.attribute(presence.attribute).categories
    return [
        (int(person), presence.cells[cell], categories[category])
        for person, cell, category in zip(presence.people, presence.cell, presence.category, strict=True)
    ]


def counts(presence: Presence, organisation: Organisation) -> Counter:
    return Counter((cell, category) for _, cell, category in told(presence, organisation))


def number(text: str) -> int:
    return int(Rehasher(b"secret").hashes(pa.array([text]))[0])


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(PERSON, min_size=1, max_size=12), st.booleans())
def test_people_are_where_their_slow_twin_puts_them(rows: list[dict], personal: bool) -> None:
    persons: dict[str, list[tuple[int, dict]]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row["unit"] != "Totaal" and good(row):
            persons[row["pseudonym"].strip()].append((place, row))
    agreeing = {who: mine for who, mine in persons.items() if not contradicts([row for _, row in mine])}
    stand = {who: min(mine, key=lambda placed: rank(placed[1])) for who, mine in agreeing.items()}
    if not stand:
        return
    within, found = world(HR, personal=personal), checked(HR, rows_of(HR, rows))
    made = presences(within, DAY, [delivered(found)])
    assert set(made) == {"gender", "origin"}
    for attribute, presence in made.items():
        expected = [
            (number(who), (row["unit"], atom(row["scale"], row["personal_scale"], personal)), row[attribute])
            for who, (_, row) in sorted(stand.items(), key=lambda each: each[1][0])
        ]
        assert told(presence, within) == expected  # in the order of the file: one by number would hang on the secret
        assert presence.cells == tuple(sorted({cell for _, cell, _ in expected}))
        assert (presence.linked, presence.snapshot) == (True, DAY)


@settings(max_examples=40)
@given(st.lists(PERSON.filter(good), min_size=1, max_size=12))
def test_without_a_pseudonym_heads_are_spelled_out_and_not_linked(rows: list[dict]) -> None:
    bare = source("unit", "scale", "gender")
    found, within = checked(bare, rows_of(bare, rows)), world(bare)
    assert found.people is None
    made = presences(within, DAY, [delivered(found)])
    expected = Counter(((row["unit"], atom(row["scale"], None, False)), row["gender"]) for row in rows)
    assert counts(made["gender"], within) == expected
    assert not made["gender"].linked
    assert sorted(made["gender"].people.tolist()) == list(range(len(rows)))
    assert set(made) == {"gender"}


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(COUNT.filter(lambda row: row["count"] != "99999999"), min_size=1, max_size=12))
def test_counts_are_spelled_out_where_they_are_given(rows: list[dict]) -> None:
    given_counts = source("unit", "scale", "gender", "count", kind="counts", not_available=frozenset({"n.b."}))
    accepted = [row for row in rows if row["unit"] in UNITS and row["count"] in HEADS]
    if not accepted:
        return
    cells: dict[tuple, list] = defaultdict(list)
    for row in accepted:
        cells[row["unit"], row["scale"], row["gender"]].append(HEADS[row["count"]])
    expected: Counter = Counter()
    for (unit, scale, gender), amounts in cells.items():
        if None not in amounts and sum(amounts):
            expected[(unit, atom(scale, None, False)), gender] += sum(amounts)
    within = world(given_counts)
    made = presences(within, DAY, [delivered(checked(given_counts, rows_of(given_counts, rows)))])
    assert counts(made["gender"], within) == expected
    assert made["gender"].cells == tuple(sorted({cell for cell, _ in expected}))


def test_a_wide_export_is_spelled_out_with_its_remainder() -> None:
    given_wide = wide(heads("Totaal n"), women())
    found = count(given_wide, ("A", "5", "2"), ("B", "300000", "1"), ("C", "n.b.", "4"))
    within = world(given_wide, personal=False)
    unsplit = within.attribute("gender")
    within = replace(within, attributes=(replace(unsplit, categories=("f", "m"), unknown=frozenset()),))
    made = presences(within, DAY, [delivered(found)])
    assert counts(made["gender"], within)[("A", ""), "f"] == 2
    assert counts(made["gender"], within)[("C", ""), "f"] == 4
    assert not made["gender"].linked


def test_of_two_files_each_attribute_comes_from_the_last_that_has_it() -> None:
    base, counted = source("pseudonym", "unit", "gender"), source("unit", "origin", "gender", "count", kind="counts")
    base, counted = replace(base, code="base"), replace(counted, code="counted")
    one = delivered(checked(base, rows_of(base, [{"pseudonym": "p", "unit": "A", "gender": "f"}])))
    row = {"unit": "B", "origin": "nl", "gender": "m", "count": "3"}
    two = delivered(checked(counted, rows_of(counted, [row])))
    within = world(base, counted)
    later, earlier = presences(within, DAY, [one, two]), presences(within, DAY, [two, one])
    assert counts(later["gender"], within) == {(("B", ""), "m"): 3}
    assert counts(earlier["gender"], within) == {(("A", ""), "f"): 1}
    assert [made["gender"].linked for made in (later, earlier)] == [False, True]
    assert counts(earlier["origin"], within) == counts(later["origin"], within) == {(("B", ""), "nl"): 3}


def test_a_person_of_two_sources_is_one_person() -> None:
    hr, survey = source("pseudonym", "unit", "gender"), replace(source("pseudonym", "unit", "origin"), code="survey")
    one = checked(hr, rows_of(hr, [{"pseudonym": "p", "unit": "A", "gender": "f"}]))
    two = checked(survey, rows_of(survey, [{"pseudonym": " p ", "unit": "B", "origin": "nl"}]))
    made = presences(world(hr, survey), DAY, [delivered(one), delivered(two)])
    assert made["gender"].people.tolist() == made["origin"].people.tolist() == [number("p")]


SOURCES = tuple(replace(HR, code=code) for code in ("first", "second", "third"))
PART = st.tuples(
    st.sampled_from([each.code for each in SOURCES]),
    st.lists(
        st.tuples(
            st.sampled_from(UNITS),
            st.sampled_from([None, "9", "10", "15"]),
            st.sampled_from([None, "10", "11"]),
            st.sampled_from([(EVERYONE, EVERYONE), ("gender", "f"), ("gender", "unknown"), ("origin", "nl")]),
        ),
        min_size=1,
        max_size=6,
        unique=True,
    ),
    st.lists(st.sampled_from([None, 0, 1, 2, 7]), min_size=6, max_size=6),
)


def cube(cells: list, amounts: list) -> pa.Table:
    names = ("unit", "function_scale", "personal_scale")
    rows = [
        {**dict(zip(names, place, strict=True)), "attribute": split[0], "category": split[1], "headcount": amount}
        for (*place, split), amount in zip(cells, amounts, strict=False)
    ]
    return pa.Table.from_pylist([{"snapshot": DAY, "fte": None, **row} for row in rows], CUBE)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        yield opened


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(PART, min_size=1, max_size=3, unique_by=lambda part: part[0]), st.booleans())
def test_presences_add_up_to_the_cells_of_the_figures(connection, parts: list, personal: bool) -> None:
    """Cells of which a part is not available are left out: the figures have none there."""
    within = world(*SOURCES, personal=personal)
    cubes = [(code, cube(cells, amounts)) for code, cells, amounts in parts]
    files = [(facts("2025-12", source=code), each) for code, each in cubes]
    whole = combined(files, within)
    atoms = measure(whole, within, DAY, "person", connection).atoms.to_pylist()
    made = presences(within, DAY, [Delivered(code, each, None) for code, each in cubes])
    assert set(made) == {row["attribute"] for row in atoms} - {EVERYONE}
    for row in atoms:
        if row["attribute"] != EVERYONE and row["headcount"] is not None:
            found = counts(made[row["attribute"]], within)
            assert found[(row["unit"], row["band_atom"]), row["category"]] == row["headcount"]
    for code, presence in made.items():
        cells = {(row["unit"], row["band_atom"]) for row in atoms if row["attribute"] == code}
        assert set(presence.cells) <= cells


@settings(max_examples=80)
@given(st.lists(PART, min_size=1, max_size=3, unique_by=lambda part: part[0]))
def test_the_same_file_counts_as_for_the_figures(parts: list) -> None:
    within = world(*SOURCES)
    cubes = [(code, cube(cells, [at * 10] * 6)) for at, (code, cells, _) in enumerate(parts)]
    whole = combined([(facts("2025-12", source=code), each) for code, each in cubes], within)
    chosen = standing(within, cubes)
    assert {(row["attribute"], row["headcount"] // 10) for row in whole.to_pylist()} == set(chosen.items())


def one_person(**cells: str) -> Checked:
    plain = {"pseudonym": "p", "unit": "A", "scale": "10", "personal_scale": "11", "fte": "1,0"}
    row = {**plain, "main_appointment": "J", "gender": "f", "origin": "nl", **cells}
    return checked(HR, rows_of(HR, [row, {**row, "pseudonym": "q"}, {**row, "pseudonym": "r", "unit": "B"}]))


def edited(table: pa.Table, column: str, change) -> pa.Table:
    place = table.column_names.index(column)
    values = [change(at, value) for at, value in enumerate(table[column].to_pylist())]
    return table.set_column(place, column, pa.array(values, table.schema.field(column).type))


@pytest.mark.parametrize("column", ["unit", "function_scale", "personal_scale", "category", "headcount"])
@pytest.mark.parametrize("strange", ["other", "absent"])
def test_people_that_do_not_add_up_to_the_cube_are_seen(column: str, strange: str) -> None:
    found = one_person()
    assert found.people is not None
    assert disagreeing(found.people, found.cube) == []
    other = 7 if column == "headcount" else "B"
    value = other if strange == "other" else None
    attributes = found.cube["attribute"].to_pylist()
    for place in range(found.cube.num_rows):
        wrong = edited(found.cube, column, lambda at, was, place=place: value if at == place else was)
        # Everyone is not split: what the one category is called says nothing of the people.
        same = found.cube.equals(wrong) or (column == "category" and attributes[place] == EVERYONE)
        assert disagreeing(found.people, wrong) == ([] if same else [attributes[place]])


def test_a_cell_more_or_less_is_seen() -> None:
    found = one_person()
    assert found.people is not None
    for place in range(found.cube.num_rows):
        left = found.cube.filter(pa.array(np.arange(found.cube.num_rows) != place))
        assert disagreeing(found.people, left)
        assert disagreeing(found.people, pa.concat_tables([found.cube, found.cube.slice(place, 1)]))
    assert disagreeing(found.people.drop_columns(["gender"]), found.cube) == ["gender"]
    assert disagreeing(found.people.drop_columns(["scale"]), found.cube) == [EVERYONE, "gender", "origin"]
    assert disagreeing(found.people.slice(1), found.cube) == [EVERYONE, "gender", "origin"]


def test_an_export_whose_people_and_cube_differ_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    short = one_person().cube.slice(1)
    monkeypatch.setattr(digest_module, "count_rows", lambda *_: short)
    with pytest.raises(FileRefused) as stopped:
        one_person()
    assert [fault.code for fault in stopped.value.faults] == ["people_differ"]


def test_three_hundred_thousand_heads_of_counts_are_spelled_out() -> None:
    counts_source = source("unit", "gender", "count", kind="counts")
    cells = {
        "snapshot": [DAY] * 3,
        "unit": ["A", "A", "B"],
        "function_scale": [None] * 3,
        "personal_scale": [None] * 3,
        "attribute": ["gender"] * 3,
        "category": ["f", "m", "f"],
        "headcount": [100_000, 200_000, None],
        "fte": [None] * 3,
    }
    found = presences(world(counts_source), DAY, [Delivered("hr", pa.table(cells, CUBE), None)])["gender"]
    assert (len(found.people), found.cells) == (300_000, (("A", ""),))
    assert np.bincount(found.category).tolist() == [100_000, 200_000]
