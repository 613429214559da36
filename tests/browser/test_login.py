"""The dashboard's own login: who comes in, where they arrive, what they take with them, and how they leave."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.accounts import ADVISOR, BOARD, DEAN, HOSTILE, LISTED, NOBODY, UNCHECKED
from tests.browser.server import Login, Site
from tests.browser.walking import (
    PATIENCE_MILLISECONDS,
    SIGN_IN,
    SIGN_OUT,
    faults,
    quiet,
    settled,
    sign_in,
    sign_out,
    tell_provider,
)

pytestmark = pytest.mark.browser

FAULTY = re.compile("The access list is not in order|De toegangslijst is niet in orde")
NO_GRANT = re.compile("You are signed in, but nothing has been opened|U bent aangemeld, maar er is nog niets")


@pytest.fixture(scope="module")
def closed_site(serve, provider, processed) -> Site:
    """A dashboard with login."""
    return serve(processed, Login(provider))


def test_without_signing_in_a_page_says_nothing_but_how_to(page, closed_site):
    for path in ("?lang=en", "unit?lang=en&unit=EXU-BEH", "data?lang=en", "method?lang=en"):
        page.goto(closed_site.address + path)
        expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
        expect(page.locator(".sc-foot, .js-plotly-plot, nav")).to_have_count(0)
        assert "Behavioural" not in page.content()
    assert faults(page) == []


def test_a_shared_link_is_where_somebody_arrives_after_signing_in(page, closed_site):
    wanted = f"{closed_site.address}unit?lang=nl&unit=EXU-BEH-PSC&date=2025-06-30"
    sign_in(page, DEAN, wanted)
    page.wait_for_url(wanted)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Psychologie en Communicatie")
    expect(page.locator(".sc-foot")).to_contain_text("30 juni 2025")
    # Once: who goes on to another page is not taken back.
    page.goto(f"{closed_site.address}?lang=nl")
    settled(page)
    assert "unit=EXU-BEH-PSC" not in page.url


def test_the_other_language_keeps_who_is_signed_in(enter, closed_site):
    page = enter(closed_site, DEAN, "unit?lang=en&unit=EXU-BEH")
    settled(page)
    page.get_by_role("link", name="Nederlands").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)
    assert "lang=nl" in page.url
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_signing_out_leaves_nothing_to_go_back_to(page, closed_site):
    sign_in(page, BOARD, f"{closed_site.address}unit?lang=en&unit=EXU-SCI")
    settled(page)
    sign_out(page)
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    page.go_back()
    page.go_back()
    page.goto(f"{closed_site.address}unit?lang=en&unit=EXU-SCI")
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert "Science and Technology" not in page.content()
    # The provider asks anew as well.
    page.get_by_role("button", name=SIGN_IN).click()
    tell_provider(page, DEAN)
    settled(page)
    assert "Science and Technology" not in page.content()


@pytest.mark.parametrize("who", [NOBODY, HOSTILE, UNCHECKED], ids=lambda each: each.name)
def test_who_is_granted_nothing_sees_that_and_a_way_out(page, closed_site, who):
    sign_in(page, who, f"{closed_site.address}?lang=en")
    # Back at the address that was asked for, in its language.
    page.wait_for_url(f"{closed_site.address}?lang=en", timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("heading", level=1)).to_have_text(NO_GRANT, timeout=PATIENCE_MILLISECONDS)
    assert "Behavioural" not in page.content()
    assert faults(page) == []
    page.goto(f"{closed_site.address}data?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text(NO_GRANT, timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("button", name=SIGN_OUT)).to_be_visible()


def test_somebody_whose_checked_address_is_in_the_table_comes_in(page, closed_site):
    sign_in(page, LISTED, f"{closed_site.address}?lang=en")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Example University")


def test_what_a_dean_takes_along_is_the_deans_alone_and_what_an_advisor_takes_is_all(enter, closed_site):
    """The same button on the same address, for two people."""
    found = {}
    for who in (DEAN, ADVISOR):
        page = enter(closed_site, who, "?lang=en")
        settled(page)
        for each in page.locator('[data-testid="stExpander"] summary:visible').all():
            each.click()
        quiet(page)
        buttons = page.locator('[data-testid="stDownloadButton"]:visible button')
        assert buttons.count() > 0
        texts = []
        for at in range(buttons.count()):
            with page.expect_download(timeout=PATIENCE_MILLISECONDS) as took:
                buttons.nth(at).click()
            texts.append(readable(took.value.path().read_bytes()))
        found[who.name] = "\n".join(texts)
    for words in ("EXU-SCI", "Science and Technology", "Physics"):
        assert words not in found["dean"]
    assert "Behavioural Sciences" in found["dean"]
    assert "Science and Technology" in found["advisor"]


def readable(content: bytes) -> str:
    """The text of a file: of every part, where it is a package or a workbook."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8-sig", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return "\n".join(whole.read(name).decode("utf-8", errors="replace") for name in whole.namelist())


def test_with_a_fault_in_the_table_nobody_comes_in(page, serve, provider, processed):
    broken = serve(processed, Login(provider, grants='[[grant]]\nrole = "king"\ngroups = ["target-advisors"]\n'))
    page.goto(f"{broken.address}?lang=en")
    # A stranger is asked to sign in, and is not told what the table holds.
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert "role" not in page.locator(".stMain").inner_text()
    sign_in(page, ADVISOR, f"{broken.address}?lang=en")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(FAULTY, timeout=PATIENCE_MILLISECONDS)
    expect(page.locator(".stMain")).to_contain_text("advisor, board, ambassador, dean")
    expect(page.locator(".sc-foot, .js-plotly-plot")).to_have_count(0)
    assert "Behavioural" not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_page_of_somebody_signed_in(enter, closed_site, scheme, width):
    shown = {"viewport": {"width": width, "height": 1000}, "color_scheme": scheme}
    page = enter(closed_site, DEAN, "?lang=nl", **shown)
    settled(page)
    assert faults(page) == []
    page.goto(f"{closed_site.address}data?lang=nl")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Deze pagina is er niet voor u", timeout=PATIENCE_MILLISECONDS
    )
    quiet(page)
    assert faults(page) == []
