"""The page of talks: what waits, the calendar, its filter, its rhythm forms, its file; for every reader."""

import json
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from icalendar import Calendar

from dashboard.access.people import Grant, Person
from dashboard.wording.words import Words
from pipeline.published import schema
from registers import Rhythm, add, add_all, change, rhythm_key, rhythms
from tests.dashboard.agreed import AUTHOR, NOW, agreement, days, every_stand, registers_beside, rhythm, talk
from tests.dashboard.publication import write_publication

EN, NL = Words("en"), Words("nl")
DEAN = Person("", (Grant("dean", frozenset({"EXU-BEH"})),), "dean")
AMBASSADOR = Person("", (Grant("ambassador", frozenset({"EXU-BEH", "EXU-ENG"})),), "ambassador")
BOARD = Person("", (Grant("board"),), "board")
UNSIGNED = Person("", (Grant("ambassador"),), "")
HOSTILE = '<img src=x onerror=alert(1)>"&\u202e=1+1'


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A publication with every stand beside it; nobody changes it."""
    processed = tmp_path_factory.mktemp("told")
    write_publication(processed, months=2)
    registers_beside(processed, every_stand()).close()
    return processed


@pytest.fixture
def own(tmp_path):
    """The same, to write in."""
    write_publication(tmp_path, months=2)
    return tmp_path


def rows(page, caption):
    """The table of this caption: code of the unit -> its cells, as words."""
    found = re.search(rf"<caption>{caption}[^<]*</caption>.*?<tbody[^>]*>(.*?)</tbody>", page.html, re.DOTALL)
    if found is None:
        return {}
    table = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", found[1], re.DOTALL):
        cells = [
            re.sub(r"<[^>]*>", "", each).strip() for each in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        table[cells[0].split()[-1]] = cells
    return table


def arranged(page):
    return rows(page, "Units with a rhythm or a conversation") or rows(page, "Eenheden met een ritme")


def others(page):
    return rows(page, "Units without a rhythm") or rows(page, "Eenheden zonder ritme")


def waits(page):
    """Every line of the reminder list: its words, and the address it leads to (empty without)."""
    items = re.findall(
        r"<li>(.*?)</li>", "".join(re.findall(r'<ul class="sc-standings">(.*?)</ul>', page.html, re.DOTALL))
    )
    return [
        (re.sub(r"<[^>]*>", " ", each).strip(), (re.findall(r'href="([^"]*)"', each) or [""])[0].replace("&amp;", "&"))
        for each in items
    ]


def asks(address):
    """The page and the parameters of an address."""
    parts = urlsplit(address)
    return parts.path, {name: value[0] for name, value in parse_qs(parts.query).items()}


def opening(page):
    """The links that open a form."""
    return re.findall(r'href="[^"]*#form"', page.html)


def as_reader(monkeypatch, person):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: person)


# --- the calendar --------------------------------------------------------------------------------------


def test_every_stand_is_said_in_words_beside_its_mark_with_its_days(told, walk):
    page = walk(told).go("talks", lang="en")
    day = EN.day
    assert {code: cells[1:] for code, cells in arranged(page).items()} == {
        "EXU-ENG": ["overdue", "", "", day(days(-40)), "every year"],
        "EXU-BEH": ["to plan", "", "", day(days(30)), "every year"],
        "EXU-SCI": ["planned, later than due", "", day(days(21)), day(days(-400)), "every year"],
        "EXU-GEO": ["held", day(days(-20)), "", day(_half_a_year_after(days(-20))), "every half year"],
        "EXU-ECS": ["was it held? write it down", "", day(days(-3)), "", "arrange"],
        "EXU-SER": ["not due yet", "", "", day(days(300)), "every quarter"],
        "EXU-SER-LIB": ["held; no next one arranged", day(days(-100)), "", "", "arrange"],
    }
    for stand in ("overdue", "due", "planned", "held", "none"):
        assert f'<i class="sc-stand sc-stand-{stand}" aria-hidden="true"></i>' in page.html
    left = others(page)
    # A talk that was cancelled arranges nothing.
    assert left["EXU-SER-HRM"][1:] == ["no rhythm", "", "", "", "arrange"]
    assert len(left) + 7 == 21
    assert set(left) & set(arranged(page)) == set()


def _half_a_year_after(day):
    months = day.month + 6
    year, month = day.year + (months > 12), months - 12 * (months > 12)
    last = (date(year + (month == 12), month % 12 + 1, 1) - date.resolution).day
    return date(year, month, min(day.day, last))


def test_each_unit_leads_to_its_talk(told, walk):
    page = walk(told).go("talks", lang="nl", date="2025-11-30", stand="overdue")
    (address,) = re.findall(r'<a href="(talk\?[^"]*EXU-ENG[^"]*)"[^>]*>Techniek</a>', page.html)
    assert asks(address.replace("&amp;", "&")) == ("talk", {"lang": "nl", "unit": "EXU-ENG", "date": "2025-12-31"})


@pytest.mark.parametrize(
    ("stand", "found"),
    [
        ("overdue", {"EXU-ENG", "EXU-ECS"}), ("due", {"EXU-BEH"}), ("planned", {"EXU-SCI"}),
        ("held", {"EXU-GEO", "EXU-SER", "EXU-SER-LIB"}), ("none", set()), ("sideways", None),
    ],
)  # fmt: skip
def test_a_stand_in_the_address_shows_those_units_only(told, walk, stand, found):
    page = walk(told).go("talks", lang="en", stand=stand)
    if found is None:
        assert len(arranged(page)) + len(others(page)) == 21
    else:
        assert set(arranged(page)) == found
        assert len(others(page)) == (14 if stand == "none" else 0)
        assert page.test.selectbox(key="stand").value == stand


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("engineer", {"EXU-ENG", "EXU-ENG-MEC", "EXU-ENG-CIV", "EXU-ECS"}),
        ("exu-beh-p", {"EXU-BEH-PSC"}),
        # Found in the other language too, without capitals and accents.
        ("BIBLIOTHÉEK", {"EXU-SER-LIB"}),
        ("  gedrag   en ", {"EXU-BEH"}),
        ("nowhere", set()),
        ("%", set()),
        (".*", set()),
        (HOSTILE, set()),
    ],
)
def test_a_search_in_the_address_finds_units_by_name_or_code(told, walk, find, found):
    page = walk(told).go("talks", lang="en", find=find)
    assert {*arranged(page), *others(page)} == found
    assert HOSTILE not in page.html
    if not found:
        assert "No unit fits this choice." in page.html
        (every,) = re.findall(r'<a href="([^"]*)"[^>]*>Show every unit', page.html)
        assert "find" not in every


def test_choosing_and_searching_write_the_address_and_can_be_undone(told, walk):
    page = walk(told).go("talks", lang="en")
    page.test.selectbox(key="stand").set_value("held")
    page.again()
    page.test.text_input(key="find").set_value("library")
    page.again()
    assert page.test.query_params == {"lang": "en", "stand": "held", "find": "library"}
    assert set(arranged(page)) == {"EXU-SER-LIB"}
    there = walk(told).go("talks", **dict(page.test.query_params))
    assert arranged(there) == arranged(page)
    page.test.text_input(key="find").set_value("")
    page.test.selectbox(key="stand").set_value("")
    page.again()
    assert page.test.query_params == {"lang": "en"}
    assert len(arranged(page)) == 7


# --- what waits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [
        (
            "nl",
            "2 gesprekken om te plannen, 1 gesprek om vast te leggen en 1 afspraak over de datum",
            f"Vandaag is het {NL.day(days(0))}. Daarnaast 1 afspraak zonder datum en 2 activiteiten zonder eigenaar of datum.",
        ),
        (
            "en",
            "2 conversations to plan, 1 conversation to write down and 1 agreement past its date",
            f"Today is {EN.day(days(0))}. Besides, 1 agreement without a date and 2 activities without owner or date.",
        ),
    ],
)
def test_the_title_counts_what_waits_and_the_lead_says_what_day_it_is(told, walk, language, title, lead):
    page = walk(told).go("talks", lang=language)
    assert page.title == title
    assert f'<p class="sc-lead">{lead}</p>' in page.html


def test_each_line_says_unit_what_and_since_when_and_leads_to_its_form(told, walk):
    page = walk(told).go("talks", lang="en")
    found = waits(page)
    day = EN.day
    assert [re.sub(r"\s+", " ", said) for said, _ in found] == [
        f"Engineering: plan the conversation was due by {day(days(-40))}",
        f"Behavioural Sciences: plan the conversation by {day(days(30))}",
        f"Electrical Engineering and Computing: write the conversation down was planned for {day(days(-3))}; was it held?",
        f"Engineering: agreement past its date “ Vacatures langer open ” · decaan · was due on {day(days(-9))}",
        "Geo-information and Earth Observation: agreement without a date “ Een handreiking ” · decaan"
        " · last changed on 15 January 2026",
        "Behavioural Sciences: activity without an owner and without a date “ Kennismaking ” · last changed on 15 January 2026",
        "Behavioural Sciences: activity without an owner “ Vacaturemaatje ” · last changed on 15 January 2026",
    ]
    pages, forms, units = zip(
        *((asks(each)[0], asks(each)[1]["form"], asks(each)[1]["unit"]) for _, each in found), strict=True
    )
    assert pages == ("talk",) * 5 + ("activities",) * 2
    assert units == ("EXU-ENG", "EXU-BEH", "EXU-ECS", "EXU-ENG", "EXU-GEO", "EXU-BEH", "EXU-BEH")
    assert forms[2:] == (
        *("conversation:ecs-passed:1", "agreement:late:1", "agreement:undated:1"),
        *("activity:neither:1", "activity:nobody:1"),
    )
    # A talk that nobody planned yet is a new record, each under a key of its own.
    assert all(re.fullmatch(r"conversation:[0-9a-f]{32}:0", each) for each in forms[:2])
    assert forms[0] != forms[1]


def test_nothing_that_was_noted_or_does_not_wait_is_sent(told, walk):
    page = walk(told).go("talks", lang="en")
    for word in ("Zzgeheim", "Zznietlaat", "Zzgedaan", "Zzingeregeld"):
        assert word not in page.text
        assert word not in "".join(page.files().values())


def test_when_nothing_waits_the_page_says_so(own, walk):
    registers_beside(own, {}).close()
    page = walk(own).go("talks", lang="nl")
    assert page.title == "Niets dat wacht"
    assert f"Vandaag is het {NL.day(days(0))}." in page.html
    assert "Wat wacht" not in page.html
    assert (arranged(page), len(others(page))) == ({}, 21)
    assert walk(own).go("talks", lang="en").title == "Nothing is waiting"


def test_what_waits_without_a_day_is_the_title_when_nothing_presses(own, walk):
    registers_beside(own, {"a": agreement("EXU-BEH")}).close()
    page = walk(own).go("talks", lang="en")
    assert page.title == "1 agreement without a date"
    assert "Besides" not in page.html


def test_a_long_list_is_folded_and_every_line_of_it_is_there(own, walk):
    registers_beside(
        own, {f"a{n:02d}": agreement("EXU-BEH", f"Plan {n:02d}", due=days(-n)) for n in range(1, 31)}
    ).close()
    page = walk(own).go("talks", lang="en")
    assert page.title == "30 agreements past their date"
    assert "Agreements (30)" in page.html
    assert page.test.expander[0].label == "22 more"
    # The oldest first.
    assert [re.search(r"Plan (\d+)", said)[1] for said, _ in waits(page)] == [f"{n:02d}" for n in range(30, 0, -1)]


# --- registers that are not there ----------------------------------------------------------------------


@pytest.mark.parametrize(("language", "said"), [("nl", "De gesprekken zijn nu niet te lezen"), ("en", "The conversations cannot be read now")])  # fmt: skip
def test_without_registers_the_page_says_what_to_do(own, walk, language, said):
    page = walk(own).go("talks", lang=language)
    assert page.title == said
    assert "streefcijfer registers upgrade" in page.test.warning[0].value
    assert not page.offered
    assert 'class="sc-foot"' in page.html
    # Once they are made the next drawing has them: failing is not remembered.
    registers_beside(own, {}).close()
    assert page.again().title in ("Niets dat wacht", "Nothing is waiting")


def test_registers_that_were_taken_away_or_put_back_meanwhile_are_not_written_in_under_their_old_name(own, walk):
    """A file that was removed stays open for whoever has it open: what is saved in it would be gone with it."""
    registers_beside(own, rhythm("EXU-BEH", days(9))).close()
    page = walk(own).go("talks", lang="en")
    assert "EXU-BEH" in arranged(page)
    folder = own / "registers"
    folder.rename(own / "registers.before")
    assert page.again().title == "The conversations cannot be read now"
    registers = registers_beside(own, rhythm("EXU-SCI", days(9)))
    assert set(arranged(page.again())) == {"EXU-SCI"}
    form = f"rhythm-{rhythm_key('EXU-ENG')}"
    page.go("talks", lang="en", form=f"rhythm:{rhythm_key('EXU-ENG')}:0")
    fill(page, form, first_day="12-3-2027")
    press(page, "save", form)
    assert [kept.value.unit for kept in rhythms(registers, None)] == ["EXU-ENG", "EXU-SCI"]
    registers.close()


# --- for whom ------------------------------------------------------------------------------------------


def test_a_dean_reads_of_the_own_unit_and_finds_no_form(told, walk, monkeypatch):
    as_reader(monkeypatch, DEAN)
    page = walk(told).go("talks", lang="en")
    assert page.title == "1 conversation to plan"
    assert set(arranged(page)) == {"EXU-BEH"}
    assert set(others(page)) == {"EXU-BEH-PSC", "EXU-BEH-EDU", "EXU-BEH-GOV"}
    assert arranged(page)["EXU-BEH"][5] == "every year"
    assert {asks(each)[1].get("form") for _, each in waits(page)} == {None}
    assert {asks(each)[1]["unit"] for _, each in waits(page)} == {"EXU-BEH"}
    assert not opening(page)
    for form in (f"rhythm:{rhythm_key('EXU-BEH')}:1", "rhythm:several:0", f"rhythm:{rhythm_key('EXU-ENG')}:1"):
        page.go("talks", lang="en", form=form)
        assert page.info == ["This form belongs to a unit that you cannot write about, or that does not exist."]
        assert not page.test.radio


def test_an_ambassador_writes_about_the_own_units_and_reads_of_no_other(told, walk, monkeypatch):
    as_reader(monkeypatch, AMBASSADOR)
    page = walk(told).go("talks", lang="en")
    assert set(arranged(page)) == {"EXU-BEH", "EXU-ENG"}
    assert {asks(each)[1]["unit"] for _, each in waits(page)} == {"EXU-BEH", "EXU-ENG"}
    assert all("form" in asks(each)[1] for _, each in waits(page))
    # Of each line that waits, of each rhythm, and of several at once.
    assert len(opening(page)) == len(waits(page)) + len(arranged(page)) + len(others(page)) + 1
    ahead = Calendar.from_ical(page.files()[next(iter(page.offered))]).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in ahead] == [
        "Conversation Behavioural Sciences: due by this day, not planned yet"
    ]


def test_the_board_has_no_such_page(told, walk, monkeypatch):
    as_reader(monkeypatch, BOARD)
    page = walk(told).go("talks", lang="en")
    assert "Engineering" not in page.text
    assert page.title not in ("Nothing is waiting", "Conversations")


# --- names of every kind -------------------------------------------------------------------------------


def renamed_units(folder, changes):
    """The publication in which rows of units are changed: (snapshot, code) -> what changes, or None to take it out."""
    path = folder / "units.parquet"
    kept = []
    for row in pq.read_table(path).to_pylist():
        change_ = changes.get((row["snapshot"], row["unit"]), changes.get(row["unit"], {}))
        if change_ is not None:
            kept.append({**row, **change_})
    pq.write_table(pa.Table.from_pylist(kept, schema=schema("units")), path)


def test_hostile_names_and_words_are_shown_as_text_and_written_harmlessly(tmp_path, walk):
    folder = write_publication(tmp_path, months=2)
    name = f"{HOSTILE}\r\nBEGIN:VALARM\r\n" + "x" * 300
    renamed_units(folder, {"EXU-ENG": {"name_nl": name, "name_en": name}})
    typed = f"{HOSTILE}; DROP TABLE change;-- [a](javascript:alert(1)) **b** " + "y" * 100_000
    entries = {**rhythm("EXU-ENG", days(30)), "typed": agreement("EXU-ENG", typed, due=days(-1))}
    registers_beside(tmp_path, entries).close()
    page = walk(tmp_path).go("talks", lang="nl")
    assert "<img" not in page.html
    assert "&lt;img src=x onerror=alert(1)&gt;" in page.html
    # As text: never as Markdown, and no longer than it takes to know it by.
    assert not [each for each in page.test.markdown if "javascript" in each.value]
    assert "y" * 200 not in page.text
    assert "<bdi>" in page.html
    (content,) = page.files().values()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith(f"Gesprek {HOSTILE} BEGIN:VALARM xxx")
    assert "VALARM" not in {each.name for each in Calendar.from_ical(content).walk()}
    page.go("talks", lang="nl", form=f"rhythm:{rhythm_key('EXU-ENG')}:1")
    assert "<img" not in page.html


def test_a_unit_that_was_renamed_is_one_line_and_one_that_is_gone_says_so(tmp_path, walk, monkeypatch):
    folder = write_publication(tmp_path, months=2)
    before = date(2025, 11, 30)
    renamed_units(folder, {
        (before, "EXU-BEH-PSC"): {"unit": "EXU-BEH-OLD", "name_en": "Psychology", "name_nl": "Psychologie"},
        (date(2025, 12, 31), "EXU-BEH-GOV"): None,
    })  # fmt: skip
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    (folder / "about.json").write_text(
        json.dumps({**about, "renamed": {"EXU-BEH-OLD": "EXU-BEH-PSC"}}), encoding="utf-8"
    )
    entries = {
        **rhythm("EXU-BEH-OLD", days(-100)),
        "held": talk("EXU-BEH-OLD", "held", days(-90)),
        "next": talk("EXU-BEH-PSC", "planned", days(5)),
        "old-agreement": agreement("EXU-BEH-OLD", due=days(-2)),
        **rhythm("EXU-BEH-GOV", days(-300)),
        "gone-agreement": agreement("EXU-BEH-GOV", due=days(-1)),
        # Of a unit that no publication knows.
        "stray": talk("NOWHERE", "held", days(-10)),
        "stray-agreement": agreement("NOWHERE", due=days(-3)),
    }
    registers_beside(tmp_path, entries).close()
    page = walk(tmp_path).go("talks", lang="en")
    found = arranged(page)
    assert found["EXU-BEH-PSC"] == [
        *("Psychology and Communication EXU-BEH-PSC", "planned", EN.day(days(-90)), EN.day(days(5))),
        *(found["EXU-BEH-PSC"][4], "every year"),
    ]
    assert found["EXU-BEH-PSC"][4] != ""
    assert "EXU-BEH-OLD" not in {*found, *others(page)}
    assert found["EXU-BEH-GOV"][1] == "unit no longer exists"
    assert found["NOWHERE"][:2] == ["NOWHERE", "unit no longer exists"]
    # A unit that is gone waits for no talk; what was agreed about it waits to be moved or closed.
    assert page.title == "3 agreements past their date"
    lines = dict(waits(page))
    said = {re.sub(r"\s+", " ", each).split(":")[0]: address for each, address in lines.items()}
    assert asks(said["Psychology and Communication"])[1]["unit"] == "EXU-BEH-PSC"
    gone = asks(said["Public Administration (no longer exists)"])[1]
    assert (gone["unit"], gone["date"]) == ("EXU-BEH-GOV", "2025-11-30")
    assert said["NOWHERE (no longer exists)"] == ""
    assert {*arranged(walk(tmp_path).go("talks", lang="en", find="beh-old"))} == {"EXU-BEH-PSC"}
    as_reader(monkeypatch, Person("", (Grant("dean", frozenset({"EXU-BEH-PSC"})),), "x"))
    page = walk(tmp_path).go("talks", lang="en")
    assert (set(arranged(page)), others(page)) == ({"EXU-BEH-PSC"}, {})
    assert "NOWHERE" not in page.text


# --- the form of a rhythm ------------------------------------------------------------------------------


def fill(page, form, **fields):
    for field, value in fields.items():
        widget = page.test.radio if field == "every" else page.test.text_input
        widget(key=f"{form}-{field}").set_value(value)


def press(page, button, form):
    page.test.button(key=f"{button}-{form}").click()
    return page.again()


def test_a_new_rhythm_is_saved_and_the_form_closes(own, walk):
    registers = registers_beside(own, {})
    form = f"rhythm-{rhythm_key('EXU-BEH')}"
    page = walk(own).go("talks", lang="en", form=f"rhythm:{rhythm_key('EXU-BEH')}:0")
    assert "Rhythm of Behavioural Sciences" in page.html
    fill(page, form, every="half_yearly", first_day="12-3-2027")
    press(page, "save", form)
    (kept,) = rhythms(registers, None)
    assert kept.value == Rhythm("EXU-BEH", "half_yearly", date(2027, 3, 12))
    assert (kept.role, kept.subject) == ("advisor", "this-machine")
    assert "form" not in page.test.query_params
    assert "Saved." in page.html
    assert arranged(page)["EXU-BEH"][5] == "every half year"
    registers.close()


@pytest.mark.parametrize("typed", ["", "31-2-2027", "soon", "12-3-27"])
def test_a_day_that_is_none_is_said_and_what_was_typed_stays(own, walk, typed):
    registers = registers_beside(own, rhythm("EXU-BEH", days(9)))
    form = f"rhythm-{rhythm_key('EXU-BEH')}"
    page = walk(own).go("talks", lang="en", form=f"rhythm:{rhythm_key('EXU-BEH')}:1")
    fill(page, form, every="quarterly", first_day=typed)
    press(page, "save", form)
    assert page.test.error[0].value.startswith("Fill in a date")
    assert page.test.text_input(key=f"{form}-first_day").value == typed
    assert page.test.radio(key=f"{form}-every").value == "quarterly"
    assert rhythms(registers, None)[0].version == 1
    registers.close()


def test_who_was_second_sees_both_and_chooses(own, walk):
    registers = registers_beside(own, rhythm("EXU-BEH", date(2027, 1, 1)))
    key = rhythm_key("EXU-BEH")
    page = walk(own).go("talks", lang="en", form=f"rhythm:{key}:1")
    change(registers, key, 1, Rhythm("EXU-BEH", "quarterly", date(2027, 5, 1)), AUTHOR, NOW)
    fill(page, f"rhythm-{key}", every="half_yearly", first_day="1-2-2027")
    press(page, "save", f"rhythm-{key}")
    assert rhythms(registers, None)[0].value.every == "quarterly"
    assert "1 February 2027" in page.html
    assert "1 May 2027" in page.html
    assert "every quarter" in page.html
    press(page, "keep-mine", f"rhythm-{key}")
    kept = rhythms(registers, None)[0]
    assert (kept.version, kept.value) == (3, Rhythm("EXU-BEH", "half_yearly", date(2027, 2, 1)))
    registers.close()


def test_closing_the_form_saves_nothing(own, walk):
    registers = registers_beside(own, {})
    form = f"rhythm-{rhythm_key('EXU-BEH')}"
    page = walk(own).go("talks", lang="en", form=f"rhythm:{rhythm_key('EXU-BEH')}:0")
    fill(page, form, first_day="12-3-2027")
    press(page, "close", form)
    assert "form" not in page.test.query_params
    assert rhythms(registers, None) == []
    registers.close()


def test_one_rhythm_for_all_units_of_a_kind_at_their_first_time(own, walk):
    registers = registers_beside(own, rhythm("EXU-BEH", date(2027, 1, 1), "quarterly"))
    page = walk(own).go("talks", lang="en", form="rhythm:several:0")
    page.test.selectbox(key="rhythm-several-kind").set_value("faculty")
    page.again()
    units = page.test.multiselect(key="rhythm-several-units-faculty")
    # The one that has a rhythm already cannot be chosen.
    assert units.value == ["EXU-ENG", "EXU-SCI", "EXU-GEO", "EXU-ECS"]
    units.unselect("EXU-ECS")
    fill(page, "rhythm-several", every="yearly", first_day="1 maart 2027")
    press(page, "save", "rhythm-several")
    assert {kept.value.unit: (kept.value.every, kept.value.first_day) for kept in rhythms(registers, None)} == {
        "EXU-BEH": ("quarterly", date(2027, 1, 1)),
        **dict.fromkeys(("EXU-ENG", "EXU-SCI", "EXU-GEO"), ("yearly", date(2027, 3, 1))),
    }
    assert "form" not in page.test.query_params
    assert page.test.multiselect == []
    registers.close()


def test_several_without_units_or_a_day_save_nothing_and_say_so_once(own, walk):
    registers = registers_beside(own, {})
    page = walk(own).go("talks", lang="en", form="rhythm:several:0")
    press(page, "save", "rhythm-several")
    assert [each.value for each in page.test.error] == ["Choose at least one unit. Nothing was saved."]
    page.test.selectbox(key="rhythm-several-kind").set_value("department")
    page.again()
    press(page, "save", "rhythm-several")
    assert [each.value[:15] for each in page.test.error] == ["Fill in a date,"]
    assert rhythms(registers, None) == []
    registers.close()


def test_where_somebody_else_was_first_for_some_those_stay_as_they_are(own, walk, monkeypatch):
    registers = registers_beside(own, {})
    page = walk(own).go("talks", lang="en", form="rhythm:several:0")
    page.test.multiselect(key="rhythm-several-units-").set_value(["EXU-ENG", "EXU-SCI"])
    fill(page, "rhythm-several", first_day="1-3-2027")

    def after_another(*given):
        add(registers, rhythm_key("EXU-SCI"), Rhythm("EXU-SCI", "quarterly", date(2027, 9, 1)), AUTHOR, NOW)
        return add_all(*given)

    monkeypatch.setattr("dashboard.parts.talks.rhythm.add_all", after_another)
    press(page, "save", "rhythm-several")
    assert page.info == ["Saved: 1. Somebody else was first for: 1; that rhythm was not changed."]
    assert {kept.value.unit: kept.value.every for kept in rhythms(registers, None)} == {
        "EXU-ENG": "yearly",
        "EXU-SCI": "quarterly",
    }
    registers.close()


@pytest.mark.parametrize(
    "form", ["rhythm:nowhere:0", "rhythm:several:7", "agreement:late:1", "rhythm:::", "x" * 5000, "rhythm:several:0"]
)
@pytest.mark.parametrize("person", [DEAN, UNSIGNED], ids=["dean", "unsigned"])
def test_no_address_opens_a_form_for_who_may_not_write_or_of_what_is_not_there(told, walk, monkeypatch, person, form):
    as_reader(monkeypatch, person)
    page = walk(told).go("talks", lang="en", form=form)
    # Whom the login cannot tell from others may look, and writes nothing.
    assert not page.test.radio
    assert not page.test.multiselect
    assert not opening(page)
    assert {asks(each)[1].get("form") for _, each in waits(page)} == {None}
    assert len(arranged(page)) == (1 if person is DEAN else 7)


# --- the calendar file ---------------------------------------------------------------------------------


def test_the_file_holds_the_day_and_name_of_what_lies_ahead_and_nothing_else(told, walk):
    page = walk(told).go("talks", lang="nl", stand="overdue", find="nowhere")
    (name,) = page.offered
    assert re.fullmatch(r"streefcijfer_gesprekken_\d{4}-\d\d-\d\d\.ics", name)
    content = page.offered[name]()
    events = Calendar.from_ical(content).walk("VEVENT")
    assert {(str(each["SUMMARY"]), each["DTSTART"].dt, str(each["STATUS"])) for each in events} == {
        ("Gesprek Gedrag en Samenleving: uiterlijk deze dag, nog niet gepland", days(30), "TENTATIVE"),
        ("Gesprek Natuurwetenschappen", days(21), "CONFIRMED"),
        (
            "Gesprek Geo-informatie en Aardobservatie: uiterlijk deze dag, nog niet gepland",
            _half_a_year_after(days(-20)),
            "TENTATIVE",
        ),
        ("Gesprek Diensten: uiterlijk deze dag, nog niet gepland", days(300), "TENTATIVE"),
    }
    names = {name for each in events for name in each}
    assert names == {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "TRANSP"}
    uids = [str(each["UID"]) for each in events]
    assert len(set(uids)) == 4
    again = walk(told).go("talks", lang="en")
    assert [str(each["UID"]) for each in Calendar.from_ical(next(iter(again.files().values()))).walk("VEVENT")] == uids
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


# --- earlier publications ------------------------------------------------------------------------------


def test_with_an_earlier_publication_open_the_calendar_is_of_now(tmp_path, walk):
    earlier = write_publication(tmp_path, months=1, identity="a" * 16)
    renamed_units(earlier, {"EXU-BEH": {"name_en": "As it was"}})
    write_publication(tmp_path, months=2, identity="b" * 16)
    registers_beside(tmp_path, rhythm("EXU-BEH", days(30))).close()
    page = walk(tmp_path).go("talks", lang="en", publication="a" * 16)
    assert "sc-earlier" in page.html
    assert arranged(page)["EXU-BEH"][0] == "Behavioural Sciences EXU-BEH"
