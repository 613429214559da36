"""What the browser tests share: Chromium, the OpenID provider, servers; and what happens where one is missing.

Where STREEFCIJFER_REQUIRE_BROWSER is 1 (as in CI) a missing one is a failure; elsewhere its tests say why they were
left out.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import identity
from tests.browser.accounts import EVERYBODY, Account
from tests.browser.server import Login, Site, Way, serving
from tests.browser.walking import sign_in
from tests.dashboard.publication import write_publication

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("STREEFCIJFER_REQUIRE_BROWSER") == "1"
DESK = {"width": 1280, "height": 1000}
Serve = Callable[..., Site]
Enter = Callable[..., Page]


def _left_out(why: str) -> None:
    pytest.fail(why) if REQUIRED else pytest.skip(why)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; for a module, since its event loop would be in the way of other tests of the same process."""
    if CHROMIUM is None:
        _left_out("no Chromium on the path (chromium, chromium-browser or google-chrome)")
    with sync_playwright() as playwright:
        # A sandbox cannot be made as root, as in a container; the only pages opened are our own.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[identity.Provider]:
    """The OpenID provider, which knows everybody of accounts.py."""
    if why := identity.lacking():
        _left_out(why)
    with identity.running(tmp_path_factory.mktemp("provider"), EVERYBODY) as started:
        yield started


@pytest.fixture(scope="session")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented publication of tests/dashboard/publication.py; shared, so nobody changes it."""
    folder = tmp_path_factory.mktemp("processed")
    write_publication(folder)
    return folder


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start a dashboard: serve(processed, login=Login(provider), way=Way(...)) -> Site; it ends with the module."""
    with ExitStack() as started:

        def start(processed: Path, login: Login | None = None, way: Way | None = None) -> Site:
            return started.enter_context(serving(processed, tmp_path_factory.mktemp("server"), login, way))

        yield start


@pytest.fixture(scope="module")
def site(serve: Serve, processed: Path) -> str:
    """The address of a dashboard without login, on the invented publication."""
    return serve(processed).address


@pytest.fixture(scope="module")
def enter(browser: Browser) -> Iterator[Enter]:
    """A page of somebody signed in: enter(site, account, "unit?lang=en") -> Page; more of Chromium's options by name.

    Somebody signs in once in a module, and goes on in that page; one after that has their cookies, and nothing else.
    """
    kept: dict[tuple[str, str], Any] = {}
    opened: list[BrowserContext] = []

    def start(site: Site, account: Account, path: str = "", **options: Any) -> Page:
        who = (site.address, account.name)
        opened.append(browser.new_context(storage_state=kept.get(who), **{"viewport": DESK, **options}))
        page = opened[-1].new_page()
        if who not in kept:
            sign_in(page, account, site.address)
            kept[who] = opened[-1].storage_state()
        page.goto(f"{site.address}{path}")
        return page

    yield start
    for each in opened:
        each.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests of a module: a new one compiles all scripts anew, which takes seconds."""
    context = browser.new_context(viewport=DESK, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Page:
    """The tab of the module as it was when it was opened: nobody's cookies, nothing kept, wide and light."""
    tab.context.clear_cookies()
    tab.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* of a blank page */ } }")
    tab.goto("about:blank")
    tab.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference")
    tab.set_viewport_size(DESK)
    for other in tab.context.pages:
        if other != tab:
            other.close()
    return tab
