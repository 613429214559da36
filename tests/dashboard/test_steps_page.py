"""Under the course of a target: what was agreed and done about it, beside the figures of then, for whoever may read it."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from dashboard.access.people import Grant, Person
from dashboard.parts.unit.steps import MOST
from dashboard.wording.words import Words
from registers import Activity, add, downgrade, open_registers
from tests.dashboard.agreed import AUTHOR, NOW, agreement, registers_beside, talk
from tests.dashboard.publication import write_publication

NL, EN = Words("nl"), Words("en")
UNIT, OTHER, TARGET = "EXU-BEH", "EXU-ENG", "world-15up"
DEAN = Person("", (Grant("dean", frozenset({UNIT})),), "a-dean")
ANOTHER = Person("", (Grant("dean", frozenset({OTHER})),), "another")
BOARD = Person("", (Grant("board"),), "a-board")
HOSTILE = "<script>alert(1)</script> *bold* =1+1 \u202e😀"
TALKED = date(2025, 11, 14)


@pytest.fixture
def own(tmp_path):
    write_publication(tmp_path, months=3)
    return tmp_path


def written(own, **records: object) -> None:
    everything = {
        "held": talk(UNIT, "held", TALKED, notes="Zzgeheim"),
        "agreed": agreement(UNIT, "Zzafspraak", conversation="held", due=date(2027, 3, 1)),
        "act": Activity(UNIT, "Zzactiviteit", targets=(TARGET,), first_day=date(2025, 12, 1)),
        "elsewhere": agreement(OTHER, "Zzandere", due=date(2025, 12, 2)),
        "other-target": replace(agreement(UNIT, "Zzanderdoel", due=date(2025, 12, 3)), target="women-11-14"),
        **records,
    }
    registers_beside(own, everything).close()  # type: ignore[arg-type]


def shown(walk, own, unit=UNIT, **asked):
    return walk(own).go("unit", **{"unit": unit, "target": TARGET, "lang": "nl", **asked})


def section(page) -> str:
    """The list of steps and what stands under it, as read; empty when there is none."""
    found = re.search(r'<h3 class="sc-h3" id="steps">.*?</ul><p.*?</p>', page.html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0])).split()) if found else ""


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_the_steps_stand_in_order_of_days_beside_the_figures_of_then(own, walk, words):
    written(own, undated=agreement(UNIT, "Zzooit"))
    page = shown(walk, own, lang=words.language)
    said = section(page)
    order = [
        words("steps_heading"), f"{words.day(TALKED)} · {words('event_agreed')} : Zzafspraak",
        f"{words.day(date(2025, 12, 1))} · {words('event_activity_began')} : Zzactiviteit",
        words("steps_ahead", day=words.day(date(2025, 12, 31))),
        f"{words.day(date(2027, 3, 1))} · {words('event_due')} : Zzafspraak",
        f"{words('steps_undated')} : Zzooit", words("followed_aside"), words("brought_to_talk"),
    ]  # fmt: skip
    places = [said.find(part) for part in order]
    assert -1 not in places, said
    assert places == sorted(places)
    for absent in ("Zzandere", "Zzanderdoel", "Zzgeheim"):
        assert absent not in page.text


def test_the_figure_beside_a_step_is_the_one_that_stood_on_its_day(own, walk):
    written(own)
    page = walk(own)
    said = section(page.go("unit", unit=UNIT, target=TARGET, lang="nl"))
    # The talk and the activity: months that had passed by then, and what did not change is told once.
    assert re.findall(r"Cijfer toen \(([^)]*)\)", said) == ["oktober 2025"], said
    assert said.count(NL("steps_same")) == 1
    assert NL("steps_none_then") not in said
    before = replace(agreement(UNIT, "Zzvroeger"), start=date(2020, 1, 1))
    assert NL("steps_none_then") not in section(page)
    registers = open_registers(own / "registers" / "registers.sqlite")
    add(registers, "before", before, AUTHOR, NOW)
    registers.close()
    assert NL("steps_none_then") in section(page.go("unit", unit=UNIT, target=TARGET, lang="nl"))


def test_each_reader_sees_what_may_be_read(own, walk, monkeypatch):
    written(own)
    for person, unit, talks, acts in (
        (DEAN, UNIT, True, True),
        (ANOTHER, UNIT, False, False),
        (BOARD, UNIT, False, True),
        (ANOTHER, OTHER, False, False),
    ):
        monkeypatch.setattr("dashboard.entrance.admitted", lambda *_, person=person: person)
        page = shown(walk, own, unit)
        assert ("Zzafspraak" in page.text) == talks, (person, unit)
        assert ("Zzactiviteit" in page.text) == acts, (person, unit)
        assert ("Zzandere" in page.text) == (unit == OTHER), (person, unit)
        assert bool(section(page)) == (talks or acts or unit == OTHER)
        assert (NL("brought_to_talk") in section(page)) == (talks or unit == OTHER)
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: BOARD)
    assert NL("steps_to_activities") in section(shown(walk, own))


def test_what_somebody_wrote_is_text_and_short(own, walk):
    written(own, agreed=agreement(UNIT, HOSTILE + "x" * 5_000, due=date(2025, 12, 4)))
    page = shown(walk, own)
    assert "<script>alert" not in page.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *bold* =1+1" in page.html
    assert "x" * 200 not in page.html


def test_many_are_counted(own, walk):
    written(own, **{f"a{n}": agreement(UNIT, f"Stap {n:02d}", due=date(2025, 12, 5)) for n in range(MOST + 2)})
    said = section(shown(walk, own))
    # Two more steps of `written` before these, and one that is still to come.
    assert len(re.findall(r"Stap \d\d", said)) == MOST - 1
    assert NL("steps_more", n=MOST + 2 + 3 - MOST) in said


def test_without_steps_or_registers_nothing_is_said(own, walk):
    page = shown(walk, own)
    assert (section(page), len(page.test.warning)) == ("", 0)
    assert not (own / "registers").exists()
    written(own)
    assert section(shown(walk, own, "EXU-SCI")) == ""


def test_registers_of_an_older_version_are_no_message_here(own, walk):
    written(own)
    opened = open_registers(own / "registers" / "registers.sqlite")
    downgrade(opened.engine, "0001")
    opened.close()
    page = shown(walk, own)
    assert (section(page), len(page.test.warning), len(page.test.exception)) == ("", 0, 0)
    assert page.title


def test_at_an_earlier_snapshot_what_came_after_it_has_no_figure_beside_it(own, walk):
    written(own)
    said = section(shown(walk, own, date="2025-10-31"))
    assert said.startswith(f"{NL('steps_heading')} {NL('steps_ahead', day='31 oktober 2025')} 14 november 2025")
    assert said.count("Na de peildatum") == 1
    assert "Cijfer toen" not in said
