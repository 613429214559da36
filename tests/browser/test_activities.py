"""The register of activities in a real browser: a table brought in, an owner found by keyboard alone, seen to leave the list."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from registers import Activity, activities, add, history, open_registers
from tests.browser.accounts import AMBASSADOR, DEAN
from tests.browser.server import Login, Site
from tests.browser.walking import PATIENCE_MILLISECONDS, faults, settled, visit
from tests.dashboard.agreed import AUTHOR, NOW, registers_beside
from tests.dashboard.publication import write_publication
from tests.registers.invented import TEXT

pytestmark = pytest.mark.browser

UNIT = "EXU-BEH"
HOSTILE = "<img src=x onerror=document.title='taken'>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_publication(tmp_path, months=2)
    registers_beside(tmp_path, {}).close()
    return tmp_path


@pytest.fixture
def desk(serve, folder: Path) -> Site:
    return serve(folder)


def kept(folder: Path) -> list:
    registers = open_registers(folder / "registers" / "registers.sqlite")
    found = activities(registers, None)
    registers.close()
    return found


def hand_in(page: Page, text: str) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": "lijst.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    expect(page.get_by_text("nothing brought in yet")).to_be_visible(timeout=PATIENCE_MILLISECONDS)


def take_in(page: Page, text: str = TEXT) -> None:
    hand_in(page, text)
    page.get_by_role("button", name="Bring in 11 activities").click()
    expect(page.get_by_text("11 activities read: 11 added")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)


def focus_on(page: Page, name: str, most: int = 120) -> None:
    """By the Tab key alone, from wherever the keyboard is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => { const at = document.activeElement;
          return at.getAttribute('aria-label') || at.textContent || ''; }""")
        if at.strip() == name:
            return
    raise AssertionError(f"the keyboard does not come to {name}")


def test_an_owner_is_found_by_keyboard_alone_and_the_activity_leaves_the_list(page, desk, folder):
    visit(page, f"{desk.address}activities?lang=en&unit=EXU")
    take_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "11 activities, 5 of them without an owner, a date or a plan"
    )
    page.evaluate("document.activeElement.blur()")
    focus_on(page, "Without an owner (4)")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "work=owner" in url, timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("heading", name="4 of 11 activities")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    expect(page.get_by_role("heading", name="Verhaal van de week")).to_be_visible()
    focus_on(page, "Fill in owner and date: Verhaal van de week")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fill in owner and date", timeout=PATIENCE_MILLISECONDS)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert faults(page) == []
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "INPUT":
            break
    page.keyboard.type("communicatieadviseur")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("heading", name="3 of 11 activities")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("heading", name="Verhaal van de week")).to_have_count(0)
    assert "work=owner" in page.url
    assert "form=" not in page.url
    found = next(each for each in kept(folder) if each.value.what == "Verhaal van de week")
    assert (found.version, found.value.who, found.value.period) == (2, "communicatieadviseur", "2025-2026")


def test_a_shared_address_opens_exactly_this_and_the_table_comes_in_once(page, browser, desk, folder):
    visit(page, f"{desk.address}activities?lang=en&unit=EXU")
    take_in(page)
    hand_in(page, TEXT)
    page.get_by_role("button", name="Bring in 11 activities").click()
    expect(page.get_by_text("0 added, 11 were there already")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert len(kept(folder)) == 11
    visit(page, f"{desk.address}activities?lang=en&unit=EXU&work=owner_redacted&by=unit&find=werven")
    expect(page.get_by_role("heading", name="2 of 11 activities")).to_be_visible()
    link = page.get_by_role("link", name="Permanent link to exactly this view").get_attribute("href")
    before = page.locator(".stMainBlockContainer").inner_text()
    other = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    visit(other, f"{desk.address}{link.removeprefix('./')}")
    assert other.locator(".stMainBlockContainer").inner_text() == before
    other.context.close()


def test_what_was_typed_is_there_again_after_a_reload_and_gone_when_it_is_saved(page, desk, folder):
    visit(page, f"{desk.address}activities?lang=en&unit={UNIT}")
    page.get_by_role("button", name="New activity").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A new activity", timeout=PATIENCE_MILLISECONDS)
    page.get_by_label("What do we do?").fill("Buddy")
    page.get_by_label("What does it mean?").fill(f"Koppels {HOSTILE}")
    page.reload()
    settled(page)
    expect(page.get_by_label("What does it mean?")).to_have_value(f"Koppels {HOSTILE}", timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_label("What do we do?")).to_have_value("Buddy")
    page.get_by_role("textbox", name="When?").fill("March to June 2027")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    expect(page.locator(".sc-register")).to_contain_text("Read as1 March 2027 to 30 June 2027")
    page.locator(".sc-register summary").first.click()
    expect(page.locator(".sc-register")).to_contain_text(f"Koppels {HOSTILE}")
    assert page.locator(".sc-register img").count() == 0
    assert not re.search("Koppels|Buddy", page.evaluate("JSON.stringify(sessionStorage)"))
    assert "taken" not in page.title()
    (found,) = kept(folder)
    assert (found.value.unit, found.value.meaning) == (UNIT, f"Koppels {HOSTILE}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_chosen_is_readable_on_every_theme(page, desk, folder, scheme):
    registers = open_registers(folder / "registers" / "registers.sqlite")
    add(registers, "linked", Activity(UNIT, "Leeskring", targets=("world-15up",)), AUTHOR, NOW)
    registers.close()
    page.emulate_media(color_scheme=scheme)
    visit(page, f"{desk.address}activities?lang=en&form=activity:linked:1")
    tag = page.locator("[data-tag]").first
    expect(tag).to_contain_text("5% from scale 15 up")
    ink, ground = tag.evaluate(
        """each => [getComputedStyle(each.querySelector('[title]')).color, getComputedStyle(each).backgroundColor]"""
    )
    assert contrast(ink, ground) >= 4.5
    assert faults(page) == []


def contrast(*colours: str) -> float:
    """Of two colours as a browser writes them, by the formula of WCAG."""

    def light(colour: str) -> float:
        parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted(map(light, colours))
    return (high + 0.05) / (low + 0.05)


def test_two_in_two_browsers_see_both_and_nothing_is_lost(browser, desk, folder):
    first, second = (browser.new_context(viewport={"width": 1280, "height": 1000}).new_page() for _ in range(2))
    visit(first, f"{desk.address}activities?lang=en&unit=EXU")
    take_in(first)
    key = next(each.key for each in kept(folder) if each.value.what == "Contactgroep")
    for page, who in ((first, "een"), (second, "twee")):
        visit(page, f"{desk.address}activities?lang=en&form=activity:{key}:1&short=yes")
        page.get_by_label("Who").fill(who)
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_text("You changed this yourself in another window")).to_be_visible(
        timeout=PATIENCE_MILLISECONDS
    )
    expect(second.get_by_label("Who")).to_have_value("twee")
    second.get_by_role("button", name="Keep mine").click()
    expect(second.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    registers = open_registers(folder / "registers" / "registers.sqlite")
    assert [each.fields.get("who", ("", ""))[1] for each in history(registers, key, None)] == ["HR", "een", "twee"]
    registers.close()
    for page in (first, second):
        page.context.close()


def test_with_a_login_a_dean_reads_and_an_ambassador_writes(enter, serve, provider, folder):
    site = serve(folder, Login(provider))
    page = enter(site, AMBASSADOR, "activities?lang=en")
    settled(page)
    take_in(page)
    found = kept(folder)
    assert [each.role for each in found] == ["ambassador"] * 11
    assert all(each.subject and AMBASSADOR.name not in each.subject for each in found)
    page = enter(site, DEAN, "activities?lang=en")
    settled(page)
    assert page.locator('input[type="file"]').count() == 0
    expect(page.get_by_role("button", name="New activity")).to_have_count(0)
    assert "lijst.txt" not in site.said()
    assert "Proeflunch" not in site.said()
