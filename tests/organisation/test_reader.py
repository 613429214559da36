"""A right folder becomes the values it describes, however the files were saved."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.month import Month
from pipeline.organisation.model import Organisation, Thresholds
from pipeline.organisation.reader import read_organisation
from tests.organisation.builder import (
    ORGANISATION,
    SCALE_CODES,
    SCALES,
    SOURCE,
    UNITS,
    added,
    changed,
    write_organisation,
)
from tests.organisation.faults import faults_of


def read(folder: Path, **overrides: str | bytes | None) -> Organisation:
    return read_organisation(write_organisation(folder, **overrides))


def test_the_tiny_university(tmp_path: Path) -> None:
    tiny = read(tmp_path)
    assert (tiny.code, tiny.languages, tiny.reference_day) == ("tiny-university", ("nl", "en"), "last")
    assert (tiny.first_month, tiny.closed_through, tiny.thresholds) == (Month(2020, 1), None, Thresholds())
    assert tiny.root.code == "TU"
    assert [unit.code for unit in tiny.units] == ["TU", "GW", "GW-PSY", "GW-COM", "TN", "TN-NAT"]
    assert tuple(scale.code for scale in tiny.scales) == SCALE_CODES
    assert {band.code: band.scales for band in tiny.bands} == {
        "11-14": {"11", "12", "13", "14"},
        "15+": {"15", "16", "17", "18", "H2", "H1"},
    }
    assert tiny.attribute("gender").unknown == {"unknown"}
    assert tiny.attribute("gender").category_names == {"f": {"nl": "vrouw", "en": "woman"}}
    assert [(group.code, group.members) for group in tiny.groups] == [
        ("women", {"f"}),
        ("outside-europe", {"outside-europe"}),
    ]
    first, second = tiny.targets
    assert (first.share, first.decided_on, first.steps, first.units) == (0.08, date(2022, 11, 30), (), ("*",))
    assert [second.expected(Month(year, 12)) for year in (2021, 2023, 2024, 2026, 2027)] == [0.3, 0.3, 0.33, 0.36, 0.4]
    assert tiny.breaks[0].groups == ("outside-europe",)


def test_the_source_and_its_defaults(tmp_path: Path) -> None:
    source = read(tmp_path).sources[0]
    assert (source.max_bad_share, source.full_week_hours, source.fte_unit, source.decimal) == (
        0.02,
        38.0,
        "auto",
        "auto",
    )
    assert source.reference.title is not None
    assert source.reference.title.search("PEILDATUM: 31-12-2025")
    assert source.optional == {"origin"}
    assert set(source.tables) == {"unit", "scale", "personal_scale", "main_appointment", "gender", "origin"}
    assert source.total_rows[0][1].fullmatch("Subtotaal GW")


BOM = "\ufeff"
DIALECTS = {
    "mark at the start": (BOM + UNITS).encode(),
    "Windows-1252": UNITS.replace("Psychologie", "Psychologië").encode("windows-1252"),
    "commas": UNITS.replace(";", ",").encode(),
    "tabs": UNITS.replace(";", "\t").encode(),
    "Excel's unicode text": UNITS.replace(";", "\t").encode("utf-16"),
    "Windows line ends": UNITS.replace("\n", "\r\n").encode(),
    "old Mac line ends": UNITS.replace("\n", "\r").encode(),
    "quotes": UNITS.replace("Psychologie", '"Psychologie"').encode(),
    "empty rows and columns": UNITS.replace("\n", ";;\n").encode() + b";;;;;;;;;;;\n\n",
    "capitals in the heading": UNITS.replace("code;name_nl", "Code;Name_NL").encode(),
    "no row ends": UNITS.replace(";;;;;\n", "\n").encode(),
}


@pytest.mark.parametrize("content", DIALECTS.values(), ids=DIALECTS)
def test_units_as_they_get_saved(tmp_path: Path, content: bytes) -> None:
    plain = read(tmp_path / "plain")
    tiny = read(tmp_path / "saved", units=content)
    assert [(u.code, u.parent, u.kind) for u in tiny.units] == [(u.code, u.parent, u.kind) for u in plain.units]
    assert tiny.units[2].name["nl"].startswith("Psychologi")
    assert "�" not in tiny.units[2].name["nl"]


def test_an_organisation_of_one_language_with_a_fixed_reference_day(tmp_path: Path) -> None:
    text = ORGANISATION.replace('"last"', "15").replace('["nl", "en"]', '["en"]')
    tiny = read(
        tmp_path,
        organisation=text + 'closed_through = "2020-06"\n[thresholds]\nunit_jump_minimum = 5\nunit_jump = 0.5\n',
    )
    assert (tiny.languages, tiny.reference_day, tiny.closed_through) == (("en",), "15", Month(2020, 6))
    assert tiny.thresholds == Thresholds(unit_jump=0.5, unit_jump_minimum=5)


def test_the_root_may_stand_anywhere(tmp_path: Path) -> None:
    heading, *rows = UNITS.splitlines()
    tiny = read(tmp_path, units="\n".join([heading, *reversed(rows)]))
    assert [unit.code for unit in tiny.units] == ["TU", "TN-NAT", "TN", "GW-COM", "GW-PSY", "GW"]


def test_a_scale_without_words_is_called_by_its_code(tmp_path: Path) -> None:
    assert read(tmp_path, scales=SCALES + "19;;;;\n").scales[-1].name == {"nl": "19", "en": "19"}


def test_a_unit_that_moves_and_a_parent_in_two_spans(tmp_path: Path) -> None:
    moved = UNITS.replace(
        "TN-NAT;Natuurkunde;Physics;department;TN;;", "TN-NAT;Natuurkunde;Physics;department;TN;;2022-12"
    )
    moved = moved.replace("faculty;TU;;;;;\nTN-NAT", "faculty;TU;;2021-06;;;\nTN;T;T;faculty;TU;2021-07;;;;\nTN-NAT")
    tiny = read(tmp_path, units=moved + "TN-NAT;Natuurkunde;Physics;department;GW;2023-01;;;;\n")
    assert tiny.units_in(Month(2022, 12))["TN-NAT"].parent == "TN"
    assert tiny.units_in(Month(2023, 1))["TN-NAT"].parent == "GW"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        *[
            (text, "11")
            for text in ("11", " 11 ", "s11", "S 11", "schaal 11", "Salarisschaal 11", "11.0", "11,00", "011", "S011")
        ],
        *[(text, "10A") for text in ("10A", "10a", "10 a", "schaal 10A", "010A")],
        ("h2", "H2"),
        ("Schaal H2", "H2"),
        ("P", "P"),
        *[(text, None) for text in ("19", "sa", "11.5", "1 1", "", "11-14", "schaal", "s")],
    ],
)
def test_spellings_of_scales(tmp_path: Path, raw: str, code: str | None) -> None:
    assert read(tmp_path).sources[0].tables["scale"].lookup(raw) == code


def test_a_declared_scale_table_comes_first_and_codes_still_work(tmp_path: Path) -> None:
    table = "[tables.scale]\nvalues = { UD1 = '12', '11' = '13' }\npatterns = [ ['uhd *(\\d)', '1\\1'], ['hoogleraar.*', 'H1'] ]\n"
    scale = read(tmp_path, **changed("source", "[tables.gender]", table + "[tables.gender]")).sources[0].tables["scale"]
    found = [scale.lookup(raw) for raw in ("ud1", "11", "12", "UHD 4", "uhd 9", "Hoogleraar B", "s12")]
    assert found == ["12", "13", "12", "14", None, "H1", None]


def test_a_scale_with_leading_zero_keeps_it(tmp_path: Path) -> None:
    scale = read(tmp_path, scales=SCALES + "07;;;;\n").sources[0].tables["scale"]
    assert [scale.lookup(raw) for raw in ("07", "s07", "7", "008")] == ["07", "07", "7", "8"]


def test_units_by_code_name_alias_and_declared_value(tmp_path: Path) -> None:
    units = UNITS + "TN-PSY;Psychologie;Psychology of Machines;department;TN;;;;;\n"
    source = SOURCE.replace(
        "[tables.gender]", '[tables.unit]\nvalues = { Zielkunde = "GW-PSY" }\nignore = ["Totaal"]\n[tables.gender]'
    )
    unit = read(tmp_path, units=units, source=source).sources[0].tables["unit"]
    found = [
        unit.lookup(raw) for raw in ("gw-psy", "[fac.  GW]", "Physics", "zielkunde", "Psychologie", "psychology", "TX")
    ]
    assert found == ["GW-PSY", "GW", "TN-NAT", "GW-PSY", None, "GW-PSY", None]
    assert unit.ignore == {"totaal"}


def test_categories_marks_and_edges(tmp_path: Path) -> None:
    age = 'code = "age"\nname.nl = "Leeftijd"\ncategories = ["young", "old", "unknown"]\nunknown = ["unknown"]'
    groups = added("groups", "[[attribute]]", age)
    source = SOURCE.replace("[tables.gender]", '[tables.age]\nedges = [ [0, "young"], [35.5, "old"] ]\n[tables.gender]')
    source = source.replace('[tables.main_appointment]\nvalues = { J = "yes", N = "no" }\n', "")
    source = source.replace("gender = [", 'age = "Leeftijd"\ngender = [')
    tables = read(tmp_path, **groups, source=source).sources[0].tables
    assert [tables["gender"].lookup(raw) for raw in ("V", "f", "vrouw", "")] == ["f", "f", None, "unknown"]
    assert [tables["main_appointment"].lookup(raw) for raw in ("J", "x", "", "0", "2")] == [
        "yes",
        "yes",
        "no",
        "no",
        None,
    ]
    ages = ("35", "35,5", "-1", "nan", "inf", "1_0", "", "90")
    assert [tables["age"].lookup(raw) for raw in ages] == ["young", "old", None, None, None, None, None, "old"]


def test_a_source_of_counts_and_a_wide_source(tmp_path: Path) -> None:
    folder = write_organisation(tmp_path)
    (folder / "sources" / "counts.toml").write_text(
        'code = "counts"\nkind = "counts"\nfiles = "telling_*.csv"\nempty_counts = "zero"\nnot_available = ["NA", "n/b"]\n'
        '[reference]\nyear_column = ["Jaar"]\nmonth_column = ["Maand"]\n[columns]\ncount = ["Aantal"]\n[constants]\nunit = "TU"\n'
    )
    (folder / "sources" / "wide.toml").write_text(
        'code = "wide"\nkind = "wide"\nfiles = ["breed_*.xlsx"]\n[reference]\nfilename = "(\\\\d{4})"\nmonth_day = "12-31"\n'
        '[columns]\nunit = ["Eenheid"]\n[[wide]]\nheading = ["V"]\nmeasure = "headcount"\nattribute = "gender"\ncategory = "f"\n'
        '[[wide]]\nheading = ["Totaal"]\nmeasure = "headcount"\ntotal = true\n'
    )
    counts, _, wide = read_organisation(folder).sources
    assert (counts.files, counts.constants, counts.empty_counts) == (("telling_*.csv",), {"unit": "TU"}, "zero")
    assert counts.not_available == {"na", "n/b"}
    assert counts.reference.columns_year_month == (("Jaar",), ("Maand",))
    assert wide.reference.month_day == (12, 31)
    assert [(each.category, each.total) for each in wide.wide] == [("f", False), (None, True)]


def test_two_sources_may_not_share_a_code_or_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "again.toml").write_text(SOURCE)
    assert faults_of(tmp_path) == [
        "sources/hr-monthly.toml, line 1, code: 'hr-monthly' is there twice, first at sources/again.toml; keep one or give one another code",
        "sources/hr-monthly.toml, line 3, files: the pattern 'personeel_*.csv' is already used by source hr-monthly; a file can have one source only",
    ]


def test_a_percentage_where_a_share_belongs_is_worked_out(tmp_path: Path) -> None:
    assert faults_of(tmp_path, **changed("targets", "share = 0.08", 'share = "8,5%"')) == [
        'targets.toml, line 9, target[1].share: a share between 0 and 1 was expected, not "8,5%"; did you mean 0.085?'
    ]
