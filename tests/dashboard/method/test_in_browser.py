"""The method page in a real browser, by itself: an address arrives. What it is like to read: tests/browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from dashboard.figures.palette import LIGHT, Palette
from dashboard.markup.style import style
from dashboard.method.page import ARRIVAL, style_html
from dashboard.wording.words import Words
from tests.dashboard.method.test_page import page as fragments

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("STREEFCIJFER_REQUIRE_BROWSER") == "1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        why = "no Chromium on the path (chromium, chromium-browser or google-chrome)"
        pytest.fail(why) if REQUIRED else pytest.skip(why)
    with sync_playwright() as playwright:
        # A sandbox cannot be made as root, as in a container; the only pages opened are our own.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def written(words: Words, colours: Palette, script: str = "") -> str:
    ground = f"body {{ font: 16px sans-serif; color: {colours.ink}; background: {colours.paper}; margin: 1.1rem; }}"
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8"><title>M</title>'
        f"{style(colours)}{style_html()}<style>{ground}</style></head><body><main class='stHtml'>"
        f"<h1>{words('method_title')}</h1>{fragments(words)}</main>{script}</body></html>"
    )


@pytest.mark.parametrize("anchor", ["term-gap", "term-not-shown", "table-progress", "privacy"])
def test_an_address_arrives_at_what_it_names_also_when_that_is_folded_away(browser, anchor, tmp_path: Path):
    place = tmp_path / "page.html"
    place.write_text(written(Words("nl"), LIGHT, ARRIVAL), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{place.as_uri()}#{anchor}")
    assert page.evaluate("document.activeElement.id") == anchor
    assert -1 <= page.locator(f"#{anchor}").bounding_box()["y"] < 900
    if anchor.startswith("table"):
        assert page.locator(f"#{anchor} table").is_visible()
    page.close()
