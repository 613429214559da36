"""The whole table of who may see what, in a browser: every role, every page, every place a unit can have for them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import ADVISOR, AMBASSADOR, AMBASSADOR_OF_TWO, BOARD, DEAN, DIRECTOR, Account
from tests.browser.server import Login, Site
from tests.browser.walking import PATIENCE_MILLISECONDS, follow, quiet

pytestmark = pytest.mark.browser

NAMES = {
    "EXU": "Example University",
    "EXU-BEH": "Behavioural Sciences",
    "EXU-BEH-PSC": "Psychology and Communication",
    "EXU-SCI": "Science and Technology",
    "EXU-SER": "Services",
    "EXU-SER-LIB": "Library",
}
# For each place: the whole organisation, one's own unit, one below it, one elsewhere.
OF_BEH = {"whole": "EXU", "own": "EXU-BEH", "below": "EXU-BEH-PSC", "elsewhere": "EXU-SCI"}
OF_SER = {"whole": "EXU", "own": "EXU-SER", "below": "EXU-SER-LIB", "elsewhere": "EXU-SCI"}
EVERYWHERE = {"whole", "own", "below", "elsewhere"}
OWN, OWN_AND_WHOLE = {"own", "below"}, {"own", "below", "whole"}
# Written out by hand: docs/access.md. Where a page is not there for somebody: None.
TABLE: dict[str, tuple[Account, dict[str, str], dict[str, set[str] | None]]] = {
    "advisor": (
        ADVISOR, OF_BEH,
        {"": EVERYWHERE, "unit": EVERYWHERE, "discussion": EVERYWHERE, "data": EVERYWHERE, "method": EVERYWHERE},
    ),
    "board": (
        BOARD, OF_BEH,
        {"": EVERYWHERE, "unit": EVERYWHERE, "discussion": EVERYWHERE, "data": None, "method": EVERYWHERE},
    ),
    "ambassador of all": (
        AMBASSADOR, OF_BEH,
        {"": EVERYWHERE, "unit": EVERYWHERE, "discussion": EVERYWHERE, "data": None, "method": EVERYWHERE},
    ),
    "ambassador of two units": (
        AMBASSADOR_OF_TWO, OF_SER,
        {"": OWN_AND_WHOLE, "unit": OWN_AND_WHOLE, "discussion": OWN, "data": None, "method": OWN_AND_WHOLE},
    ),
    "dean": (
        DEAN, OF_BEH,
        {"": OWN_AND_WHOLE, "unit": OWN_AND_WHOLE, "discussion": OWN, "data": None, "method": OWN_AND_WHOLE},
    ),
    "director": (
        DIRECTOR, OF_SER,
        {"": OWN_AND_WHOLE, "unit": OWN_AND_WHOLE, "discussion": OWN, "data": None, "method": OWN_AND_WHOLE},
    ),
}  # fmt: skip
NOT_YOURS = "This page is not there for you"
# What nobody may find on any page who may not see that part of the organisation.
ELSEWHERE = ("EXU-SCI", "Science and Technology", "Physics", "EXU-GEO", "Earth Observation")


@pytest.fixture(scope="module")
def site(serve, provider, processed) -> Site:
    """A dashboard with login; without pictures to wait for it would be the same."""
    return serve(processed, Login(provider))


def drawn(page: Page) -> None:
    """Wait until the page is drawn: its foot, or the heading of a page that is not there for somebody."""
    expect(page.locator(f'.sc-foot, h1:has-text("{NOT_YOURS}")').first).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'",
        timeout=PATIENCE_MILLISECONDS,
    )


def opened(page: Page, site: Site, path: str, unit: str) -> None:
    page.goto(address(site, path, unit))
    drawn(page)


def address(site: Site, path: str, unit: str) -> str:
    return f"{site.address}{path}?lang=en&unit={unit}"


def is_shown(page: Page, path: str, unit: str) -> bool:
    """Whether the page is about this unit: by the address under it, and on the page of the talk by its heading."""
    if page.get_by_role("heading", level=1, name=NOT_YOURS).count():
        return False
    if path == "discussion":
        return NAMES[unit] in page.get_by_role("heading", level=1).inner_text()
    return f"unit={unit}&" in f"{page.locator('.sc-foot a').get_attribute('href')}&"


@pytest.mark.parametrize("name", TABLE)
def test_every_cell_of_the_table(enter, site, name):
    who, units, pages = TABLE[name]
    page, found, wanted = enter(site, who, "method?lang=en"), {}, {}
    for path, shown in pages.items():
        # The pages that are about no unit are asked for once.
        for place in EVERYWHERE if path in ("", "unit", "discussion") else ("own",):
            # One's own unit by an address that somebody sent, the others by links in the session that is there.
            if place == "own":
                opened(page, site, path, units[place])
            else:
                follow(page, address(site, path, units[place]))
            found[path, place] = is_shown(page, path, units[place])
            wanted[path, place] = shown is not None and place in shown
            if EVERYWHERE not in pages.values():
                assert [words for words in ELSEWHERE if words in page.content()] == []
    assert found == wanted


def test_a_unit_that_is_not_for_somebody_is_answered_as_one_that_does_not_exist(enter, site):
    page = enter(site, DEAN, "method?lang=en")
    for path in ("", "unit", "discussion"):
        said = []
        for unit in ("EXU-SCI", "EXU-NOT"):
            opened(page, site, path, unit)
            quiet(page)
            said.append(page.locator(".stMainBlockContainer").inner_text())
        assert said[0] == said[1]
