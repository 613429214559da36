"""The page of one conversation: every stand, what comes back, the forms, their history, for every reader."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape
from time import perf_counter

import pytest

from dashboard.access.people import Grant, Person
from dashboard.form import Form
from dashboard.parts.forms.saving import saved
from dashboard.typed import written_day
from dashboard.wording.words import Words
from registers import (
    Author,
    Conversation,
    add,
    agreements,
    change,
    conversations,
    downgrade,
    history,
    new_key,
    one,
    open_registers,
    revisions,
)
from tests.dashboard.agreed import AUTHOR, agreement, days, registers_beside, rhythm, talk
from tests.dashboard.publication import write_publication
from tests.dashboard.test_pages import changed_about

EN, NL = Words("en"), Words("nl")
UNIT, OTHER = "EXU-BEH", "EXU-ENG"
AMBASSADOR = Person("", (Grant("ambassador", frozenset({UNIT})),), "an-ambassador")
SECOND = Person("", (Grant("ambassador", frozenset({UNIT})),), "another")
DEAN = Person("", (Grant("dean", frozenset({UNIT})),), "a-dean")
BOARD = Person("", (Grant("board"),), "a-board")
UNSIGNED = Person("", (Grant("ambassador", frozenset({UNIT})),), "")
HELD = days(-200)


@pytest.fixture
def own(tmp_path):
    write_publication(tmp_path, months=2, identity="3f9a1c07d2")
    return tmp_path


@pytest.fixture
def reader(monkeypatch):
    def become(person):
        monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: person)

    return become


def kept(own):
    return open_registers(own / "registers" / "registers.sqlite")


def at(walk, own, **params):
    return walk(own).go("talk", **{"lang": "en", "unit": UNIT, **params})


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def fill(page, form, **typed):
    """Write in the fields of a form, without sending it."""
    for field, text in typed.items():
        key = f"{form.name}-{field}"
        for kind in ("text_input", "text_area", "radio"):
            if key in [each.key for each in page.test.get(kind)]:
                getattr(page.test, kind)(key=key).set_value(text)
                break
        else:
            raise AssertionError(field)
    return page


def press(page, what, form):
    page.test.button(key=f"{what}-{form.name}").click()
    return page.again()


def forms_of(page):
    return [each.key for each in [*page.test.text_area, *page.test.text_input, *page.test.radio] if each.key]


# --- where the talk stands -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("entries", "code", "day"),
    [
        ({}, "talk_is_none", None),
        (rhythm(UNIT, days(300)), "talk_is_first", days(300)),
        (rhythm(UNIT, days(20)), "talk_is_due", days(20)),
        (rhythm(UNIT, days(-20)), "talk_is_overdue", days(-20)),
        ({"a": talk(UNIT, "planned", days(12))}, "talk_is_planned", days(12)),
        ({"a": talk(UNIT, "planned", days(-2))}, "talk_is_unwritten", days(-2)),
        ({"a": talk(UNIT, "held", HELD)}, "talk_is_held", HELD),
        ({"a": talk(UNIT, "cancelled", days(5))}, "talk_is_none", None),
    ],
)
def test_the_title_says_where_the_talk_stands(own, walk, entries, code, day, language):
    registers_beside(own, entries).close()
    words, unit = Words(language), {"nl": "Gedrag en Samenleving", "en": "Behavioural Sciences"}[language]
    page = at(walk, own, lang=language)
    facts = {"day": words.day(day)} if day else {}
    assert page.title == words(code, unit=unit, **facts)
    assert "3f9a1c07d2<br>" in page.html


def test_the_lead_says_the_rhythm_and_what_the_title_does_not(own, walk):
    registers_beside(own, {**rhythm(UNIT, days(-500)), "a": talk(UNIT, "held", HELD), "b": talk(UNIT, "planned", days(9))}).close()  # fmt: skip
    page = at(walk, own)
    lead = re.search(r'<p class="sc-lead">(.*?)</p>', page.html)
    assert lead is not None
    assert lead[1].startswith(EN("rhythm_yearly"))
    assert EN("talk_last_held", day=EN.day(HELD)) in lead[1]


def test_without_registers_the_page_says_so_once_and_is_whole(own, walk):
    page = at(walk, own, form=Form("conversation", new_key(), 0).code)
    assert len(page.test.warning) == 1
    assert "streefcijfer registers upgrade" in page.test.warning[0].value
    assert page.title == EN("talk_is_unread", unit="Behavioural Sciences")
    assert "3f9a1c07d2<br>" in page.html
    assert forms_of(page) == []
    assert page.offered == {}
    # Made meanwhile, they are there at the next drawing.
    registers_beside(own, {}).close()
    assert page.again().title == EN("talk_is_none", unit="Behavioural Sciences")


def test_registers_of_an_older_version_or_out_of_reach_are_one_message_too(own, walk, monkeypatch):
    registers = registers_beside(own, {"a": talk(UNIT, "held", HELD)})
    downgrade(registers.engine, revisions()[-2])
    registers.close()
    page = at(walk, own)
    assert len(page.test.warning) == 1
    assert "older version" in page.test.warning[0].value
    monkeypatch.setenv("STREEFCIJFER_REGISTERS", "postgresql://somebody:hush@127.0.0.1:9/none?sslmode=disable")
    page = at(walk, own)
    assert len(page.test.warning) == 1
    assert "hush" not in page.text
    assert "3f9a1c07d2<br>" in page.html


# --- what comes back -----------------------------------------------------------------------------------


def returning():
    return {
        "first": talk(UNIT, "held", days(-800)),
        "last": talk(UNIT, "held", HELD, roles=("dean", "ambassador"), notes="What was said"),
        "next": talk(UNIT, "planned", days(10)),
        "open": agreement(UNIT, "Advertise for longer", conversation="last", band="15+", due=days(-30), changed_due=days(-3),
                          trigger="Two retire", barrier="One candidate in mind"),
        "done": agreement(UNIT, "Mixed committees", conversation="last", status="done", done=days(-50), outcome="Six of seven"),
        "ages": agreement(UNIT, "Closed long ago", conversation="first", status="done", done=days(-700)),
        "new": agreement(UNIT, "Made in the planned one", conversation="next"),
        "elsewhere": agreement(OTHER, "Of another faculty"),
    }  # fmt: skip


def test_what_was_agreed_comes_first_with_what_became_of_it(own, walk):
    registers_beside(own, returning()).close()
    page = at(walk, own)
    headings = re.findall(r'<h2 class="sc-h2">(.*?)</h2>', page.html)
    assert headings[:3] == [EN("talk_section_brought"), EN("talk_section_conversation"), EN("talk_section_others")]
    brought = page.html.split(EN("talk_section_brought"))[1].split(EN("talk_section_conversation"))[0]
    said = plain(brought)
    assert said.index("Advertise for longer") < said.index("Mixed committees")
    for words in (
        "Two retire", "One candidate in mind", "Six of seven", EN("agreed_past_due"), "Scale 15 and up",
        EN("agreed_moved_day", day=EN.day(days(-3)), first=EN.day(days(-30))), EN("agreed_done_on", day=EN.day(days(-50))),
        EN("conversation_held", day=EN.day(HELD)),
    ):  # fmt: skip
        assert words in said, words
    assert "Closed long ago" not in brought
    assert "Made in the planned one" not in brought
    assert "Of another faculty" not in page.text


def test_a_conversation_shows_its_roles_notes_and_what_was_agreed_in_it(own, walk):
    registers_beside(own, returning()).close()
    page = at(walk, own)
    there, others = page.html.split(EN("talk_section_conversation"))[1].split(EN("talk_section_others"))[:2]
    assert "Made in the planned one" in there
    assert "What was said" in others
    assert plain(others).index("dean , ambassador") < plain(others).index("Advertise for longer")
    # The latest of the earlier ones comes first.
    assert others.index("conversation-last") < others.index("conversation-first")


def test_the_figures_of_that_day_open_that_publication_and_those_of_now_need_no_name(own, walk):
    registers_beside(own, {
        "now": talk(UNIT, "held", days(-1), publication="3f9a1c07d2"),
        "then": talk(UNIT, "held", days(-100), publication="earlier1"),
        "gone": talk(UNIT, "held", days(-500), publication="nowhere"),
    }).close()  # fmt: skip
    write_publication(own, months=1, identity="earlier1")
    write_publication(own, months=2, identity="3f9a1c07d2")
    page = at(walk, own)
    links = [each.replace("&amp;", "&") for each in re.findall(r'href="(unit\?[^"]*)"[^>]*>the figures of', page.html)]
    assert len(links) == 2
    assert "publication" not in links[0]
    assert "publication=earlier1" in links[1]
    assert f"unit={UNIT}" in links[1]
    assert EN("talk_figures_gone", id="nowhere") in page.html
    asked = dict(part.split("=") for part in links[1].split("?")[1].split("&"))
    there = walk(own).go("unit", **asked)
    assert "earlier1<br>" in there.html
    assert EN("earlier_why", id="earlier1") in there.html
    assert there.info == []


# --- writing -------------------------------------------------------------------------------------------


def test_a_conversation_is_planned_then_held_then_taken_off_and_put_back(own, walk, reader):
    registers_beside(own, {}).close()
    reader(AMBASSADOR)
    page = at(walk, own)
    link = re.search(r'href="talk\?([^"]*)#form"[^>]*>New conversation', page.html)
    assert link is not None
    form = Form("conversation", link[1].split("conversation%3A")[1].split("%3A")[0], 0)
    page.go("talk", lang="en", unit=UNIT, form=form.code)
    fill(page, form, state="planned", day="12-3-2027", roles="dean\n\nambassador\ndean")
    press(page, "save", form)
    assert "form" not in page.test.query_params
    assert EN("record_saved") in page.html
    assert page.title.endswith("planned for 12 March 2027")
    found = conversations(kept(own), None)
    assert [each.value for each in found] == [Conversation(UNIT, "planned", date(2027, 3, 12), ("dean", "ambassador"))]
    assert (found[0].key, found[0].subject, found[0].role) == (form.key, "an-ambassador", "ambassador")
    later = Form("conversation", form.key, 1)
    page.go("talk", lang="en", unit=UNIT, form=later.code)
    fill(page, later, state="held", day="1 March 2026", notes="Two lines\nof notes", next_day="2027-03-01")
    press(page, "save", later)
    now = conversations(kept(own), None)[0].value
    assert (now.state, now.day, now.next_day, now.notes) == ("held", date(2026, 3, 1), date(2027, 3, 1), "Two lines\nof notes")  # fmt: skip
    assert now.publication == "3f9a1c07d2"
    assert page.title.endswith("held on 1 March 2026")
    last = Form("conversation", form.key, 2)
    press(page.go("talk", lang="en", unit=UNIT, form=last.code), "remove", last)
    assert EN("record_removed") in page.html
    assert conversations(kept(own), None) == []
    off = Form("conversation", form.key, 3)
    press(page, "put-back", off)
    assert EN("record_restored") in page.html
    assert conversations(kept(own), None)[0].value == now
    told = plain(page.html.split('id="history-')[1])
    for act in ("history_made", "history_changed", "history_removed", "history_restored"):
        assert EN(act, who="you", day=EN.day(days(0)), time="").rstrip(": ").split(": ")[-1].split(" by ")[0] in told
    assert told.index("put back by you") < told.index("written down by you")
    assert f"{EN('field_state')}: planned → held" in told


def test_an_agreement_is_made_for_a_target_in_words_and_gets_its_band(own, walk, reader):
    registers_beside(own, {"t": talk(UNIT, "held", days(0))}).close()
    reader(AMBASSADOR)
    form = Form("agreement", new_key(), 0)
    page = at(walk, own, form=form.code)
    choice = page.test.radio(key=f"{form.name}-target")
    assert choice.value is None
    assert "Women in scales 11-14" in choice.options
    fill(page, form, target="women-11-14", aim="Look wider", responsible="head of department", due="1-9-2027")
    press(page, "save", form)
    made = agreements(kept(own), None)[0].value
    assert (made.target, made.band, made.conversation, made.status) == ("women-11-14", "11-14", "t", "open")
    assert made.due == date(2027, 9, 1)
    later = Form("agreement", form.key, 1)
    page.go("talk", lang="en", unit=UNIT, form=later.code)
    fill(
        page,
        later,
        status="done",
        done=written_day(days(-1)),
        outcome="It worked",
        target="world-15up",
        conversation="",
    )
    press(page, "save", later)
    done = agreements(kept(own), None)[0].value
    assert (done.status, done.done, done.target, done.band, done.conversation) == ("done", days(-1), "world-15up", "15+", None)  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_missing_or_no_day_is_said_at_its_field_and_what_was_typed_stays(own, walk, reader, language):
    registers_beside(own, {}).close()
    reader(AMBASSADOR)
    words, form = Words(language), Form("agreement", new_key(), 0)
    page = fill(at(walk, own, lang=language, form=form.code), form, aim="Keep me", due="soon", done="31-2-2027")
    press(page, "save", form)
    said = page.test.error[0].value
    for field in ("field_due", "field_done"):
        assert words("field_day_wrong", field=words(field)) in said
    fill(page, form, due="", done="")
    press(page, "save", form)
    said = page.test.error[0].value
    assert words("field_target") in said
    assert words("field_responsible") in said
    assert words("field_aim") not in said
    assert "target" not in said.replace(words("field_target"), "")
    assert page.test.text_area(key=f"{form.name}-aim").value == "Keep me"
    assert agreements(kept(own), None, removed=True) == []
    fill(page, form, target="world-15up", responsible="dean", status="dropped")
    press(page, "save", form)
    assert words("field_outcome") in page.test.error[0].value
    assert page.test.query_params["form"] == form.code


def test_a_form_that_is_left_saves_nothing(own, walk, reader):
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="As it was")}).close()
    reader(AMBASSADOR)
    form = Form("conversation", "t", 1)
    page = fill(at(walk, own, form=form.code), form, notes="Other words")
    press(page, "leave", form)
    assert "form" not in page.test.query_params
    assert history(kept(own), "t", None)[-1].version == 1
    assert f'data-draft-done="{form.code}"' in page.html


def test_a_form_sent_twice_makes_one_record(own, walk, reader):
    registers_beside(own, {}).close()
    reader(AMBASSADOR)
    form = Form("conversation", new_key(), 0)
    for _ in range(2):
        page = fill(at(walk, own, form=form.code), form, state="planned", day="12-3-2027", notes="Once")
        press(page, "save", form)
        assert EN("record_saved") in page.html
    assert [each.version for each in conversations(kept(own), None)] == [1]


def test_a_key_of_somebodys_own_making_opens_no_new_form(own, walk, reader):
    registers_beside(own, {"example-talk": talk(OTHER, "held", HELD)}).close()
    reader(AMBASSADOR)
    for key in ("example-talk", "1", "a" * 32):
        page = at(walk, own, form=f"conversation:{key}:0")
        assert forms_of(page) == []
        assert page.info == [EN("form_not_there")]


# --- two at once ---------------------------------------------------------------------------------------


def two_at_once(own, walk, reader):
    """Two people open one record; the first saves. The page and the form of the second, who has just pressed save."""
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="As it was", roles=("dean",))}).close()
    form = Form("conversation", "t", 1)
    reader(AMBASSADOR)
    first = at(walk, own, form=form.code)
    reader(SECOND)
    second = fill(at(walk, own, form=form.code), form, notes="Of the second", roles="dean\nadviser")
    reader(AMBASSADOR)
    press(fill(first, form, notes="Of the first"), "save", form)
    reader(SECOND)
    return press(second, "save", form), form


def test_who_comes_second_sees_both_and_nothing_is_lost_or_saved(own, walk, reader):
    page, form = two_at_once(own, walk, reader)
    assert page.test.error[0].value == EN("conflict_why", role="ambassador")
    table = page.html.split(f"<caption>{EN('conflict_caption')}")[1].split("</table>")[0]
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table.split("<tbody")[1])
    assert cells == ["Who took part", "dean, adviser", "dean", "Notes", "Of the second", "Of the first"]
    assert conversations(kept(own), None)[0].value.notes == "Of the first"
    assert page.test.text_area(key=f"{form.name}-notes").value == "Of the second"


def test_somebody_with_two_windows_is_not_called_somebody_else(own, walk, reader):
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="As it was", roles=("dean",))}).close()
    form = Form("conversation", "t", 1)
    reader(AMBASSADOR)
    one, other = (at(walk, own, form=form.code) for _ in range(2))
    press(fill(one, form, notes="In the first window"), "save", form)
    page = press(fill(other, form, notes="In the second window"), "save", form)
    assert page.test.error[0].value == EN("conflict_why_by_you")
    assert conversations(kept(own), None)[0].value.notes == "In the first window"


def test_who_comes_second_can_keep_their_own(own, walk, reader):
    page, form = two_at_once(own, walk, reader)
    press(page, "keep-mine", form)
    now = conversations(kept(own), None)[0]
    assert (now.version, now.value.notes, now.value.roles) == (3, "Of the second", ("dean", "adviser"))
    assert "form" not in page.test.query_params
    assert [each.subject for each in history(kept(own), "t", None)] == ["somebody", "an-ambassador", "another"]


def test_who_comes_second_can_take_the_others_and_go_on_from_there(own, walk, reader):
    page, form = two_at_once(own, walk, reader)
    press(page, "take-theirs", form)
    there = Form("conversation", "t", 2)
    assert page.test.query_params["form"] == there.code
    assert page.test.text_area(key=f"{form.name}-notes").value == "Of the first"
    assert not page.test.error
    press(fill(page, there, notes="Of the first, and more"), "save", there)
    now = conversations(kept(own), None)[0]
    assert (now.version, now.value.notes, now.value.roles) == (3, "Of the first, and more", ("dean",))


def test_a_third_who_comes_between_is_compared_as_well(own, walk, reader):
    page, form = two_at_once(own, walk, reader)
    mine = replace(conversations(kept(own), None)[0].value, notes="Of the third")
    change(kept(own), "t", 2, mine, Author("third", "advisor"), datetime.now(UTC))
    press(page, "keep-mine", form)
    assert "Of the third" in page.html
    assert conversations(kept(own), None)[0].value.notes == "Of the third"
    press(page, "keep-mine", form)
    assert conversations(kept(own), None)[0].value.notes == "Of the second"


def test_what_somebody_removed_meanwhile_is_said_to_be_and_can_be_saved_again(own, walk, reader):
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="As it was")}).close()
    form = Form("conversation", "t", 1)
    reader(SECOND)
    second = fill(at(walk, own, form=form.code), form, notes="Typed")
    reader(AMBASSADOR)
    press(at(walk, own, form=form.code), "remove", form)
    reader(SECOND)
    # By now the form is no longer there; whoever had it open is told, and what was typed waits in the tab.
    page = press(second, "save", form)
    assert page.info == [EN("form_not_there")]
    assert conversations(kept(own), None) == []


def test_what_somebody_changed_meanwhile_is_not_removed_unseen(own, walk, reader):
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="One")}).close()
    form = Form("conversation", "t", 1)
    reader(AMBASSADOR)
    page = at(walk, own, form=form.code)
    change(kept(own), "t", 1, talk(UNIT, "held", HELD, notes="Two"), AUTHOR, datetime.now(UTC))
    press(page, "remove", form)
    assert page.test.error[0].value == EN("conflict_look_again")
    assert [each.value.notes for each in conversations(kept(own), None)] == ["Two"]
    # Likewise of what was put back, and removed again, by somebody else.
    later = Form("conversation", "t", 2)
    press(at(walk, own, form=later.code), "remove", later)
    assert conversations(kept(own), None) == []
    page = at(walk, own)
    change(kept(own), "t", 3, talk(UNIT, "held", HELD, notes="Three"), AUTHOR, datetime.now(UTC))
    press(page, "put-back", Form("conversation", "t", 3))
    assert page.test.error[0].value == EN("conflict_look_again")
    assert [each.value.notes for each in conversations(kept(own), None)] == ["Three"]


def test_a_form_of_an_earlier_version_says_that_there_is_a_later_one(own, walk, reader):
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="One")}).close()
    change(kept(own), "t", 1, talk(UNIT, "held", HELD, notes="Two"), AUTHOR, datetime.now(UTC))
    reader(AMBASSADOR)
    form = Form("conversation", "t", 1)
    page = at(walk, own, form=form.code)
    assert page.info == [EN("form_behind", who="policy advisor")]
    assert page.test.text_area(key=f"{form.name}-notes").value == "One"
    press(fill(page, form, notes="Three"), "save", form)
    assert conversations(kept(own), None)[0].value.notes == "Two"


def test_what_was_typed_over_one_version_is_never_taken_for_an_edit_of_a_later_one(own, walk, reader):
    """Somebody changes the version in the address by hand: the fields begin anew."""
    registers_beside(own, {"t": talk(UNIT, "held", HELD, notes="One")}).close()
    change(kept(own), "t", 1, talk(UNIT, "held", HELD, notes="Two"), AUTHOR, datetime.now(UTC))
    reader(AMBASSADOR)
    form, later = Form("conversation", "t", 1), Form("conversation", "t", 2)
    page = fill(at(walk, own, form=form.code), form, notes="Over one").again()
    page.go("talk", lang="en", unit=UNIT, form=later.code)
    assert page.test.text_area(key=f"{form.name}-notes").value == "Two"


# --- who reads and who writes --------------------------------------------------------------------------


def test_a_dean_reads_all_of_it_and_finds_nothing_to_press(own, walk, reader):
    registers_beside(own, returning()).close()
    reader(DEAN)
    page = at(walk, own)
    assert "What was said" in page.html
    assert "Advertise for longer" in page.html
    assert "form=" not in page.html
    assert [each.key for each in page.test.button] == []
    assert forms_of(page) == []
    assert len(page.offered) == 3


@pytest.mark.parametrize("person", [DEAN, UNSIGNED], ids=["dean", "unsigned"])
@pytest.mark.parametrize(
    "code",
    ["conversation:last:1", "agreement:open:1", pytest.param(f"conversation:{new_key()}:0", id="new"), "activity:x:1"],
)
def test_a_form_of_somebodys_own_making_gives_a_reader_nothing_to_save(own, walk, reader, person, code):
    registers_beside(own, returning()).close()
    reader(person)
    page = at(walk, own, form=code)
    assert forms_of(page) == []
    assert page.info == [EN("form_not_there")]
    assert 'data-draft="' not in page.html
    # And what would save it refuses, whatever was drawn.
    visit = page.test.session_state["visit"]
    assert saved(visit, "talk", Form("conversation", new_key(), 0), talk(UNIT, "held", HELD)) is None
    assert saved(visit, "talk", Form("conversation", "last", 1), talk(UNIT, "held", HELD, notes="x")) is None
    assert len(conversations(kept(own), None)) == 3
    assert one(kept(own), "last", None).version == 1


def test_saving_about_another_unit_than_ones_own_is_refused(own, walk, reader):
    registers_beside(own, returning()).close()
    reader(AMBASSADOR)
    visit = at(walk, own).test.session_state["visit"]
    assert saved(visit, "talk", Form("conversation", new_key(), 0), talk(OTHER, "held", HELD)) is None
    assert saved(visit, "talk", Form("agreement", "elsewhere", 1), agreement(UNIT, "Taken over")) is None
    assert one(kept(own), "elsewhere", None).value.unit == OTHER


def test_the_board_has_no_such_page(own, walk, reader):
    registers_beside(own, returning()).close()
    reader(BOARD)
    page = at(walk, own)
    assert page.title == EN("not_yours_title")
    assert "What was said" not in page.text


def test_a_record_of_another_unit_is_answered_as_one_that_never_was(own, walk, reader):
    registers_beside(own, returning()).close()
    reader(AMBASSADOR)
    texts = []
    for code in ("agreement:elsewhere:1", "agreement:neverwas:1", "agreement:open:9", "conversation:open:1"):
        page = at(walk, own, form=code)
        assert forms_of(page) == []
        assert page.info == [EN("form_not_there")]
        texts.append(page.html)
    # Whoever may write about both still finds a record on the page of its own unit only.
    reader(Person("", (Grant("advisor"),), "an-advisor"))
    assert at(walk, own, form="agreement:elsewhere:1").info == [EN("form_not_there")]
    assert forms_of(at(walk, own, unit=OTHER, form="agreement:elsewhere:1")) != []


def test_a_unit_of_somebody_else_gives_ones_own(own, walk, reader):
    registers_beside(own, returning()).close()
    reader(AMBASSADOR)
    page = at(walk, own, unit=OTHER)
    assert "Of another faculty" not in page.text
    assert page.title.startswith("Conversation with Behavioural Sciences")
    assert [option.split("(")[-1][:-1] for option in page.test.selectbox(key="unit").options] == [
        *(UNIT, "EXU-BEH-PSC", "EXU-BEH-EDU", "EXU-BEH-GOV"),
    ]


# --- words of every kind -------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+1", "-1", "@SUM(A1)", "\t=1+1", " \n=cmd|' /C calc'!A0",
    "'; DROP TABLE conversation; --",
    "**bold** [link](http://evil.example) ![x](http://evil.example/x.png) :material/home: $x$",
    "שלום \u202eabc\u202c مرحبا",
    "👩‍👩‍👧‍👦 e\u0301 \U0001f600",
    "line one\nline two\n\n  indented",
    "x" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_every_kind_are_shown_as_text_and_go_into_files_as_text(own, walk, text):
    registers_beside(own, {
        "t": talk(UNIT, "held", HELD, notes=text, roles=(text.strip(),)),
        "a": agreement(UNIT, text, trigger=text, barrier=text, outcome=text, conversation="t"),
    }).close()  # fmt: skip
    page = at(walk, own)
    assert escape(text) in page.html
    for markup in ("<script>alert", "<img", "onerror=alert(2)>", 'href="http://evil'):
        assert markup not in page.html
    # Nothing of it stands where Markdown is read.
    for kind in ("markdown", "info", "error", "title", "warning"):
        assert all(text.strip() not in each.value for each in page.test.get(kind))
    files = page.files()
    assert len(files) == 3
    for name, content in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
            assert any(cell in (text, f"'{text}") for cell in cells)
            # A spreadsheet takes what begins like this for a formula.
            assert not [cell for cell in cells if cell.strip()[:1] in ("=", "+", "-", "@") and cell.strip()[:1]]
    form = Form("conversation", "t", 1)
    assert at(walk, own, form=form.code).test.text_area(key=f"{form.name}-notes").value == text


def test_what_is_typed_comes_back_as_it_was_typed(own, walk, reader):
    registers_beside(own, {}).close()
    reader(AMBASSADOR)
    for text in HOSTILE:
        form = Form("conversation", new_key(), 0)
        page = fill(at(walk, own, form=form.code), form, state="held", day="1-1-2026", notes=text)
        press(page, "save", form)
        assert one(kept(own), form.key, None).value.notes == text


def test_more_than_can_be_kept_is_said_and_nothing_is_saved(own, walk, reader):
    registers_beside(own, {}).close()
    reader(AMBASSADOR)
    form = Form("agreement", new_key(), 0)
    page = fill(at(walk, own, form=form.code), form, target="world-15up", responsible="dean", aim="y" * 120_001)
    press(page, "save", form)
    assert EN("field_aim") in page.test.error[0].value
    assert "120000" in page.test.error[0].value
    assert agreements(kept(own), None) == []


# --- former codes --------------------------------------------------------------------------------------


def test_records_under_a_former_code_count_for_the_unit_and_keep_their_code(own, walk, reader):
    changed_about(own / "published" / "3f9a1c07d2", renamed={"EXU-OLD": UNIT, "EXU-OTHEROLD": OTHER})
    registers_beside(own, {
        "t": talk("EXU-OLD", "held", HELD, notes="Under the old name"),
        "a": agreement("EXU-OLD", "Agreed then", conversation="t"),
        "b": agreement("EXU-OLD", "Closed before that talk", status="done", done=days(-300)),
        "c": agreement("EXU-OTHEROLD", "Of another faculty"),
        "u": talk(UNIT, "held", days(-20)),
    }).close()  # fmt: skip
    reader(AMBASSADOR)
    page = at(walk, own)
    brought = page.html.split(EN("talk_section_brought"))[1].split(EN("talk_section_conversation"))[0]
    assert "Agreed then" in brought
    assert "Closed before that talk" not in brought
    assert "Under the old name" in page.html
    assert "Of another faculty" not in page.text
    form = Form("agreement", "a", 1)
    page = fill(at(walk, own, form=form.code), form, aim="Agreed then, and now")
    press(page, "save", form)
    assert one(kept(own), "a", None).value.unit == "EXU-OLD"
    assert one(kept(own), "a", None).value.aim == "Agreed then, and now"


def test_a_sound_harness_finds_what_a_form_holds(own, walk, reader):
    """The tests above say that there are no fields: where there are, they are found."""
    registers_beside(own, {"t": talk(UNIT, "held", HELD)}).close()
    reader(AMBASSADOR)
    assert {each.rsplit("-", 1)[-1] for each in forms_of(at(walk, own, form="conversation:t:1"))} == {
        *("state", "day", "next_day", "roles", "publication", "notes"),
    }
    add(kept(own), "z", agreement(UNIT), AUTHOR, datetime.now(UTC))
    assert len(forms_of(at(walk, own, form="agreement:z:1"))) == 12


def test_names_of_the_organisation_are_text_on_the_page_and_in_its_forms(own, walk, reader):
    evil = "<img src=x onerror=alert(1)> [a](http://evil.example) **b**"
    folder = own / "published" / "3f9a1c07d2"
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    for name in ("targets", "bands", "groups"):
        for each in about[name]:
            each["name"] = {"en": f"{evil}{each['code']}"}
    changed_about(folder, targets=about["targets"], bands=about["bands"], groups=about["groups"])
    registers_beside(own, returning()).close()
    reader(AMBASSADOR)
    page = at(walk, own, form="agreement:open:1")
    assert "<img" not in page.html
    assert "&lt;img" in page.html
    options = page.test.radio(key="agreement-open-target").options
    assert all("<img" not in each.replace("\\<", "") for each in options)
    assert all("[a](" not in each for each in options)


def test_many_records_are_one_page_that_is_there_at_once(own, walk, reader):
    """Twelve years of quarterly conversations with three agreements each."""
    records = {f"t{at}": talk(UNIT, "held", days(-90 * at - 1), notes="Said " * 400) for at in range(48)}
    records |= {
        f"a{at}": agreement(UNIT, f"Agreed {at}", conversation=f"t{at // 3}", status="done", done=days(-at))
        for at in range(144)
    }
    registers_beside(own, records).close()
    reader(AMBASSADOR)
    page = at(walk, own)
    began = perf_counter()
    page.again()
    took = perf_counter() - began
    assert all(f"Agreed {at}" in page.html for at in (0, 143))
    assert took < 5, f"{took:.1f} s for 192 records"
