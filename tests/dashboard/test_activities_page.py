"""The page of activities: counted, filtered, written, brought in and taken along, for every reader."""

import re
import sqlite3
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pytest

from dashboard.access.people import Grant, Person
from dashboard.activities.listing import ON_A_PAGE
from dashboard.form import Form
from dashboard.parts.activities.intake import MOST_ROWS
from registers import (
    MOST_CHARACTERS,
    Activity,
    Author,
    activities,
    add,
    blank_out,
    bring_in_activities,
    change,
    history,
    new_key,
    one,
    open_registers,
    read_activities,
    remove,
)
from tests.dashboard.agreed import AUTHOR, NOW, days, registers_beside
from tests.dashboard.publication import write_publication
from tests.registers.drawn import ODD_TEXTS
from tests.registers.invented import HEADINGS, TEXT
from tests.registers.test_intake import as_csv
from tests.registers.test_seed import ACTIVITIES, SEED

UNIT, BELOW, OTHER = "EXU-BEH", "EXU-BEH-PSC", "EXU-ENG"
AMBASSADOR = Person("", (Grant("ambassador", frozenset({UNIT})),), "an-ambassador")
DEAN = Person("", (Grant("dean", frozenset({UNIT})),), "a-dean")
BOARD = Person("", (Grant("board"),), "a-board")
UNSIGNED = Person("", (Grant("ambassador", frozenset({UNIT})),), "")
READERS = {"dean": DEAN, "board": BOARD, "without a subject": UNSIGNED}
HOSTILE = (
    *ODD_TEXTS,
    "**vet** [x](http://a.example) :material/delete: $a$ `b`",
    "</details></li><script>alert(2)</script>",
)
ENTRIES = {
    "nobody": Activity(UNIT, "Vacaturemaatje", period="heel 2026", first_day=date(2026, 1, 1), theme="werving"),
    "neither": Activity(BELOW, "Kennismaking", who="ntb", period="ntb", theme="werving"),
    "fine": Activity(
        UNIT, "Leeskring", "Elke keer een boek.", who="dienst HR", period="2026", first_day=date(2026, 1, 1),
        phase="running", groups=("women",), bands=("15+",), targets=("women-11-14", "world-15up"),
    ),
    "whole": Activity("EXU", "Week van inclusie", who="bestuursstaf", period="ieder jaar", recurrence="yearly"),
    "theirs": Activity(OTHER, "Zzvandeander", who="Zziemand", period="2026", first_day=date(2026, 1, 1)),
    "gone": Activity("OUD", "Zzvanvroeger", who="HR", period="2020", first_day=date(2020, 1, 1)),
}  # fmt: skip


@pytest.fixture
def own(tmp_path):
    write_publication(tmp_path, months=2, identity="3f9a1c07d2")
    registers_beside(tmp_path, ENTRIES).close()
    return tmp_path


@pytest.fixture
def bare(tmp_path):
    write_publication(tmp_path, months=2, identity="3f9a1c07d2")
    registers_beside(tmp_path, {}).close()
    return tmp_path


@pytest.fixture
def reader(monkeypatch):
    def become(person):
        monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: person)

    return become


@pytest.fixture
def kept(tmp_path):
    opened = []

    def registers():
        opened.append(open_registers(tmp_path / "registers" / "registers.sqlite"))
        return opened[-1]

    yield registers
    for each in opened:
        each.close()


def at(walk, own, **params):
    return walk(own).go("activities", **{"lang": "nl", **params})


def form_at(walk, own, key, version=1, **params):
    return at(walk, own, form=Form("activity", key, version).code, **params)


def names(page):
    return re.findall(r'<h3 class="sc-h3" dir="auto">([^<]*)</h3>', page.html)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def fill(page, key, **typed):
    for field, text in typed.items():
        name = f"activity-{key}-{field}"
        kind = next(
            kind for kind in ("text_input", "text_area", "radio") if name in [each.key for each in page.test.get(kind)]
        )
        getattr(page.test, kind)(key=name).set_value(text)
    return page


def press(page, key):
    page.test.button(key=key).click()
    return page.again()


def save(page, key):
    return press(page, f"save-activity-{key}")


def bring(page, content, name="lijst.txt"):
    page.test.file_uploader[0].set_value((name, content, "text/plain"))
    return page.again()


# --- the title and what is to be done ------------------------------------------------------------------


def test_the_title_answers_and_the_work_is_counted(own, walk):
    page = at(walk, own)
    assert page.title == "6 activiteiten, waarvan 2 zonder eigenaar, datum of plan"
    said = plain(page.html)
    for kind in (
        "Nog iets te doen (2)",
        "Zonder eigenaar (2)",
        "eigenaar ontbreekt (1)",
        "eigenaar “ntb” (1)",
        "datum “ntb” (1)",
    ):
        assert kind in said
    assert "zwartgelakt" not in said  # of which there is none
    assert "Nog te doen: eigenaar nog te bepalen , datum nog te bepalen" in said
    assert names(page) == [
        "Kennismaking",
        "Vacaturemaatje",
        *sorted(["Leeskring", "Week van inclusie", "Zzvandeander", "Zzvanvroeger"]),
    ]


def test_each_activity_says_its_words_its_days_its_links_its_unit_and_its_history(own, walk):
    page = at(walk, own, find="leeskring", lang="en")
    said = plain(page.html)
    for column in (
        "What do we do?",
        "What does it mean?",
        "Aim",
        "Who",
        "Part of the organisation",
        "When?",
        "How to use",
        "Theme",
    ):
        assert f"<dt>{column}</dt>" in page.html
    for words in (
        "Elke keer een boek.", "Read as from 1 January 2026, under way", "Unit Behavioural Sciences", "Scale bands Scale 15 and up",
        "Targets Women in scales 11-14, 5% from scale 15 up", "History (1)", "15 January 2026 12:00 UTC, policy advisor: written down",
    ):  # fmt: skip
        assert words in said
    steps = re.findall(r"<ol>(.*?)</ol>", page.html)
    assert len(steps) == 1
    assert AUTHOR.subject not in steps[0]  # who it was is told by role


def test_a_source_is_said_as_file_and_line(bare, walk, kept):
    bring_in_activities(kept(), (TEXT.encode(), "a.txt"), (UNIT, {}), AUTHOR, NOW)
    assert "a.txt, regel 22" in at(walk, bare, find="verhaal").html


def test_what_was_erased_is_said(own, walk, kept):
    blank_out(kept(), "fine", "who", Author("command-line", "administrator"), NOW)
    page = at(walk, own, find="leeskring")
    assert "beheerder: uit alle versies gewist: Wie doet het?" in plain(page.html)
    assert "eigenaar zwartgelakt" in page.html
    assert "dienst HR" not in page.text


# --- filters -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"work": "owner"}, ["Kennismaking", "Vacaturemaatje"]),
        ({"work": "owner_open"}, ["Kennismaking"]),
        ({"work": "date"}, ["Kennismaking"]),
        ({"work": "open", "unit": BELOW}, ["Kennismaking"]),
        ({"unit": UNIT}, ["Kennismaking", "Vacaturemaatje", "Leeskring"]),
        ({"unit": BELOW}, ["Kennismaking"]),
        ({"phase": "running"}, ["Leeskring"]),
        ({"phase": "unset", "unit": UNIT}, ["Kennismaking", "Vacaturemaatje"]),
        ({"target": "world-15up"}, ["Leeskring"]),
        ({"group": "women"}, ["Leeskring"]),
        ({"group": "world"}, []),
        ({"find": "boek hr"}, ["Leeskring"]),
        ({"find": "WERVING"}, ["Kennismaking", "Vacaturemaatje"]),
        ({"by": "unit", "unit": UNIT}, ["Leeskring", "Vacaturemaatje", "Kennismaking"]),
    ],
)
def test_an_address_filters_and_opens_exactly_this_again(own, walk, asked, found):
    page = at(walk, own, **asked)
    assert names(page) == found
    assert page.title.startswith("Gedrag en Samenleving: 3") or "unit" not in asked or asked["unit"] != UNIT
    link = re.findall(r'class="sc-foot">.*?href="(activities\?[^"]*)"', page.html)[0]
    again = dict(pair.split("=", 1) for pair in link.split("?", 1)[1].replace("&amp;", "&").split("&"))
    assert (
        names(at(walk, own, **{name: value.replace("+", " ").replace("%2B", "+") for name, value in again.items()}))
        == found
    )
    if not found:
        assert "Geen activiteit past bij wat u koos." in page.info


def test_choosing_writes_the_address_and_begins_at_the_first_page(own, walk):
    page = at(walk, own, nr="3", phase="running")
    page.test.selectbox(key="phase").select("")
    page.test.selectbox(key="by").select("unit")
    page.test.selectbox(key="unit").select(UNIT)
    page.test.text_input(key="find").set_value("Leeskring")
    page.again()
    asked = page.test.query_params
    assert ("nr" in asked, "phase" in asked, asked["by"], asked["unit"], asked["find"]) == (
        False,
        False,
        "unit",
        UNIT,
        "Leeskring",
    )
    assert names(page) == ["Leeskring"]
    assert "1 van de 3 activiteiten" in page.html


def test_five_hundred_are_leafed_through_and_none_is_lost(bare, walk, kept):
    rows = [(f"Nummer {number:03d}", "x", "", "HR", "", "2026", "") for number in range(500)]
    bring_in_activities(kept(), (as_csv([HEADINGS, *rows]), "a.csv"), (UNIT, {}), AUTHOR, NOW)
    page, found = at(walk, bare), []
    for number in range(1, 21):
        page.go("activities", lang="nl", nr=str(number))
        assert len(names(page)) == ON_A_PAGE
        found += names(page)
    assert sorted(found) == [row[0] for row in rows]
    assert "476 tot en met 500 van 500" in page.html
    assert len(page.html) < 250_000
    assert names(page.go("activities", lang="nl", nr="99")) == found[-ON_A_PAGE:]
    assert page.files().keys() == {
        f"streefcijfer_{part}_{days(0)}.{kind}"
        for part in ("EXU_activiteiten", "activiteiten_leeg")
        for kind in ("csv", "xlsx")
    }
    assert page.files()[f"streefcijfer_EXU_activiteiten_{days(0)}.csv"].count("Nummer") == 500


# --- who sees and writes what --------------------------------------------------------------------------


def test_a_dean_reads_own_and_the_organisations_and_writes_nothing(own, walk, reader):
    reader(DEAN)
    page = at(walk, own)
    assert set(names(page)) == {"Vacaturemaatje", "Kennismaking", "Leeskring", "Week van inclusie"}
    everything = page.text + "".join(page.files().values())
    assert "Zz" not in everything
    assert names(at(walk, own, find="Zz")) == []


@pytest.mark.parametrize("who", READERS)
def test_who_may_not_write_finds_nothing_to_write_with(own, walk, reader, kept, who):
    reader(READERS[who])
    page = at(walk, own)
    assert names(page)
    assert not page.test.file_uploader
    assert "act-new" not in [each.key for each in page.test.button]
    assert "Wijzigen" not in page.html
    page = form_at(walk, own, "fine")
    assert "Leeskring" in page.html
    assert any("lezen, niet wijzigen" in each for each in page.info)
    assert not page.test.text_input
    assert "save-activity-fine" not in [each.key for each in page.test.button]
    page = at(walk, own, form=Form("activity", new_key(), 0).code)
    assert page.title == "Deze activiteit is er niet"
    assert not page.test.text_input


def test_the_board_reads_all(own, walk, reader):
    reader(BOARD)
    assert len(names(at(walk, own))) == 6


@pytest.mark.parametrize("key", ["theirs", "gone", "none"])
def test_a_form_of_somebody_elses_unit_is_answered_as_one_of_nothing(own, walk, reader, key):
    reader(AMBASSADOR)
    page = form_at(walk, own, key)
    assert (page.title, page.info[-1]) == (
        "Deze activiteit is er niet", "Zij bestaat niet, of zij is van een eenheid die niet voor u is.",
    )  # fmt: skip
    assert "Zz" not in page.text


def test_an_ambassador_reads_the_organisations_and_writes_own_only(own, walk, reader):
    reader(AMBASSADOR)
    assert not form_at(walk, own, "whole").test.text_input
    page = form_at(walk, own, "fine")
    unit = next(each for each in page.test.selectbox if each.label == "Eenheid")
    assert unit.options == ["Gedrag en Samenleving", "Psychologie en Communicatie", "Onderwijskunde", "Bestuurskunde"]


def test_a_target_of_others_is_not_named_and_not_lost(own, walk, reader, kept):
    reader(AMBASSADOR)
    value = replace(ENTRIES["fine"], targets=("zzdoel", "world-15up"))
    change(kept(), "fine", 1, value, AUTHOR, NOW)
    page = at(walk, own)
    assert "zzdoel" not in page.text + "".join(page.files().values())
    page = form_at(walk, own, "fine", 2)
    assert "zzdoel" not in page.text
    save(fill(page, "fine", who="decaan"), "fine")
    assert set(one(kept(), "fine", None).value.targets) == {"world-15up", "zzdoel"}


# --- forms ---------------------------------------------------------------------------------------------


def test_a_new_activity_is_written_with_its_days_and_links(bare, walk, kept):
    page = press(at(walk, bare, unit=UNIT), "act-new")
    code = page.test.query_params["form"]
    key = code.split(":")[1]
    fill(page, key, what="Buddy", who="dienst HR", period="maart tot juni 2027", meaning="Koppels.", phase="planned")
    choices = {each.label: each for each in page.test.multiselect}
    choices["Doelgroepen"].set_value(["women"])
    choices["Streefcijfers"].set_value(["world-15up"])
    save(page, key)
    assert "Bewaard." in page.html
    assert names(page) == ["Buddy"]
    found = one(kept(), key, None)
    assert found.value == Activity(
        UNIT, "Buddy", "Koppels.", who="dienst HR", period="maart tot juni 2027", first_day=date(2027, 3, 1),
        last_day=date(2027, 6, 30), phase="planned", groups=("women",), targets=("world-15up",),
    )  # fmt: skip
    assert (found.subject, found.role) == ("this-machine", "advisor")


def test_the_short_form_clears_the_finding(own, walk, kept):
    page = form_at(walk, own, "neither", work="owner", short="yes")
    assert page.title == "Eigenaar en datum invullen"
    assert len(page.test.text_input) == 2
    save(fill(page, "neither", who="opleidingsdirecteur", period="ieder kwartaal"), "neither")
    assert names(page) == ["Vacaturemaatje"]
    assert page.test.query_params["work"] == "owner"
    assert "form" not in page.test.query_params
    found = one(kept(), "neither", None).value
    assert (found.who, found.period, found.recurrence, found.theme) == (
        "opleidingsdirecteur",
        "ieder kwartaal",
        "quarterly",
        "werving",
    )
    steps = history(kept(), "neither", None)
    assert set(steps[-1].fields) == {"who", "period", "recurrence"}


def test_the_short_form_sent_empty_is_refused(own, walk, kept):
    page = form_at(walk, own, "neither", work="owner", short="yes")
    save(fill(page, "neither", who=" ", period=""), "neither")
    assert [each.value for each in page.test.error] == [
        "U vulde niets in, dus er is niets bewaard. Vul in wie het doet, of wanneer."
    ]
    assert page.title == "Eigenaar en datum invullen"
    assert one(kept(), "neither", None).version == 1


@pytest.mark.parametrize(
    ("who", "period", "said"),
    [
        ("HR", "31-02-2027", "Bewaard. Er is nog geen datum in te lezen: “31-02-2027”."),
        ("HR", "", "Bewaard. Er is nog geen datum."),
        ("ntb", "2027", "Bewaard. Er is nog geen eigenaar."),
        ("", "<b>ooit", "Bewaard. Er is nog geen eigenaar. Er is nog geen datum in te lezen: “&lt;b&gt;ooit”."),
        ("HR", "pva uitwerken", "Bewaard. Er is nog een plan te schrijven."),
        ("HR", "ieder jaar", "Bewaard.</p>"),
    ],
)
def test_on_saving_it_is_said_what_is_still_missing(own, walk, kept, who, period, said):
    page = form_at(walk, own, "neither", work="owner_open", short="yes")
    save(fill(page, "neither", who=who, period=period), "neither")
    assert said in page.html
    assert one(kept(), "neither", None).version == 2
    # Once: the next page does not begin with it again.
    assert "Bewaard." not in at(walk, own).html


def test_days_can_be_set_by_hand_and_are_checked(own, walk, kept):
    page = form_at(walk, own, "fine")
    save(fill(page, "fine", first_day="morgen"), "fine")
    assert any("Eerste dag: dit is geen datum" in each.value for each in page.test.error)
    save(fill(page, "fine", first_day="1-3-2027", last_day="1-2-2027"), "fine")
    assert any("Laatste dag: ligt voor het begin" in each.value for each in page.test.error)
    assert one(kept(), "fine", None).version == 1
    save(fill(page, "fine", last_day="1 mei 2027", recurrence="monthly"), "fine")
    found = one(kept(), "fine", None).value
    assert (found.first_day, found.last_day, found.recurrence) == (date(2027, 3, 1), date(2027, 5, 1), "monthly")


def test_days_are_left_empty_when_somebody_says_so(own, walk, kept):
    page = form_at(walk, own, "fine")
    page.test.checkbox[0].uncheck()
    save(fill(page, "fine", first_day="", period="2027"), "fine")
    assert one(kept(), "fine", None).value.first_day is None


def test_two_who_change_the_same_are_shown_both(own, walk, kept):
    page = form_at(walk, own, "fine", short="yes")
    fill(page, "fine", who="Zzvanmij")
    change(kept(), "fine", 1, replace(ENTRIES["fine"], who="Zzvanander", phase="done"), AUTHOR, NOW)
    save(page, "fine")
    said = plain(page.html)
    assert "Wie doet het? Zzvanmij Zzvanander" in said
    assert "Fase loopt afgerond" in said
    assert one(kept(), "fine", None).version == 2
    assert page.test.text_input(key="activity-fine-who").value == "Zzvanmij"
    press(page, "keep-mine-activity-fine")
    found = one(kept(), "fine", None)
    assert (found.version, found.value.who) == (3, "Zzvanmij")


def test_a_conflict_says_every_field_in_words(own, walk, kept):
    page = fill(form_at(walk, own, "fine"), "fine", who="Zzvanmij")
    theirs = replace(
        ENTRIES["fine"],
        unit=BELOW,
        recurrence="yearly",
        phase=None,
        targets=("world-15up",),
        first_day=date(2027, 1, 1),
    )
    change(kept(), "fine", 1, theirs, AUTHOR, NOW)
    save(page, "fine")
    said = plain(page.html)
    for words in (
        "Eenheid Gedrag en Samenleving Psychologie en Communicatie", "Eerste dag 1 januari 2026 1 januari 2027",
        "Hoe vaak elk jaar", "Fase loopt", "Streefcijfers Vrouwen in schaal 11-14, 5% vanaf schaal 15 5% vanaf schaal 15",
    ):  # fmt: skip
        assert words in said
    press(page, "take-theirs-activity-fine")
    assert page.test.text_input(key="activity-fine-who").value == "dienst HR"
    assert next(each for each in page.test.selectbox if each.label == "Eenheid").value == BELOW


def test_what_is_taken_off_meanwhile_is_told_and_nothing_is_done(own, walk, kept):
    page = form_at(walk, own, "fine")
    change(kept(), "fine", 1, replace(ENTRIES["fine"], who="ander"), AUTHOR, NOW)
    press(page, "remove-activity-fine")
    assert any("Iemand anders heeft dit intussen gewijzigd" in each.value for each in page.test.error)
    assert not one(kept(), "fine", None).removed


def test_removing_takes_it_off_the_list_and_it_can_be_put_back(own, walk, kept):
    page = press(form_at(walk, own, "fine"), "remove-activity-fine")
    assert "Weggehaald. U vindt haar terug" in page.html
    assert "Leeskring" not in names(page)
    assert "5 activiteiten" in page.title
    page.go("activities", lang="nl", work="removed")
    assert names(page) == ["Leeskring"]
    assert "Bekijken of terugzetten" in page.html
    page.go("activities", lang="nl", form="activity:fine:2")
    assert not page.test.text_input
    press(page, "restore-fine")
    assert "Leeskring" in names(page.go("activities", lang="nl"))
    assert [each.act for each in history(kept(), "fine", None)] == ["made", "removed", "restored"]


def test_leaving_keeps_nothing(own, walk, kept):
    page = form_at(walk, own, "fine", short="yes", work="owner")
    press(fill(page, "fine", who="Zzniet"), "cancel-activity-fine")
    assert names(page) == ["Kennismaking", "Vacaturemaatje"]
    assert not {"form", "short"} & set(page.test.query_params)
    assert one(kept(), "fine", None).version == 1


@pytest.mark.parametrize(
    "code", ["activity:fine:7", "activity:fine:0", "agreement:fine:1", "activity::1", "<b>", "conversation:x:1"]
)
def test_an_address_that_opens_no_form_is_a_page_all_the_same(own, walk, code):
    page = at(walk, own, form=code)
    assert page.title in ("Deze activiteit is er niet", "6 activiteiten, waarvan 2 zonder eigenaar, datum of plan")
    assert not any(each.key and each.key.startswith("activity-") for each in page.test.text_input)


# --- what people write ---------------------------------------------------------------------------------


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_text_wherever_they_stand(own, walk, kept, hostile):
    columns = ("what", "meaning", "aim", "who", "place", "period", "usage", "theme")
    add(kept(), "odd", Activity(UNIT, **dict.fromkeys(columns, hostile), source=f"{hostile}.csv:00001"), AUTHOR, NOW)
    page = at(walk, own, unit=UNIT, work="date_unread")
    assert "<script" not in page.html.split('class="sc-nav"')[-1].split("sc-lead")[-1].split('class="sc-foot"')[0]
    assert page.html.count(escape(hostile)) >= len(columns)
    # Nothing of it stands where Streamlit reads Markdown: only markup of our own and the fields of the form.
    said = [
        each.value
        for kind in ("title", "markdown", "info", "success", "error", "warning")
        for each in getattr(page.test, kind)
    ]
    assert not any(hostile in each for each in said)
    page.go("activities", lang="nl", form="activity:odd:1")
    save(fill(page, "odd", who="HR"), "odd")
    found = one(kept(), "odd", None).value
    # Every other column is as it was, to the letter.
    assert [getattr(found, name) for name in columns if name != "who"] == [hostile] * 7
    files = at(walk, own, unit=UNIT).files()
    table = next(text for name, text in files.items() if name.endswith(".csv"))
    assert any(row.words["meaning"] == hostile for row in read_activities(table.encode(), "a.csv").rows)


def test_a_hundred_thousand_characters_are_kept_shown_in_short_and_taken_along(own, walk, kept):
    long = "=lang <b>" + "é" * 100_000
    page = fill(form_at(walk, own, "fine"), "fine", meaning=long)
    save(page, "fine")
    assert one(kept(), "fine", None).value.meaning == long
    assert len(page.html) < 200_000
    assert "100.009 tekens" in page.html
    assert "langer dan een cel van Excel" in page.html
    files = page.files()
    assert [Path(name).suffix for name in files if "leeg" not in name] == [".csv"]
    rows = read_activities(next(iter(files.values())).encode(), "a.csv").rows
    assert long in [row.words["meaning"] for row in rows]


def test_what_cannot_be_kept_is_refused_by_its_name(own, walk, kept):
    page = fill(form_at(walk, own, "fine"), "fine", meaning="x" * (MOST_CHARACTERS + 1))
    save(page, "fine")
    assert any(each.value.startswith("Wat houdt het in?: is langer dan") for each in page.test.error)
    assert one(kept(), "fine", None).version == 1


# --- a table brought in --------------------------------------------------------------------------------


def test_a_table_is_shown_first_and_then_taken_in_once(bare, walk, kept):
    page = bring(at(walk, bare), TEXT.encode())
    assert "11 activiteiten in 15 regels; nog niets opgehaald" in page.html
    assert "Aan 5 daarvan is nog iets te doen" in page.html
    for said in (
        "regel 2: ## Overzicht van activiteiten",
        "regel 20: overleggen",
        "“Breed” (7) hoort bij",
        "“Kern” (4) hoort bij",
    ):
        assert said in page.html
    assert page.html.count("Wervingsmaatje (heet zoals de regel erboven)") == 1
    assert activities(kept(), None) == []
    boxes = [each for each in page.test.selectbox if each.label.startswith("Eenheid bij de woorden")]
    boxes[1].select(UNIT)
    next(each for each in page.test.selectbox if each.key == "act-unit").select(BELOW)
    press(page.again(), "act-take-in")
    assert "11 activiteiten gelezen: 11 toegevoegd, 0 stonden er al." in page.html
    assert page.title == "11 activiteiten, waarvan 5 zonder eigenaar, datum of plan"
    found = activities(kept(), None)
    assert {each.value.place: each.value.unit for each in found} == {"Breed": BELOW, "Kern": UNIT}
    assert not page.test.file_uploader[0].value
    # The same table again adds nothing.
    bring(page, TEXT.encode())
    next(each for each in page.test.selectbox if each.key == "act-unit").select(BELOW)
    [each for each in page.test.selectbox if each.label.startswith("Eenheid bij de woorden")][1].select(UNIT)
    press(page.again(), "act-take-in")
    assert "11 activiteiten gelezen: 0 toegevoegd, 11 stonden er al." in page.html
    assert activities(kept(), None) == found


def test_words_that_are_the_name_of_a_unit_are_proposed_as_that_unit(bare, walk, kept):
    rows = [("a", "", "", "HR", "onderwijskunde", "2026", ""), ("b", "", "", "HR", "Security", "2026", "")]
    page = press(bring(at(walk, bare), as_csv([HEADINGS, *rows]), "a.csv"), "act-take-in")
    assert {each.value.what: each.value.unit for each in activities(kept(), None)} == {
        "a": "EXU-BEH-EDU",
        "b": "EXU-ECS-SEC",
    }
    assert "2 toegevoegd" in page.html


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("person", [None, AMBASSADOR], ids=["everybody", "ambassador"])
def test_what_the_page_gave_comes_back_untouched_and_adds_nothing(own, walk, reader, kept, kind, person):
    """Over several units, one of them gone; an ambassador's holds what the organisation does, which is not theirs.

    With links, one of them to a target that is gone: an ambassador's file does not have it, and is no other for it.
    """
    linked = {"neither": {}, "fine": {"targets": ("world-15up", "zzdoel", "women-11-14")}}
    for key, changes in linked.items():
        change(kept(), key, 1, replace(ENTRIES[key], place="Economie en Recht", **changes), AUTHOR, NOW)
    there = activities(kept(), None)
    if person is not None:
        reader(person)
    page = at(walk, own)
    name = f"streefcijfer_EXU_activiteiten_{days(0)}.{kind}"
    content = page.offered[name]()
    (row,) = [row for row in read_activities(content, name).rows if row.words["what"] == "Leeskring"]
    said = [row.words[kind] for kind in ("groups", "bands", "targets")]
    assert said == ["women", "15+", f"world-15up, {'' if person else 'zzdoel, '}women-11-14"]
    bring(page, content, name)
    n = 4 if person is AMBASSADOR else 6
    assert f"Hiervan staan er al: {n}. Nieuw zijn er: 0." in page.html
    assert [each.key for each in page.test.selectbox if each.key and each.key.startswith("act-")] == []
    press(page, "act-take-in")
    assert f"{n} activiteiten gelezen: 0 toegevoegd, {n} stonden er al." in page.html
    assert activities(kept(), None) == there


def test_a_table_taken_out_before_somebody_worked_on_it_adds_nothing(own, walk, kept):
    page = at(walk, own)
    content = page.offered[f"streefcijfer_EXU_activiteiten_{days(0)}.csv"]()
    change(kept(), "neither", 1, replace(ENTRIES["neither"], who="opleidingsdirecteur", unit=UNIT), AUTHOR, NOW)
    there = activities(kept(), None)
    bring(page, content, "a.csv")
    assert "Hiervan staan er al: 6. Nieuw zijn er: 0." in page.html
    press(page, "act-take-in")
    assert activities(kept(), None) == there


LINKED = (*HEADINGS, "Doelgroepen (codes)", "Schaalgroepen (codes)", "Streefcijfers (codes)")
LUNCH = ("Lunch", "", "", "HR", "", "2026", "")


def test_a_link_that_was_changed_in_the_table_comes_in(own, walk, kept):
    there = activities(kept(), None)
    page = at(walk, own)
    content = page.offered[f"streefcijfer_EXU_activiteiten_{days(0)}.csv"]()
    bring(page, content.replace(b"women-11-14, world-15up", b"world-11-14; world-15up"), "a.csv")
    assert "Hiervan staan er al: 5. Nieuw zijn er: 1." in page.html
    assert "Gekoppeld aan doelgroepen, schaalgroepen of streefcijfers zijn er 1." in page.html
    press(page, "act-take-in")
    (added,) = [each.value for each in activities(kept(), None) if each not in there]
    assert (added.what, added.groups, added.bands) == ("Leeskring", ("women",), ("15+",))
    assert added.targets == ("world-11-14", "world-15up")
    assert {each.key for each in there} < {each.key for each in activities(kept(), None)}


def test_links_are_shown_by_their_names_before_and_after(bare, walk, kept):
    rows = [(*LUNCH, "women;world", "11-14", "world-15up"), (*LUNCH, "", "", "")]
    page = bring(at(walk, bare), as_csv([LINKED, *rows]), "a.csv")
    linked = "Vrouwen, Herkomst buiten Europa, Schalen 11-14, 5% vanaf schaal 15"
    names_of = [escape(name) for name in linked.split(", ")]
    assert f'data-head="Gekoppeld aan" class="sc-words">{"; ".join(names_of)}</td>' in page.html
    press(page, "act-take-in")
    found = {each.value.groups: (each.value.bands, each.value.targets) for each in activities(kept(), None)}
    assert found == {("women", "world"): (("11-14",), ("world-15up",)), (): ((), ())}
    assert all(name in page.html for name in names_of)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_codes_that_are_not_known_are_told_all_at_once_and_never_named(bare, walk, kept, language, caplog):
    bad = ("=zzformule", "women, <script>zz</script>", "world-15up, zzdoel")
    rows = [(*LUNCH, *(code if at == column else "" for at, code in enumerate(bad))) for column in range(3)]
    page = at(walk, bare, lang=language)
    bring(page, as_csv([LINKED, *rows]), "a.csv")
    told = {
        "nl": [
            "regel 2, kolom Doelgroepen (codes): hier niet bekend: code nummer 1 (van 1) in deze cel",
            "regel 3, kolom Schaalgroepen (codes): hier niet bekend: code nummer 1, 2 (van 2) in deze cel",
            "regel 4, kolom Streefcijfers (codes): hier niet bekend: code nummer 2 (van 2) in deze cel",
            "verbeter die, of haal die weg",
            "Welke codes bekend zijn, staat hierboven onder “Codes die u kunt invullen”.",
        ],
        "en": [
            "line 2, column Target groups (codes): not known here: code number 1 (of 1) in this cell",
            "line 3, column Scale bands (codes): not known here: code number 1, 2 (of 2) in this cell",
            "line 4, column Targets (codes): not known here: code number 2 (of 2) in this cell",
            "correct it, or take it out",
            "The codes that are known stand above, under “Codes you can fill in”.",
        ],
    }
    for said in told[language]:
        assert said in page.html
    assert page.html.count('role="alert"') == 1
    assert "zz" not in page.html.casefold()
    assert "zz" not in caplog.text.casefold()
    assert "act-take-in" not in [each.key for each in page.test.button]
    assert activities(kept(), None) == []


def test_a_target_that_is_gone_is_known_to_who_may_read_all_and_to_nobody_else(own, walk, reader, kept):
    change(kept(), "theirs", 1, replace(ENTRIES["theirs"], targets=("zzdoel",)), AUTHOR, NOW)
    content = as_csv([LINKED, (*LUNCH, "", "", "zzdoel")])
    assert "Nieuw zijn er: 1." in bring(at(walk, own), content, "a.csv").html
    reader(AMBASSADOR)
    page = bring(at(walk, own), content, "a.csv")
    assert "regel 2, kolom Streefcijfers (codes): hier niet bekend" in page.html
    assert "zzdoel" not in page.html


def test_the_codes_one_can_fill_in_are_listed_with_their_names(bare, walk):
    page = at(walk, bare)
    listed = page.html.split("Zoek hier de code op", 1)[1].split("</table>")[0]
    found = re.findall(r'scope="row">([^<]*)</th><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td>', listed)
    assert ("women", "Vrouwen", "Doelgroepen (codes)") in found
    assert ("15+", "Schaal 15 en hoger", "Schaalgroepen (codes)") in found
    assert ("world-15up", "5% vanaf schaal 15", "Streefcijfers (codes)") in found
    assert len(found) == len({code for code, _, _ in found})


def test_of_codes_that_are_forged_after_the_preview_nothing_is_taken_in(bare, walk, kept, monkeypatch):
    """The button brings in what was checked; the registers check once more."""
    page = bring(at(walk, bare), as_csv([LINKED, (*LUNCH, "zzgroep", "", "")]), "a.csv")
    assert "act-take-in" not in [each.key for each in page.test.button]
    monkeypatch.setattr("dashboard.parts.activities.intake.link_faults", lambda *_: [])
    press(page.again(), "act-take-in")
    assert "kolom Doelgroepen (codes): hier niet bekend" in page.html
    assert activities(kept(), None) == []


def test_the_code_of_a_unit_wins_and_one_that_is_unknown_is_asked_about(own, walk, kept):
    heads = (*HEADINGS, "Eenheid (code)")
    rows = [("a", "", "", "HR", "x", "2026", "", BELOW), ("b", "", "", "HR", "x", "2026", "", "ZZNIETS"),
            ("c", "", "", "HR", "", "2026", "", "")]  # fmt: skip
    page = bring(at(walk, own), as_csv([heads, *rows]), "a.csv")
    assert "Codes waarbij u eerst een eenheid kiest: 1." in page.html
    assert "act-take-in" not in [each.key for each in page.test.button]
    boxes = [each for each in page.test.selectbox if each.label.startswith("Eenheid bij de code")]
    assert [each.value for each in boxes] == [None]
    boxes[0].select(OTHER)
    page.again()
    assert "Hiervan staan er al: 0. Nieuw zijn er: 3." in page.html
    press(page, "act-take-in")
    found = {each.value.what: each.value.unit for each in activities(kept(), None)}
    assert (found["a"], found["b"], found["c"]) == (BELOW, OTHER, "EXU")


@pytest.mark.parametrize("code", [OTHER, "EXU", "ZZNIETS"])
def test_a_code_that_is_not_ones_own_is_never_written_about(own, walk, reader, kept, code):
    """The unit of somebody else is answered as one that does not exist."""
    reader(AMBASSADOR)
    there = activities(kept(), None)
    # Word for word what stands there of the other faculty: whoever may not read it is not told that it is there.
    known = ENTRIES["theirs"]
    row = (known.what, "", "", known.who, "", known.period, "", code)
    page = bring(at(walk, own), as_csv([(*HEADINGS, "Unit (code)"), row]), "a.csv")
    assert "Codes waarbij u eerst een eenheid kiest: 1." in page.html
    assert "act-take-in" not in [each.key for each in page.test.button]
    box = next(each for each in page.test.selectbox if each.label.startswith("Eenheid bij de code"))
    assert box.options == ["Gedrag en Samenleving", "Psychologie en Communicatie", "Onderwijskunde", "Bestuurskunde"]
    box.select(UNIT)
    press(page.again(), "act-take-in")
    assert [each.value.unit for each in activities(kept(), None) if each not in there] == [UNIT]


def test_the_headings_are_named_and_an_empty_table_can_be_taken(bare, walk):
    page = at(walk, bare)
    for heading in HEADINGS:
        assert heading.strip("?").casefold()[:9] in page.html.casefold(), heading
    for heading in ("Eenheid (code)", *LINKED[-3:]):
        assert f"“{heading}”" in page.html
    assert {Path(name).suffix for name in page.offered if "leeg" in name} == {".csv", ".xlsx"}
    for name, made in [(name, made) for name, made in page.offered.items() if "leeg" in name]:
        bring(page, made(), name)
        assert "Er staan geen activiteiten in deze tabel." in page.html
        assert "act-take-in" not in [each.key for each in page.test.button]


def test_an_ambassador_brings_in_for_own_units_only(bare, walk, reader, kept):
    reader(AMBASSADOR)
    row = ("a", "", "", "HR", "Beveiliging", "2026", "")
    page = bring(at(walk, bare), as_csv([HEADINGS, row]), "a.csv")
    boxes = [each for each in page.test.selectbox if each.key and each.key.startswith("act-")]
    assert boxes
    assert all("Beveiliging" not in option for each in boxes for option in each.options)
    press(page, "act-take-in")
    assert {each.value.unit for each in activities(kept(), None)} == {UNIT}


REFUSED = {
    "no headings": (b"a;b\n1;2\n", "a.csv", "geen rij gevonden met de zeven koppen"),
    "an odd row": (
        as_csv([HEADINGS, ("a",) * 9]),
        "a.csv",
        "a.csv, regel 2: deze rij heeft 9 cellen waar er 7 verwacht werden",
    ),
    "an unknown heading": (as_csv([(*HEADINGS, "Budget"), ("a",) * 8]), "a.csv", "kolom 8 heeft een onbekende kop"),
    "no workbook": (b"no workbook", "a.xlsx", "niet leesbaar als XLSX"),
    "a name of its own": (b"a;b", "<img src=x>**vet**.csv", "&lt;img src=x&gt;**vet**.csv"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_message(bare, walk, kept, name, caplog):
    content, file, said = REFUSED[name]
    page = bring(at(walk, bare), content, file)
    assert "De tabel is niet opgehaald. Er is niets veranderd." in page.html
    assert said in page.html
    assert page.html.count('role="alert"') == 1
    assert "<img" not in page.html
    assert "act-take-in" not in [each.key for each in page.test.button]
    assert activities(kept(), None) == []
    assert "no workbook" not in caplog.text


def test_many_faults_are_counted(bare, walk):
    page = bring(at(walk, bare), as_csv([HEADINGS, *[("a",) * 9] * 50]), "a.csv")
    assert "en nog 30 punten" in page.html


def test_a_text_that_cannot_be_kept_is_named_with_its_line_and_column(bare, walk, kept, caplog):
    rows = [("a", "", "", "HR", "", "2026", ""), ("b", "zzgeheim" + "x" * MOST_CHARACTERS, "", "", "", "", "")]
    page = press(bring(at(walk, bare), as_csv([HEADINGS, *rows]), "a.csv"), "act-take-in")
    assert "a.csv, regel 3, kolom Wat houdt het in?: is langer dan 120000 tekens" in page.html
    assert activities(kept(), None) == []
    assert "zzgeheim" not in caplog.text


def test_too_many_rows_are_not_taken_in(bare, walk):
    rows = [(f"a{number}", "", "", "", "", "", "") for number in range(MOST_ROWS + 1)]
    page = bring(at(walk, bare), as_csv([HEADINGS, *rows]), "a.csv")
    assert "Er staan 1.001 activiteiten in" in page.html
    assert "act-take-in" not in [each.key for each in page.test.button]


def test_a_file_that_is_too_large_is_not_read(bare, walk, monkeypatch):
    page = at(walk, bare)
    assert page.test.file_uploader[0].proto.max_upload_size_mb == 5
    # Whoever goes round the browser.
    monkeypatch.setattr("dashboard.parts.activities.intake.read_activities", None)
    bring(page, TEXT.encode().ljust((5 << 20) + 1))
    assert "Het bestand is groter dan 5 MB." in page.html


def test_of_many_places_the_first_are_asked_about(bare, walk, kept):
    rows = [(f"a{number}", "", "", "HR", f"plek {number}", "2026", "") for number in range(60)]
    page = bring(at(walk, bare), as_csv([HEADINGS, *rows]), "a.csv")
    assert len([each for each in page.test.selectbox if each.label.startswith("Eenheid bij")]) == 40
    assert "Er staan 60 verschillende woorden" in page.html
    assert "en nog 10" in page.html
    press(page, "act-take-in")
    assert {each.value.unit for each in activities(kept(), None)} == {"EXU"}


def test_whoever_lost_the_right_meanwhile_takes_nothing_in(bare, walk, reader, kept, monkeypatch):
    page = bring(at(walk, bare), TEXT.encode())
    monkeypatch.setattr("dashboard.parts.activities.intake.author_of", lambda *_: None)
    reader(DEAN)
    press(page, "act-take-in")
    assert activities(kept(), None) == []
    assert "11 activiteiten gelezen" not in page.html


def test_the_table_of_the_ministry_comes_in_through_the_page(bare, walk, kept):
    if not SEED.is_file():
        pytest.skip("the folder with the ministry's table is not present")
    page = press(bring(at(walk, bare), SEED.read_bytes(), SEED.name), "act-take-in")
    assert page.title == "24 activiteiten, waarvan 9 zonder eigenaar, datum of plan"
    assert len(activities(kept(), None)) == ACTIVITIES
    said = plain(page.html)
    for kind in ("Zonder eigenaar (6)", "eigenaar “ntb” (2)", "eigenaar zwartgelakt (4)", "datum ontbreekt (1)",
                 "plan van aanpak te schrijven (4)", "Nog in te vullen woorden (4)"):  # fmt: skip
        assert kind in said
    page.go("activities", lang="nl", work="owner")
    assert len(names(page)) == 6
    files = page.go("activities", lang="nl").files()
    table = next(text for name, text in files.items() if name.endswith(".csv"))
    assert len(read_activities(table.encode(), "a.csv").rows) == ACTIVITIES


# --- when there is nothing, or it cannot be read -------------------------------------------------------


def test_an_empty_register_says_how_to_begin(bare, walk, reader):
    page = at(walk, bare)
    assert page.title == "Er staan nog geen activiteiten"
    assert any("Schrijf een activiteit op" in each for each in page.info)
    assert page.test.file_uploader
    reader(DEAN)
    assert any("Zodra iemand een activiteit opschrijft" in each for each in at(walk, bare).info)


@pytest.mark.parametrize("params", [{}, {"form": "activity:fine:1"}, {"unit": UNIT}])
def test_registers_that_are_not_made_or_not_readable_leave_the_page_whole(tmp_path, walk, params):
    write_publication(tmp_path, months=2, identity="none")
    page = at(walk, tmp_path, **params)
    assert [each.value for each in page.test.warning if "registers upgrade" in each.value]
    assert page.title
    assert "none<br>" in page.html
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "registers.sqlite").write_bytes(b"no database at all, but as long as one " * 50)
    page.go("activities", lang="nl", **params)
    assert len(page.test.warning) == 1
    assert "none<br>" in page.html


def test_registers_that_go_away_while_somebody_saves_keep_what_was_typed(own, walk, monkeypatch):
    page = fill(form_at(walk, own, "fine"), "fine", who="Zzgetypt")
    with sqlite3.connect(own / "registers" / "registers.sqlite") as other:
        other.execute("UPDATE alembic_version SET version_num = '0001'")
    monkeypatch.setattr(
        "dashboard.parts.forms.saving.registers_of", lambda _: open_registers(own / "registers" / "registers.sqlite")
    )
    page.again()
    assert len(page.test.warning) == 1
    assert "3f9a1c07d2<br>" in page.html


def test_removed_ones_are_told_to_nobody_who_may_not_see_their_unit(own, walk, reader, kept):
    remove(kept(), "theirs", 1, AUTHOR, NOW)
    reader(DEAN)
    page = at(walk, own, work="removed")
    assert names(page) == []
    assert "Weggehaald (1)" not in page.html
