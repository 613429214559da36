"""What stands in the files is known to the organisation's folder, except for the faults planted on purpose."""

from collections import Counter

import pytest

from pipeline.demo.layouts import CHANGE_OF_SYSTEM
from pipeline.demo.planted import FAULTS, PLANTED
from pipeline.demo.staffing import CLIMATE
from pipeline.month import Month
from pipeline.organisation.model import fold
from tests.demo.reading import month_of, rows_of

ATTRIBUTES = ("gender", "age", "born", "origin", "main_appointment")


def source_of(university, month):
    code = "hr-monthly" if month >= CHANGE_OF_SYSTEM else "hr-former"
    return next(source for source in university.sources if source.code == code)


def ways_to_write(university, month):
    """Unit texts of the month: codes, names in each language and aliases."""
    return {
        fold(text): code
        for code, unit in university.units_in(month).items()
        for text in (code, *unit.name.values(), *unit.aliases)
    }


def scale_known(source, field, text, scales):
    return fold(text) in scales or (source.tables[field].lookup(text) or "").casefold() in scales


def is_bad(row, source, units, scales):
    fte = float(row["fte"].replace(",", ".")) / (100 if source.fte_unit == "percent" else 1)
    known = [
        fold(row["unit"]) in units,
        scale_known(source, "scale", row["scale"], scales),
        scale_known(source, "personal_scale", row["personal_scale"], scales),
        0 < fte <= 1,
        *(source.tables[field].lookup(row[field]) is not None for field in ATTRIBUTES if field in row),
    ]
    return not all(known)


def test_only_the_planted_rows_are_bad(university, exports):
    scales = {scale.code.casefold() for scale in university.scales}
    found = {}
    for name, content in exports.items():
        month = month_of(name)
        source, units = source_of(university, month), ways_to_write(university, month)
        bad = sum(is_bad(row, source, units, scales) for row in rows_of(name, content)[0])
        if bad:
            found[name] = bad
    assert found == dict(PLANTED)


def test_the_planted_rows_stay_far_below_the_share_that_refuses_a_file(exports):
    assert sum(PLANTED.values()) == sum(fault.rows for fault in FAULTS) == 32
    assert max(PLANTED.values()) / 4200 < 0.002
    assert set(PLANTED) <= set(exports)


def test_every_mapped_heading_stands_in_the_files_and_some_are_left_unmapped(university, exports):
    for name, content in exports.items():
        source = source_of(university, month_of(name))
        line = next(line for line in content.decode("cp1252").split("\r\n") if line.count(";") > 5)
        headings = {fold(heading) for heading in line.split(";")}
        mapped = {field for field, synonyms in source.columns.items() if headings & {fold(each) for each in synonyms}}
        assert set(source.columns) - mapped <= source.optional, name
    monthly = source_of(university, CHANGE_OF_SYSTEM)
    taken = {fold(each) for synonyms in monthly.columns.values() for each in synonyms}
    assert not taken & {"ufo-profiel", "datum in dienst"}


def test_the_sources_find_the_month_and_the_row_of_totals(university, exports):
    for name, content in exports.items():
        month = month_of(name)
        source = source_of(university, month)
        first = content.decode("cp1252").split("\r\n")[0]
        if source.reference.title:
            assert source.reference.title.search(first)[1] == f"{month.last_day:%d-%m-%Y}"
        else:
            assert source.reference.filename.search(name).groups() == (str(month.year), f"{month.number:02d}")
        ((field, pattern),) = source.total_rows
        people, total = rows_of(name, content)
        assert field == "unit"
        assert pattern.fullmatch(fold(total[0]))
        assert not any(pattern.fullmatch(fold(row["unit"])) for row in people)


def test_people_with_two_appointments_have_one_main_one_and_stand_in_two_units(exports):
    for name, content in exports.items():
        by_person = {}
        for row in rows_of(name, content)[0]:
            by_person.setdefault(row["pseudonym"], []).append(row)
        twice = [rows for rows in by_person.values() if len(rows) > 1]
        assert 60 < len(twice) < 150
        for rows in twice:
            assert sorted(row["main_appointment"] in ("J", "1") for row in rows) == [False, True]
            assert len({row["unit"] for row in rows}) == 2


@pytest.mark.parametrize(
    ("last", "gone", "come"),
    [
        pytest.param(Month(2024, 8), ["Voedingsleer"], "Humane Voeding en Metabolisme", id="renamed"),
        pytest.param(
            Month(2025, 6), ["Psychologie", "Communicatiewetenschap"], "Psychologie en Communicatie", id="merged"
        ),
    ],
)
def test_reorganisations_happen_in_the_month_of_units_csv(exports, last, gone, come):
    def sizes(month):
        name = f"personeel_{month}.csv"
        return Counter(row["unit"] for row in rows_of(name, exports[name])[0])

    before, after = sizes(last), sizes(last.plus(1))
    stayed_behind = sum(after[unit] for unit in gone)
    assert before[come] == 0
    assert stayed_behind == (5 if PLANTED.get(f"personeel_{last.plus(1)}.csv") else 0)
    together = sum(before[unit] for unit in gone)
    assert together > 100
    assert abs(after[come] + stayed_behind - together) < 0.06 * together
    assert all(sizes(last.plus(2))[unit] == 0 for unit in gone)


def test_a_department_moves_to_another_faculty_with_its_people(university, exports):
    before, after = university.units_in(Month(2024, 12)), university.units_in(Month(2025, 1))
    assert (before["GM-MTH"].parent, after["GM-MTH"].parent) == ("FGM", "FNT")
    sizes = [
        sum(row["unit"] == "Methoden en Statistiek" for row in rows_of(name, exports[name])[0])
        for name in ("personeel_2024-12.csv", "personeel_2025-01.csv")
    ]
    assert sizes[0] > 40
    assert abs(sizes[0] - sizes[1]) <= 6


def test_units_the_generator_knows_by_name_exist(university):
    assert set(CLIMATE) <= {unit.code for unit in university.units}


def test_every_unit_of_the_tree_below_the_top_has_people(university, staff):
    for month in (Month(2023, 10), Month(2026, 9)):
        here = {person.unit for person in staff[month]}
        without = set(university.units_in(month)) - here - {university.root.code}
        kinds = {university.units_in(month)[code].kind for code in without}
        assert kinds <= {"faculty", "service"}, without
