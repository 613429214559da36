"""The calendar of conversations in a real browser, by keyboard alone: found, shared, taken along; what waits leads on and back."""

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from registers import open_registers, rhythms
from tests.browser.accounts import DEAN
from tests.browser.server import Login
from tests.browser.walking import PATIENCE_MILLISECONDS, faults, settled, visit
from tests.dashboard.agreed import agreement, every_stand, registers_beside, rhythm
from tests.dashboard.publication import write_publication

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=document.title='taken'>\u202e"
FOCUSED = "() => (document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with every stand beside it, and words that would rather be a script."""
    made = tmp_path_factory.mktemp("talks")
    write_publication(made, months=2)
    registers_beside(made, {**every_stand(), "hostile": agreement("EXU-ENG", HOSTILE)}).close()
    return made


@pytest.fixture(scope="module")
def site(serve, folder: Path) -> str:
    return serve(folder).address


def units(page: Page) -> list[str]:
    """The codes in the calendar, as they are read."""
    return [each.split()[-1] for each in page.locator(".sc-rows tbody th:visible").all_inner_texts()]


def test_a_unit_is_found_by_keyboard_and_the_address_can_be_given_to_somebody_else(page, browser, site):
    visit(page, f"{site}talks?lang=en")
    assert len(units(page)) == 7
    field = page.get_by_label("Search by name or code of a unit")
    field.focus()
    page.keyboard.type("library")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "find=library" in url, timeout=PATIENCE_MILLISECONDS)
    expect(page.locator(".sc-rows tbody th:visible")).to_have_count(1, timeout=PATIENCE_MILLISECONDS)
    assert units(page) == ["EXU-SER-LIB"]
    # Whoever types goes on typing.
    expect(field).to_be_focused()
    somebody = browser.new_page()
    visit(somebody, page.url)
    assert units(somebody) == ["EXU-SER-LIB"]
    somebody.close()
    page.get_by_role("combobox", name="Standing").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    page.wait_for_url(lambda url: "stand=" in url, timeout=PATIENCE_MILLISECONDS)


def test_what_waits_leads_to_its_form_and_back_to_its_line(page, site):
    visit(page, f"{site}talks?lang=en")
    line = page.get_by_role("link", name="Engineering: agreement past its date")
    line.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Update the agreement")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    assert "form=agreement%3Alate%3A1" in page.url
    page.go_back()
    expect(page.get_by_role("heading", name="What waits")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    expect(line).to_be_focused(timeout=PATIENCE_MILLISECONDS)


def test_a_rhythm_is_set_by_keyboard_and_stands_in_the_calendar(page, site, folder):
    visit(page, f"{site}talks?lang=en&find=library")
    page.get_by_role("link", name="arrange: rhythm of Library").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("First conversation by")
    field.wait_for(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    assert faults(page) == []
    assert page.locator("#form").count() == 1
    page.get_by_role("radio", name="every year", exact=True).focus()
    page.keyboard.press("ArrowDown")
    field.focus()
    page.keyboard.type("1 march 2027")
    page.keyboard.press("Tab")
    for _ in range(6):
        if page.evaluate(FOCUSED) == "Save":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    registers = open_registers(folder / "registers" / "registers.sqlite")
    (kept,) = [each for each in rhythms(registers, None) if each.value.unit == "EXU-SER-LIB"]
    registers.close()
    assert (kept.value.every, kept.value.first_day.isoformat()) == ("half_yearly", "2027-03-01")
    expect(page.locator(".sc-rows tbody tr").first).to_contain_text("every half year")


def test_the_days_ahead_are_taken_along_and_nothing_that_was_noted(page, site):
    visit(page, f"{site}talks?lang=en&find=nowhere")
    button = page.get_by_role("button", name="Take along in your calendar")
    button.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    content = Path(saved.value.path()).read_bytes()
    assert saved.value.suggested_filename.endswith(".ics")
    said = {str(each["SUMMARY"]) for each in Calendar.from_ical(content).walk("VEVENT")}
    assert "Conversation Science and Technology" in said
    assert b"Zzgeheim" not in content


def test_what_somebody_typed_runs_nothing_and_turns_nothing_round(page, site):
    visit(page, f"{site}talks?lang=en")
    assert page.title() == "Conversations · Streefcijfer"
    typed = page.locator("bdi", has_text="onerror")
    expect(typed).to_be_visible()
    assert page.locator('img[src="x"]').count() == 0


def test_a_dean_finds_the_own_unit_and_nothing_to_write(serve, provider, enter, tmp_path_factory):
    own = tmp_path_factory.mktemp("dean")
    write_publication(own, months=2)
    registers_beside(own, {**every_stand(), **rhythm("EXU-BEH-EDU", every_stand()["sci-next"].day)}).close()
    page = enter(serve(own, Login(provider)), DEAN, "talks?lang=en")
    settled(page)
    assert page.locator("h1").inner_text() == "2 conversations to plan"
    assert set(units(page)) == {"EXU-BEH", "EXU-BEH-EDU"}
    assert page.locator('a[href$="#form"]').count() == 0
    assert faults(page) == []
