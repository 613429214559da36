"""An export handed in on the page, in a real browser, by the real pipeline: tried, refused, taken in, shown."""

import re
import stat
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.serve import ORGANISATION, RAW
from pipeline.published import current
from tests.browser.accounts import DEAN
from tests.browser.server import Login, Site, Way
from tests.browser.walking import PATIENCE_MILLISECONDS, settled
from tests.refresh.university import University, export, staff

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def university(tmp_path_factory: pytest.TempPathFactory) -> University:
    made = University(tmp_path_factory.mktemp("university"))
    made.deliver("2025-10")
    made.refresh()
    return made


@pytest.fixture(scope="module")
def desk(serve, university: University) -> Site:
    told = {ORGANISATION: str(university.organisation), RAW: str(university.raw)}
    return serve(university.processed, way=Way(variables=told))


def hand_in(page: Page, address: str, name: str, content: bytes) -> None:
    page.goto(f"{address}data?lang=en")
    settled(page)
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Try what would change").click(timeout=PATIENCE_MILLISECONDS)


def everything(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_month_is_tried_taken_in_and_shown_and_trying_changes_nothing(page, desk, university):
    before, published = current(university.processed).id, everything(university.processed / "published")
    hand_in(page, desk.address, "staff_2025-11.csv", export("2025-11", staff(124)).encode())
    expect(page.get_by_role("button", name="Take this file in")).to_be_visible(timeout=180_000)
    expect(page.locator(".stMain")).to_contain_text("This would change")
    assert (current(university.processed).id, everything(university.processed / "published")) == (before, published)
    assert [path.name for path in university.raw.iterdir() if "2025-11" in path.name] == []
    assert list((university.processed / "inbox").iterdir()) == []
    page.get_by_role("button", name="Take this file in").click()
    expect(page.locator(".stMain")).to_contain_text("Taken in and published", timeout=180_000)
    assert current(university.processed).id != before
    taken = next(path for path in university.raw.iterdir() if "2025-11" in path.name)
    assert stat.S_IMODE(taken.stat().st_mode) & 0o077 == 0
    page.goto(f"{desk.address}data?lang=en")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("124 people in November 2025")


def test_a_file_with_a_forbidden_column_is_refused_in_words_and_is_nowhere_afterwards(page, desk, university):
    text = export("2025-12", staff())
    heading, *rows = text.splitlines()
    hidden = "".join(("jan.de.tester", "@", "example.org"))
    spoiled = "\n".join([f"{heading};E-mail", *(f"{row};{hidden}" for row in rows)])
    before = current(university.processed).id
    hand_in(page, desk.address, "staff_2025-12.csv", spoiled.encode())
    expect(page.locator(".stMain")).to_contain_text("cannot be taken in as it is", timeout=180_000)
    said = page.locator(".stMain").inner_text()
    assert hidden not in said
    assert re.search(r"staff_2025-12\.csv", said)
    assert current(university.processed).id == before
    assert list((university.processed / "inbox").iterdir()) == []
    assert [
        path for path in university.processed.rglob("*") if path.is_file() and hidden.encode() in path.read_bytes()
    ] == []
    assert hidden not in desk.said()


def test_whoever_is_no_advisor_has_no_page_to_hand_in_on(enter, serve, provider, processed):
    site = serve(processed, Login(provider))
    page = enter(site, DEAN, "data?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This page is not there for you", timeout=PATIENCE_MILLISECONDS
    )
    assert page.locator('input[type="file"]').count() == 0
