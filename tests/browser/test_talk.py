"""The page of one conversation in a real browser: what is typed outlives the server, a reload and a sign-in."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.serve import command, environment
from registers import Conversation, Registers, change, conversations, history, one, open_registers
from tests.browser.accounts import ADVISOR, AMBASSADOR, DEAN
from tests.browser.server import ROOT, Login, Site, answering, free_port
from tests.browser.walking import (
    PATIENCE_MILLISECONDS,
    SIGN_IN,
    faults,
    settled,
    sign_in,
    sign_out,
    tell_provider,
    visit,
)
from tests.dashboard.agreed import AUTHOR, agreement, days, registers_beside, rhythm, talk
from tests.dashboard.publication import write_publication

pytestmark = pytest.mark.browser

UNIT = "EXU-BEH"
PAGE = f"talk?unit={UNIT}&lang=en"
NOTES = "Typed, and the field not left: “vier weken” <b>é</b> 👩‍🔬"
STORED = "JSON.stringify(sessionStorage)"


def entries() -> dict[str, object]:
    return {
        **rhythm(UNIT, days(30)),
        "last": talk(UNIT, "held", days(-300), roles=("dean", "ambassador"), notes="As it was"),
        "late": agreement(UNIT, "Advertise for longer", due=days(-9), conversation="last"),
        "elsewhere": talk("EXU-ENG", "held", days(-9), notes="Of another faculty"),
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication with registers of its own, to write in."""
    write_publication(tmp_path, months=2)
    registers_beside(tmp_path, entries()).close()  # type: ignore[arg-type]
    return tmp_path


@dataclass
class Mortal:
    """A dashboard that can be killed, and come back at the same address."""

    processed: Path
    port: int
    log: Path
    server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> "Mortal":
        with self.log.open("ab") as written:
            self.server = subprocess.Popen(
                [*command(self.port), "--secrets.files", str(self.processed / "none.toml")],
                env=environment(self.processed, os.environ), cwd=ROOT, stdout=written, stderr=written,
            )  # fmt: skip
        answering(f"{self.address}_stcore/health", self.log)
        return self

    def kill(self) -> None:
        if self.server is not None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait(timeout=20)


@pytest.fixture(scope="module")
def port() -> int:
    """The same for every test: what is at another port, a browser compiles anew."""
    return free_port()


@pytest.fixture
def mortal(folder: Path, port: int) -> Iterator[Mortal]:
    started = Mortal(folder, port, folder / "server.log").start()
    yield started
    started.kill()


def kept(folder: Path) -> Registers:
    return open_registers(folder / "registers" / "registers.sqlite")


def of_unit(folder: Path) -> list[Conversation]:
    return [each.value for each in conversations(kept(folder), frozenset({UNIT}))]


def add_version(folder: Path, text: str) -> None:
    """Somebody else changes the notes meanwhile."""
    now = of_unit(folder)[0]
    change(kept(folder), "last", 1, replace(now, notes=text), AUTHOR, datetime.now(UTC))


def notes(page: Page) -> Locator:
    return page.get_by_label("Notes (no names")


def open_new(page: Page) -> None:
    page.get_by_role("link", name="New conversation").click()
    expect(notes(page)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    expect(page.locator("#form")).to_be_focused(timeout=PATIENCE_MILLISECONDS)


def write(page: Page) -> None:
    """Fill in a new conversation; the cursor stays in the notes."""
    page.get_by_text("held", exact=True).first.click()
    day = page.get_by_label("Date of the conversation")
    day.click()
    page.keyboard.type("1-2-2026")
    notes(page).click()
    page.keyboard.insert_text(NOTES)
    expect(notes(page)).to_be_focused()


def holds_what_was_typed(page: Page) -> None:
    expect(notes(page)).to_be_enabled(timeout=PATIENCE_MILLISECONDS)
    expect(notes(page)).to_have_value(NOTES, timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_label("Date of the conversation")).to_have_value("1-2-2026")
    expect(page.get_by_role("radio", name="held")).to_be_checked()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".sc-saved")).to_have_text("Saved.", timeout=PATIENCE_MILLISECONDS)


def drafts(page: Page) -> dict[str, str]:
    found: dict[str, str] = json.loads(page.evaluate(STORED))
    return {name: text for name, text in found.items() if name.startswith("streefcijfer-draft")}


# --- nothing typed is lost -----------------------------------------------------------------------------


def test_what_is_typed_outlives_a_server_that_is_killed_and_is_saved_once(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    open_new(page)
    write(page)
    mortal.kill()
    expect(notes(page)).to_be_disabled(timeout=PATIENCE_MILLISECONDS)
    expect(notes(page)).to_have_value(NOTES)
    mortal.start()
    holds_what_was_typed(page)
    save(page)
    found = [each for each in of_unit(mortal.processed) if each.notes == NOTES]
    assert [(each.state, each.day, each.roles) for each in found] == [
        ("held", date(2026, 2, 1), ("dean", "ambassador")),
    ]
    assert len(of_unit(mortal.processed)) == 2
    assert drafts(page) == {}


def test_a_server_killed_after_save_was_pressed_saves_once_or_not_at_all_and_the_form_can_be_sent_again(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    for round_ in range(3):
        open_new(page)
        write(page)
        page.get_by_role("button", name="Save").click()
        page.wait_for_timeout(40 * round_)
        mortal.kill()
        mortal.start()
        settled(page)
        if "form=" in page.url:
            # It came back with the form: sent again, it makes no second record.
            holds_what_was_typed(page)
            save(page)
        written = [each for each in of_unit(mortal.processed) if each.notes == NOTES]
        assert len(written) == round_ + 1
        assert {(each.state, each.day) for each in written} == {("held", date(2026, 2, 1))}
        visit(page, f"{mortal.address}{PAGE}")


def test_a_page_that_is_loaded_anew_has_what_was_typed_and_says_so(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    open_new(page)
    write(page)
    assert len(drafts(page)) == 1
    page.reload()
    settled(page)
    holds_what_was_typed(page)
    expect(page.locator(".sc-draft")).to_have_text("What you typed before and had not saved yet is here again.")
    assert "<b>" not in page.locator(".sc-draft").inner_html()
    save(page)
    assert [each.notes for each in of_unit(mortal.processed)].count(NOTES) == 1
    assert drafts(page) == {}
    page.reload()
    settled(page)
    open_new(page)
    expect(notes(page)).to_have_value("")
    expect(page.locator(".sc-draft")).to_have_text("")


def test_what_was_typed_in_an_agreement_comes_back_with_every_choice(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    page.get_by_role("link", name="New agreement").click()
    aim = page.get_by_label("What was agreed")
    expect(aim).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    page.get_by_text("Women in scales 11-14", exact=True).last.click()
    page.get_by_text("under way", exact=True).last.click()
    for label, text in (("What was agreed", "Look wider"), ("Who does it", "head"), ("Due by", "1-9-2027")):
        page.get_by_label(label).click()
        page.keyboard.insert_text(text)
    page.wait_for_timeout(300)
    page.reload()
    settled(page)
    expect(aim).to_have_value("Look wider", timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("radio", name="Women in scales 11-14")).to_be_checked()
    expect(page.get_by_role("radio", name="under way")).to_be_checked()
    save(page)
    expect(page.locator(".sc-records").first).to_contain_text("Look wider")


def test_a_form_that_is_left_leaves_nothing_in_the_tab_and_no_other_tab_has_it(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    open_new(page)
    write(page)
    beside = page.context.new_page()
    visit(beside, page.url)
    expect(notes(beside)).to_have_value("")
    beside.close()
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(lambda url: "form=" not in url, timeout=PATIENCE_MILLISECONDS)
    settled(page)
    assert drafts(page) == {}
    assert len(of_unit(mortal.processed)) == 1
    expect(page.locator("h1")).to_be_focused(timeout=PATIENCE_MILLISECONDS)


def test_what_is_typed_outlives_registers_that_are_away_when_it_is_saved(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    open_new(page)
    write(page)
    there = mortal.processed / "registers"
    there.rename(mortal.processed / "away")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".stMain")).to_contain_text("there are no registers", timeout=PATIENCE_MILLISECONDS)
    (mortal.processed / "away").rename(there)
    page.reload()
    settled(page)
    holds_what_was_typed(page)
    save(page)
    assert [each.notes for each in of_unit(mortal.processed)].count(NOTES) == 1


def test_a_draft_with_markup_in_it_is_put_back_as_a_value_and_runs_nothing(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    open_new(page)
    evil = "</textarea><img src=x onerror='window.ran=1'><script>window.ran=1</script>\"'`${window.ran=1}"
    notes(page).click()
    page.keyboard.insert_text(evil)
    for spoiled in ("{", "[1]", '"x"', '{"st-key-x": {"a": 1}}', "null"):
        page.evaluate("(text) => sessionStorage.setItem('streefcijfer-draft:else:conversation:x:1', text)", spoiled)
        page.reload()
        settled(page)
        expect(notes(page)).to_have_value(evil, timeout=PATIENCE_MILLISECONDS)
    assert page.evaluate("window.ran") is None
    # A draft of whoever was here before is not for this reader.
    assert [name for name in drafts(page) if ":else:" in name] == []


# --- signing in ----------------------------------------------------------------------------------------


@pytest.fixture
def closed_site(serve, provider, folder) -> Site:
    return serve(folder, Login(provider))


def test_what_is_typed_outlives_a_sign_in_that_ended_and_is_gone_when_somebody_signs_out(page, closed_site):
    address = f"{closed_site.address}{PAGE}"
    sign_in(page, AMBASSADOR, address)
    settled(page)
    open_new(page)
    write(page)
    there = page.url.split("#")[0]
    # The sign-in ends, and the page is loaded again.
    page.context.clear_cookies()
    page.reload()
    page.get_by_role("button", name="Sign in").click(timeout=PATIENCE_MILLISECONDS)
    tell_provider(page, AMBASSADOR)
    page.wait_for_url(lambda url: "form=" in url, timeout=PATIENCE_MILLISECONDS)
    settled(page)
    assert page.url.split("#")[0] == there
    holds_what_was_typed(page)
    assert len(drafts(page)) == 1
    sign_out(page)
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert drafts(page) == {}


def test_somebody_else_in_the_same_tab_does_not_get_it(page, closed_site):
    sign_in(page, AMBASSADOR, f"{closed_site.address}{PAGE}")
    settled(page)
    open_new(page)
    write(page)
    there = page.url.split("#")[0]
    # The tab is left as it is, and somebody else signs in.
    page.context.clear_cookies()
    sign_in(page, ADVISOR, there)
    page.wait_for_url(lambda url: "form=" in url, timeout=PATIENCE_MILLISECONDS)
    settled(page)
    expect(notes(page)).to_have_value("", timeout=PATIENCE_MILLISECONDS)
    assert drafts(page) == {}


def test_somebody_else_who_opens_no_form_does_not_leave_it_there_either(page, closed_site):
    sign_in(page, AMBASSADOR, f"{closed_site.address}{PAGE}")
    settled(page)
    open_new(page)
    write(page)
    page.context.clear_cookies()
    sign_in(page, DEAN, f"{closed_site.address}unit?lang=en")
    settled(page)
    assert drafts(page) == {}


def test_a_dean_reads_it_and_gets_no_form_by_its_address(enter, closed_site, folder):
    page = enter(closed_site, DEAN, PAGE)
    settled(page)
    expect(page.locator(".stMain")).to_contain_text("As it was")
    assert page.locator("textarea, .sc-act").count() == 0
    visit(page, f"{closed_site.address}{PAGE}&form=conversation:last:1")
    expect(page.locator(".stMain")).to_contain_text("This form is not there.")
    assert page.locator("textarea").count() == 0
    visit(page, f"{closed_site.address}talk?unit=EXU-ENG&lang=en")
    assert "Of another faculty" not in page.content()
    assert one(kept(folder), "last", None).version == 1  # type: ignore[union-attr]


# --- two at once ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("keeps", ["mine", "theirs"])
def test_two_people_edit_one_record_and_the_second_chooses(enter, closed_site, folder, keeps):
    first, second = (enter(closed_site, who, f"{PAGE}&form=conversation:last:1") for who in (ADVISOR, AMBASSADOR))
    for each, text in ((first, "Of the first"), (second, "Of the second")):
        settled(each)
        notes(each).fill(text)
    save(first)
    second.get_by_role("button", name="Save").click()
    table = second.locator("table", has_text="What differs")
    expect(table).to_contain_text("Of the first", timeout=PATIENCE_MILLISECONDS)
    expect(table).to_contain_text("Of the second")
    expect(notes(second)).to_have_value("Of the second")
    assert faults(second) == []
    if keeps == "mine":
        second.get_by_role("button", name="Keep mine").click()
        expect(second.locator(".sc-saved")).to_have_text("Saved.", timeout=PATIENCE_MILLISECONDS)
        assert [each.notes for each in of_unit(folder)] == ["Of the second"]
    else:
        second.get_by_role("button", name="Take theirs").click()
        expect(notes(second)).to_have_value("Of the first", timeout=PATIENCE_MILLISECONDS)
        notes(second).press("End")
        second.keyboard.insert_text(", and more")
        save(second)
        assert [each.notes for each in of_unit(folder)] == ["Of the first, and more"]
    assert [each.version for each in history(kept(folder), "last", None)] == [1, 2, 3]
    assert drafts(second) == {}


# --- keyboard ------------------------------------------------------------------------------------------


def test_a_conversation_is_written_down_with_the_keyboard_alone(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    page.get_by_role("link", name="New conversation").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#form")).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="planned")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="held")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.insert_text("1-2-2026")
    page.keyboard.press("Enter")  # sends nothing: a form is sent by its button
    expect(page.get_by_label("Date of the conversation")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(notes(page)).to_be_focused()
    page.keyboard.insert_text(NOTES)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".sc-saved")).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    expect(page.locator(".sc-saved")).to_have_text("Saved.")
    assert [each.notes for each in of_unit(mortal.processed)].count(NOTES) == 1


def test_a_fault_is_read_out_and_focus_stays_at_the_button(page, mortal):
    visit(page, f"{mortal.address}{PAGE}")
    open_new(page)
    page.get_by_label("Date of the conversation").fill("soon")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("this is no date", timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    expect(page.get_by_label("Date of the conversation")).to_have_value("soon")
    assert faults(page) == []


def test_what_was_typed_over_an_earlier_version_waits_at_its_own_form_and_is_compared_there(page, mortal):
    visit(page, f"{mortal.address}{PAGE}&form=conversation:last:1")
    notes(page).fill("")
    notes(page).click()
    page.keyboard.insert_text(NOTES)
    add_version(mortal.processed, "Of somebody else")
    # By another way to the form of the version that stands now: nothing of the draft is put over it.
    visit(page, f"{mortal.address}{PAGE}&form=conversation:last:2")
    expect(notes(page)).to_have_value("Of somebody else", timeout=PATIENCE_MILLISECONDS)
    page.locator(".sc-draft").get_by_role("link", name="Show it").click()
    expect(notes(page)).to_have_value(NOTES, timeout=PATIENCE_MILLISECONDS)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("table", has_text="What differs")).to_contain_text(
        "Of somebody else", timeout=PATIENCE_MILLISECONDS
    )
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator(".sc-saved")).to_have_text("Saved.", timeout=PATIENCE_MILLISECONDS)
    assert [each.notes for each in of_unit(mortal.processed)] == [NOTES]
    assert drafts(page) == {}
