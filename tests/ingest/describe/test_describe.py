"""An unknown export is described: what is recognised, asked, missing and refused; and nothing of a person is shown."""

import random
import re
import tomllib
from datetime import date

import pytest

from pipeline.faults import LANGUAGES
from pipeline.ingest.describe import describe, messages
from pipeline.ingest.keep import keep
from pipeline.ingest.layout import choose
from pipeline.ingest.mapping.rows import map_export
from pipeline.ingest.pseudonym import Rehasher
from pipeline.organisation.reader import read_organisation
from tests.ingest.screen.sheets import sheet
from tests.organisation.builder import GROUPS, write_organisation

TITLE = ("Personeelsoverzicht Kleine Universiteit", "Peildatum: 31-12-2025   afgedrukt 05-01-2026")
UNITS = ("Psychologie", "Communicatie", "Natuurkunde", "GW-fac")
AGE = (
    GROUPS
    + """
[[attribute]]
code = "age"
name.nl = "Leeftijd"
name.en = "Age"
categories = ["under-35", "35-54", "55-plus", "unknown"]
unknown = ["unknown"]
"""
)


@pytest.fixture
def tiny(tmp_path):
    return read_organisation(write_organisation(tmp_path / "tiny", source=None))


def dutch(rows=200, seed=1, **other):
    draw = random.Random(seed)
    columns = {
        "[Organisatorische eenheid] ": [draw.choice(UNITS) for _ in range(rows)],
        "Pseudoniem": [f"{draw.getrandbits(40):010x}" for _ in range(rows)],
        "[Indicatie hoofdaanstelling]": [draw.choice("JJJN") for _ in range(rows)],
        "Functieschaal": [f"schaal {draw.choice((9, 10, 11, 12, 13, 14))}" for _ in range(rows)],
        "Salarisschaal": [draw.choice(("10A", "11", "12", "H2", "P")) for _ in range(rows)],
        "Deeltijdfactor": [draw.choice(("1", "0,8", "0,5", "0,9474")) for _ in range(rows)],
        "Geslacht": [draw.choice("VM") for _ in range(rows)],
        "Herkomst": [draw.choice(("Nederland", "Europa", "Buiten Europa", "Onbekend", "")) for _ in range(rows)],
        "Datum in dienst": [f"{draw.randrange(1, 28):02d}-0{draw.randrange(1, 9)}-{draw.randrange(1990, 2025)}" for _ in range(rows)],
    }  # fmt: skip
    return columns | other


def described(columns, organisation, filename="personeel_2025-12.csv", title=TITLE):
    found = describe((sheet(columns, title=title),), filename, organisation)
    return found, tomllib.loads(found.source_toml())


def codes(faults):
    return {fault.code for fault in faults}


def test_a_realistic_dutch_export_is_recognised_without_a_question(tiny):
    found, source = described(dutch(), tiny)
    assert found.sure, found.text("en")
    assert source["kind"] == "people"
    assert source["files"] == ["personeel_*.csv"]
    assert source["decimal"] == ","
    assert source["fte"] == {"unit": "fraction", "full_week_hours": 38}
    assert {field: headings[0].strip() for field, headings in source["columns"].items()} == {
        "unit": "[Organisatorische eenheid]", "pseudonym": "Pseudoniem", "main_appointment": "[Indicatie hoofdaanstelling]", "scale": "Functieschaal",
        "personal_scale": "Salarisschaal", "fte": "Deeltijdfactor", "gender": "Geslacht", "origin": "Herkomst",
    }  # fmt: skip
    assert source["tables"]["origin"]["values"] == {
        "Nederland": "nl",
        "Europa": "europe",
        "Buiten Europa": "outside-europe",
        "Onbekend": "unknown",
    }
    assert source["tables"]["gender"]["values"] == {"V": "f", "M": "m", "X": "x", "O": "unknown"}
    assert re.search(source["reference"]["title"], TITLE[1])[1] == "31-12-2025"


def test_the_proposed_source_is_read_without_faults_and_maps_every_row(tiny, tmp_path):
    export = sheet(dutch(), title=TITLE)
    text = describe((export,), "personeel_2025-12.csv", tiny).source_toml()
    organisation = read_organisation(write_organisation(tmp_path / "again", source=text))
    kept = keep(choose([export], "personeel_2025-12.csv", organisation), "personeel_2025-12.csv", Rehasher(b"secret"))
    mapped = map_export(kept, organisation.sources[0], organisation, date(2026, 1, 10))
    assert str(mapped.month) == "2025-12"
    for field in ("unit", "scale", "personal_scale", "fte", "gender", "origin", "main_appointment"):
        assert not mapped.coded[field].bad().any(), field


def test_age_becomes_bands_by_their_edges(tmp_path):
    organisation = read_organisation(write_organisation(tmp_path / "aged", source=None, groups=AGE))
    _, source = described(dutch(Leeftijd=[str(age) for age in range(20, 67)]), organisation)
    assert source["columns"]["age"] == ["Leeftijd"]
    assert source["tables"]["age"]["edges"] == [[0, "under-35"], [35, "35-54"], [55, "55-plus"]]


def test_year_of_birth_is_a_question(tmp_path):
    organisation = read_organisation(write_organisation(tmp_path / "aged", source=None, groups=AGE))
    found, source = described(dutch(Geboortejaar=["1980", "1990"]), organisation)
    assert "birth_year" in codes(found.questions)
    assert "age" not in source["columns"]


@pytest.mark.parametrize("heading", ["geslacht", "Gender", "SEX", "m/v", "Geslachtscode"])
def test_synonyms_of_gender(tiny, heading):
    columns = dutch()
    columns[heading] = columns.pop("Geslacht")
    _, source = described(columns, tiny)
    assert source["columns"]["gender"] == [heading]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("oe_kort_nm", "unit"), ("Afdeling", "unit"), ("Department", "unit"), ("Faculteit", "unit"), ("loonschaal", "scale"), ("Schaal", "scale"), ("Grade", "scale"),
     ("deelb_perc", "fte"), ("deeltijdpercentage", "fte"), ("FTE", "fte"), ("Hoofdaanstelling", "main_appointment"), ("pers_pseudo", "pseudonym")],
)  # fmt: skip
def test_synonyms_of_our_fields(tiny, heading, field):
    old = {
        "unit": "[Organisatorische eenheid] ",
        "scale": "Functieschaal",
        "fte": "Deeltijdfactor",
        "main_appointment": "[Indicatie hoofdaanstelling]",
        "pseudonym": "Pseudoniem",
    }
    columns = dutch()
    del columns["Salarisschaal"]
    columns[heading] = columns.pop(old[field])
    _, source = described(columns, tiny)
    assert source["columns"][field] == [heading]


def test_a_unit_column_is_found_by_its_values_alone(tiny):
    columns = dutch()
    columns["Kolom 7"] = columns.pop("[Organisatorische eenheid] ")
    found, source = described(columns, tiny)
    assert source["columns"]["unit"] == ["Kolom 7"]
    assert "field_unsure" in codes(found.questions)


@pytest.mark.parametrize(
    ("values", "heading", "unit"),
    [(("100", "80", "50"), "Deeltijdpercentage", "percent"), (("1", "0.8"), "fte", "fraction"), (("38", "32", "20"), "Uren per week", "hours"), (("38", "32"), "Omvang", "hours"), (("100", "60"), "Omvang", "percent")],
)  # fmt: skip
def test_the_unit_of_fte(tiny, values, heading, unit):
    columns = dutch()
    del columns["Deeltijdfactor"]
    found, source = described(columns | {heading: values}, tiny)
    assert source["fte"]["unit"] == unit
    assert ("fte_unit" in codes(found.questions)) == (unit == "hours")


def test_a_total_row_is_left_out_and_does_not_decide_the_unit_of_fte(tiny):
    columns = {
        heading: [*cells, last]
        for (heading, cells), last in zip(dutch().items(), ("Totaal", "", "", "", "", "163,2", "", "", ""), strict=True)
    }
    found, source = described(columns, tiny)
    assert source["total_rows"][0]["column"] == "unit"
    assert re.fullmatch(source["total_rows"][0]["pattern"], "totaal")
    assert "Totaalrijen, weggelaten, in: unit" in found.text("nl")
    assert source["fte"]["unit"] == "fraction"
    assert "odd_values" not in codes(found.questions)


@pytest.mark.parametrize(
    ("title", "filename", "place"),
    [
        (("Stand per 31 december 2025",), "export.csv", "title"), (("Peildatum 31.12.2025",), "export.csv", "title"), ((), "personeel_202512.csv", "filename"), ((), "staff 2025-12-31.csv", "filename"),
        ((), "personeel december 2025.csv", "filename"), ((), "personeel_december_2025.csv", "filename"), ((), "personeel_31-12-2025.csv", "filename"), ((), "HR2025.csv", "filename"),
    ],
)  # fmt: skip
def test_where_the_reference_date_stands(tiny, tmp_path, title, filename, place):
    export = sheet(dutch(), title=title)
    text = describe((export,), filename, tiny).source_toml()
    assert place in tomllib.loads(text)["reference"]
    organisation = read_organisation(write_organisation(tmp_path / "again", source=text))
    kept = keep(choose([export], filename, organisation), filename, Rehasher(b"secret"))
    assert str(map_export(kept, organisation.sources[0], organisation, date(2026, 1, 10)).month) == "2025-12"


def test_the_reference_date_in_columns_goes_before_all_else(tiny):
    _, source = described(dutch(Peildatum=["31-12-2025"]), tiny)
    assert source["reference"] == {"column": ["Peildatum"]}
    _, source = described(dutch(Jaar=["2025"], Maand=["12"]), tiny)
    assert source["reference"] == {"year_column": ["Jaar"], "month_column": ["Maand"]}


def test_what_is_missing_is_said_and_the_file_still_parses(tiny):
    found, source = described({"Kolom": ["a", "b"], "Geslacht": ["V", "M"]}, tiny, filename="export.csv", title=())
    assert {"no_unit", "no_scale", "no_reference", "no_attribute"} <= codes(found.missing)
    assert "# unit" in found.source_toml()
    assert source["columns"] == {"gender": ["Geslacht"]}


def test_counts_are_a_row_per_combination(tiny):
    columns = {
        "Afdeling": ["Psychologie", "Natuurkunde"],
        "Schaal": ["11", "12"],
        "Geslacht": ["V", "M"],
        "Aantal": ["12", "7", "-", ""],
    }
    found, source = described(columns, tiny)
    assert source["kind"] == "counts"
    assert source["columns"]["count"] == ["Aantal"]
    assert source["not_available"] == ["-"]
    assert source["empty_counts"] == "not_available"
    assert not found.missing


def test_wide_counts_per_scale_and_per_category(tiny):
    columns = {
        "Eenheid": ["Psychologie", "Natuurkunde"],
        "Schaal 11; Headcount": ["4"],
        "Schaal 11; FTE": ["3,5"],
        "Schaal 10A; Headcount": ["2"],
        "Vrouwen aantal": ["3"],
        "Totaal aantal": ["6"],
        "Salariskosten": ["100"],
    }
    _, source = described(columns, tiny)
    assert source["kind"] == "wide"
    assert [{**each, "heading": each["heading"][0]} for each in source["wide"]] == [
        {"heading": "Schaal 11; Headcount", "measure": "headcount", "scale": "11"}, {"heading": "Schaal 11; FTE", "measure": "fte", "scale": "11"},
        {"heading": "Schaal 10A; Headcount", "measure": "headcount", "scale": "10A"}, {"heading": "Vrouwen aantal", "measure": "headcount", "attribute": "gender", "category": "f"},
        {"heading": "Totaal aantal", "measure": "headcount", "total": True},
    ]  # fmt: skip


def test_counts_of_the_whole_organisation_need_no_unit(tiny):
    found, source = described({"Schaal": ["11", "12"], "Geslacht": ["V", "M"], "Aantal": ["12", "7"]}, tiny)
    assert source["constants"] == {"unit": "TU"}
    assert "one_unit" in codes(found.questions)


def test_frequent_unknown_units_are_asked_for_with_the_nearest_name_and_rare_ones_stay_patterns(tiny):
    columns = dutch()
    columns["[Organisatorische eenheid] "] = (
        ["Psychologi"] * 50 + ["Oude naam"] * 10 + ["Geheim 7"] * 2 + ["Natuurkunde"] * 138
    )
    found, _ = described(columns, tiny)
    text = found.source_toml()
    assert '# CHECK: values also Psychologi = "GW-PSY"' in text
    assert '# CHECK: values also "Oude naam" = "?"' in text
    assert "Geheim" not in text + found.text("en") + found.text("nl")
    assert "Aaaaaa 9" in text


def test_rare_codes_are_never_written(tiny):
    columns = dutch()
    columns["Herkomst"] = ["Nederland"] * 190 + ["Q7"] * 6 + ["Zeldzaam"] * 4
    found, source = described(columns, tiny)
    everything = found.source_toml() + found.text("nl") + found.text("en")
    assert source["tables"]["origin"]["values"] == {"Nederland": "nl"}
    assert 'Q7 = "?"' in everything
    assert "Zeldzaam" not in everything


def test_digits_for_gender_get_their_usual_meaning_and_a_question(tiny):
    found, source = described(dutch(Geslacht=["1", "2"]), tiny)
    assert source["tables"]["gender"]["values"] == {"1": "m", "2": "f"}
    assert "by_custom" in codes(found.questions)


def test_identifiers_are_reported_and_never_mapped(tiny):
    found, source = described(dutch(BSN=["12"], Naam=["qq"], Toelichting=["bel j.jansen@uni.nl"]), tiny)
    assert codes(found.refused) == {"identifier_bsn", "identifier_name", "identifier_email"}
    assert not found.sure
    assert not {"BSN", "Naam", "Toelichting"} & {headings[0] for headings in source["columns"].values()}


def test_a_staff_number_is_proposed_as_pseudonym_with_a_question(tiny):
    columns = dutch()
    columns["Personeelsnummer"] = columns.pop("Pseudoniem")
    found, source = described(columns, tiny)
    assert source["columns"]["pseudonym"] == ["Personeelsnummer"]
    assert codes(found.questions) == {"staff_number"}
    assert not found.refused


def test_no_text_of_a_person_is_ever_shown(tiny):
    secret = [f"Geheime opmerking {number}x" for number in range(200)]
    columns = dutch(Opmerking=secret)
    found, _ = described(columns, tiny, title=("Opgesteld door Jansen-Geheim", *TITLE))
    everything = found.source_toml() + "".join(found.text(language) for language in LANGUAGES)
    assert "Geheim" not in everything
    assert "afgedrukt" not in everything
    assert not any(pseudonym in everything for pseudonym in columns["Pseudoniem"])


def test_a_person_in_the_place_of_the_headings_is_not_shown(tiny):
    found, _ = described({"j.jansen@uni.nl": ["x", "yy"], "Geslacht": ["V", "M"]}, tiny)
    assert codes(found.refused) == {"identifier_no_heading"}
    assert "jansen" not in (found.source_toml() + found.text("nl")).casefold()


def test_hostile_headings_and_names_still_make_valid_toml(tiny):
    columns = {
        'Eenheid"\\ \n[x]': ["Psychologie"],
        "Schaal '''": ["11"],
        "Geslacht\x7f\t#": ["V", 'M"'],
        "": ["q"],
        "Aantal = 1": ["x"],
    }
    found = describe((sheet(columns, name="blad'1"), sheet({"a": ["b"]}, name="x")), "a'b\"[c]*.csv", tiny)
    source = tomllib.loads(found.source_toml())
    assert source["columns"]["unit"] == ['Eenheid"\\ \n[x]']
    assert source["sheet"] == "^blad'1$"


def test_the_same_heading_twice_is_a_question(tiny):
    export = sheet({"Afdeling": ["Psychologie"], "Schaal": ["11"], "Geslacht": ["V"], "geslacht ": ["V"]})
    assert "double_heading" in codes(describe((export,), "a.csv", tiny).questions)


def test_the_best_of_several_sheets_is_taken_and_hidden_ones_are_not(tiny):
    sheets = (sheet({"Toelichting": ["a"]}, name="Voorblad"), sheet(dutch(), name="Gegevens", title=TITLE))
    found = describe(sheets, "personeel.xlsx", tiny)
    assert tomllib.loads(found.source_toml())["sheet"] == "^Gegevens$"


def test_without_an_organisation_much_is_recognised_all_the_same():
    found, source = described(dutch(), None)
    assert {"unit", "scale", "fte", "gender", "pseudonym"} <= set(source["columns"])
    assert "no_organisation" in codes(found.questions)


def test_a_source_that_exists_is_pointed_at_and_its_code_not_taken(tmp_path):
    organisation = read_organisation(write_organisation(tmp_path / "tiny"))
    found, source = described(dutch(), organisation)
    assert "source_exists" in codes(found.questions)
    assert source["code"] not in {each.code for each in organisation.sources}
    found, _ = described(dutch(), organisation, filename="iets_anders_2025-12.csv")
    assert "source_exists" not in codes(found.questions)


def test_nothing_at_all_and_no_rows(tiny):
    empty = describe((), "a.csv", tiny)
    assert (empty.source_toml(), empty.sure) == ("", False)
    assert "no table" in empty.text("en")
    found, _ = described({"Afdeling": [], "Schaal": [], "Geslacht": []}, tiny)
    assert "no_rows" in codes(found.missing)


def test_messages_have_the_same_places_in_both_languages():
    for name, message in vars(messages).items():
        for each in message.values() if isinstance(message, dict) and name.isupper() else [message]:
            if isinstance(each, messages.Message):
                assert set(re.findall(r"{(\w+)}", each.en)) == set(re.findall(r"{(\w+)}", each.nl)), name


def test_the_only_scale_of_a_file_is_the_scale_with_a_question(tiny):
    columns = dutch()
    columns["Persoonlijke schaal"] = columns.pop("Salarisschaal")
    del columns["Functieschaal"]
    found, source = described(columns, tiny)
    assert source["columns"]["scale"] == ["Persoonlijke schaal"]
    assert "field_unsure" in codes(found.questions)


def test_a_count_of_those_who_are_something_is_the_yes_of_that_attribute(tmp_path):
    groups = (
        GROUPS
        + """
[[attribute]]
code = "vm"
name.en = "Visible minority"
name.nl = "Zichtbare minderheid"
categories = ["yes", "no"]
unknown = []

[[attribute]]
code = "pwd"
name.en = "PwD"
name.nl = "PwD"
categories = ["low", "high"]
unknown = []
"""
    )
    organisation = read_organisation(write_organisation(tmp_path / "vm", source=None, groups=groups))
    columns = {"salary_range": ["11", "12"], "count_all": ["9", "8"], "count_vm": ["3", "2"], "count_pwd": ["1", "0"]}
    found, source = described(columns, organisation, title=())
    assert source["wide"][1] == {"heading": ["count_vm"], "measure": "headcount", "attribute": "vm", "category": "yes"}
    assert len(source["wide"]) == 2
    assert "wide_open" in codes(found.questions)


def test_several_reference_dates_are_a_question(tiny):
    found, _ = described(dutch(Peildatum=["31-12-2025", "30-11-2025"]), tiny)
    assert "reference_unsure" in codes(found.questions)
    found, source = described(dutch(), tiny, title=("Snapshot 2025", "Datum 2025-12-31"))
    assert re.search(source["reference"]["title"], "Datum 2025-12-31")[1] == "2025-12-31"


def test_the_report_names_the_sheet_when_there_are_more(tiny):
    sheets = (sheet(dutch(), name="Gegevens"), sheet({"a": ["b"]}, name="Voorblad"))
    assert "blad Gegevens" in describe(sheets, "a.xlsx", tiny).text("nl")
    assert "can be used as it is" in described(dutch(), tiny)[0].text("en")


def test_a_column_of_not_quite_numbers_is_no_fte(tiny):
    found, source = described(dutch(Deeltijdfactor=["hele week", "halve week"]), tiny)
    assert "fte" not in source["columns"]
    assert codes(found.questions) == {"no_fte"}
