"""Every page for everybody: axe, order of headings, size of words, the keyboard alone, and where focus goes.

Each page is looked at in four of the eight ways of language, colours and width: every two of these meet on every page.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.figures.palette import DARK, LIGHT
from registers import rhythm_key
from tests.browser.accounts import DEAN, NOBODY
from tests.browser.server import Login
from tests.browser.walking import PATIENCE_MILLISECONDS, SIGN_IN, faults, quiet, settled, sign_in, visit
from tests.dashboard.accounts import PUBLISHED, SAME, STOPPED, written
from tests.dashboard.agreed import every_stand, registers_beside
from tests.dashboard.publication import write_publication

pytestmark = pytest.mark.browser

HEIGHT, DESK, PHONE, NARROWEST = 1000, 1280, 390, 320
WAYS = {"nl": (("light", DESK), ("dark", PHONE)), "en": (("light", PHONE), ("dark", DESK))}
PAGES = {
    "overview": "?unit=EXU",
    "overview compared": "?show=compare",
    "overview changed": "?show=changes",
    # A month in which most figures were carried.
    "overview carried": "?unit=EXU-BEH&date=2025-11-30",
    "unit": "unit?unit=EXU-BEH",
    "unit hidden": "unit?unit=EXU-BEH-PSC&target=world-15up",
    "unit in fte": "unit?unit=EXU-BEH&count=fte",
    "unit with what was agreed": "unit?unit=EXU-GEO&target=world-15up",
    "discussion": "discussion?unit=EXU-BEH",
    "talks": "talks?unit=EXU-BEH",
    "talks of one stand": "talks?stand=none&find=a",
    "rhythm": f"talks?form=rhythm:{rhythm_key('EXU-BEH')}:1",
    "rhythm of several": "talks?form=rhythm:several:0",
    "activities": "activities?unit=EXU",
    "activities without an owner": "activities?work=owner&by=unit&find=a",
    "activity": "activities?form=activity:neither:1",
    "owner and date": "activities?form=activity:neither:1&short=yes",
    "new activity": "activities?form=activity:1b4e28ba2fa1411d8b2f0123456789ab:0",
    "talk": "talk?unit=EXU-GEO",
    "talk with a conversation open": "talk?unit=EXU-GEO&form=conversation:geo-held:1",
    "talk with an agreement open": "talk?unit=EXU-GEO&form=agreement:in-time:1",
    "data": "data?lang",
    "definitions": "method?part=definitions",
    "decisions": "method?part=decisions",
    "privacy": "method?part=privacy",
    "dictionary": "method?part=dictionary",
}
INKS = {"light": LIGHT.ink, "dark": DARK.ink}
TITLES = {
    "unit?unit=EXU-BEH": "Behavioural Sciences · Unit · Streefcijfer",
    "discussion?unit=EXU-SCI": "Science and Technology · Preparation · Streefcijfer",
    "method?part=privacy": "Method · Streefcijfer",
    "talks?unit=EXU-BEH": "Conversations · Streefcijfer",
    "talk?unit=EXU-GEO": "Geo-information and Earth Observation · Conversation · Streefcijfer",
}
# Ways to open what is folded away, and what a page looks like to whoever looks at it.
OUR_INK = """(ink) => getComputedStyle(document.documentElement).getPropertyValue('--sc-ink') === ink"""
OPEN_ALL = """() => { const closed = document.querySelectorAll('details:not([open]) > summary');
  closed.forEach((each) => each.click()); return closed.length; }"""
HEADINGS = """() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
  .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))"""
TOO_SMALL = """() => { const found = []; const walk = document.createTreeWalker(document.body, 4); let node;
  while ((node = walk.nextNode())) { const at = node.parentElement;
    if (node.data.trim() && at.checkVisibility() && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(at.tagName)
      && parseFloat(getComputedStyle(at).fontSize) < 14) found.push(node.data.trim().slice(0, 40)); }
  return found; }"""
SIDEWAYS = """() => { const main = document.querySelector('[data-testid="stMain"]');
  return document.scrollingElement.scrollWidth > innerWidth || main.scrollWidth > main.clientWidth; }"""
FOCUSED = """() => { const at = document.activeElement, style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return { name: (at.getAttribute('aria-label') || at.textContent || '').trim(), tag: at.tagName.toLowerCase(),
    role: at.getAttribute('role'), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    colour: style.outlineColor, seen: box.width > 0 && box.height > 0 && at.checkVisibility() }; }"""
# Everything that can be pressed or chosen, seen and not taken out of the order on purpose.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, summary, [role="radio"][aria-checked="true"]')]
  .filter((at) => at.checkVisibility({ visibilityProperty: true }) && at.getBoundingClientRect().width > 1
    && at.tabIndex >= 0 && !at.disabled).length"""


@pytest.fixture(scope="module")
def site(serve, tmp_path_factory) -> str:
    """A dashboard without login on the invented publication, with accounts of refreshes and with registers."""
    folder = tmp_path_factory.mktemp("told")
    write_publication(folder)
    written(folder, SAME, STOPPED, PUBLISHED)
    registers_beside(folder, every_stand()).close()
    return serve(folder).address


@pytest.fixture
def untouched(browser: Browser) -> Iterator[Page]:
    """A tab of its own: where the keyboard went stays with a tab."""
    context = browser.new_context(viewport={"width": DESK, "height": HEIGHT})
    yield context.new_page()
    context.close()


def address(site: str, path: str, language: str) -> str:
    return f"{site}{path}{'&' if '?' in path else '?'}lang={language}"


def look(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    # Our colours come with a run of the script, which begins when Streamlit has changed its own.
    page.wait_for_function(OUR_INK, arg=INKS[scheme], timeout=PATIENCE_MILLISECONDS)
    settled(page)
    if page.evaluate(OPEN_ALL):
        quiet(page)


def is_in_order(levels: list[int]) -> bool:
    """One first heading, and none that skips a level on the way down."""
    return levels[:1] == [1] and levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("language", WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_for_everybody(tab, site, name, language):
    tab.set_viewport_size({"width": DESK, "height": HEIGHT})
    visit(tab, address(site, PAGES[name], language))
    tab.evaluate(OPEN_ALL)
    assert tab.evaluate("document.documentElement.lang") == language
    assert tab.locator("main").count() == 1
    expect(tab.locator("nav.sc-nav")).to_be_visible()
    for scheme, width in WAYS[language]:
        look(tab, scheme, width)
        assert faults(tab) == [], (scheme, width)
        assert tab.evaluate(TOO_SMALL) == []
        assert not tab.evaluate(SIDEWAYS)
        assert is_in_order(tab.evaluate(HEADINGS)), tab.evaluate(HEADINGS)
    tab.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    quiet(tab)
    # 320 px is also what 1280 px is at four times the size.
    assert not tab.evaluate(SIDEWAYS)


def test_an_order_of_headings_is_told_from_disorder():
    assert is_in_order([1, 2, 3, 3, 2, 3, 4])
    assert not is_in_order([1, 3])
    assert not is_in_order([2, 1])
    assert not is_in_order([1, 2, 1])
    assert not is_in_order([])


def test_a_page_with_nothing_on_it_holds_too(tab, serve, tmp_path_factory):
    site = serve(tmp_path_factory.mktemp("nothing")).address
    for language, scheme, width in [(each, *way) for each in WAYS for way in WAYS[each]]:
        tab.emulate_media(color_scheme=scheme)
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        tab.goto(f"{site}?lang={language}")
        _holds_without_foot(tab, language)


def test_who_is_stopped_at_the_door_reads_a_page_that_holds(browser, serve, provider, processed):
    site = serve(processed, Login(provider)).address
    for language, scheme, width in [(each, *way) for each in WAYS for way in WAYS[each]]:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{site}?lang={language}")
        expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
        _holds_without_foot(page, language)
        if scheme == "light":
            sign_in(page, NOBODY, f"{site}?lang={language}")
            expect(page.locator(".sc-quiet")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
            _holds_without_foot(page, None)
        context.close()
    page = browser.new_context(viewport={"width": PHONE, "height": HEIGHT}, color_scheme="dark").new_page()
    sign_in(page, DEAN, site)
    settled(page)
    page.goto(f"{site}data?lang=en")
    expect(page.get_by_role("heading", name="This page is not there for you")).to_be_visible(
        timeout=PATIENCE_MILLISECONDS
    )
    _holds_without_foot(page, "en")
    page.context.close()


def _holds_without_foot(page: Page, language: str | None) -> None:
    page.locator("h1").wait_for(timeout=PATIENCE_MILLISECONDS)
    quiet(page)
    assert faults(page) == []
    assert page.evaluate(HEADINGS) == [1]
    assert not page.evaluate(SIDEWAYS)
    assert page.title().endswith(" · Streefcijfer")
    if language is not None:
        assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize(("path", "title"), TITLES.items())
def test_a_tab_says_what_is_in_it(tab, site, path, title):
    visit(tab, address(site, path, "en"))
    expect(tab).to_have_title(title)


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        *(("unit?unit=EXU-BEH", "light"), ("data?lang", "dark"), ("?unit=EXU", "dark")),
        ("talks?form=rhythm:several:0", "light"),
        ("talk?unit=EXU-GEO&form=conversation:geo-held:1", "dark"),
    ],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(untouched, site, path, scheme):
    page = untouched
    page.emulate_media(color_scheme=scheme)
    visit(page, address(site, path, "en"))
    page.evaluate(OPEN_ALL)
    quiet(page)
    page.evaluate("document.activeElement.blur()")
    there, passed = page.evaluate(REACHABLE), []
    for _ in range(there + 30):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["tag"] == "body":
            break
        assert at["seen"], at
        assert at["ring"], at
        passed.append(at)
    assert page.evaluate(FOCUSED)["tag"] == "body"  # the end is reached: nothing holds the keyboard
    pressed = [at for at in passed if at["tag"] in ("a", "button", "input", "summary") or at["role"] == "radio"]
    assert len(pressed) >= there
    names = [at["name"] for at in passed]
    assert names[0] == "Skip to the text"
    assert names.index("Overview") < names.index("Method") < names.index("Permanent link to exactly this view")
    assert len({at["colour"] for at in passed}) == 1


def test_enter_and_space_do_what_a_click_does(page, site):
    visit(page, address(site, "?unit=EXU", "en"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    shown = page.get_by_role("radio", name="Where do we stand?")
    shown.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "show=compare" in url, timeout=PATIENCE_MILLISECONDS)
    settled(page)
    fold = page.locator("summary").first
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sc-table").first).to_be_visible()
    save = page.get_by_role("button", name="Save this picture as SVG").first
    save.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename.endswith(".svg")


def test_a_link_takes_focus_along_and_back_returns_to_it(page, site):
    visit(page, address(site, "unit?unit=EXU-BEH", "en"))
    page.evaluate("window.sameSession = true")
    link = page.get_by_role("link", name="Education")
    link.scroll_into_view_if_needed()
    link.focus()
    height = page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollTop""")
    assert height > 0
    page.keyboard.press("Enter")
    expect(page).to_have_title("Education · Unit · Streefcijfer", timeout=PATIENCE_MILLISECONDS)
    expect(page.locator("h1")).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    assert page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollTop""") == 0
    page.go_back()
    expect(page).to_have_title("Behavioural Sciences · Unit · Streefcijfer", timeout=PATIENCE_MILLISECONDS)
    expect(link).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    assert abs(page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollTop""") - height) < 40
    page.go_forward()
    expect(page.locator("h1")).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    expect(page.locator("h1")).to_contain_text("Education")
    assert page.evaluate("window.sameSession")


def test_a_word_leads_to_its_definition_from_a_table_and_from_the_key(page, site):
    visit(page, address(site, "unit?unit=EXU-BEH", "en"))
    page.evaluate(OPEN_ALL)
    page.evaluate("window.sameSession = true")
    page.locator("thead a", has_text="Chance margin").first.click()
    expect(page.locator("#term-margin")).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    expect(page.locator("#term-margin")).to_be_in_viewport()
    assert page.evaluate("window.sameSession")
    page.evaluate(OPEN_ALL)
    page.locator(".sc-key a", has_text="Needed").click()
    expect(page.locator("#term-need")).to_be_in_viewport()
    # The same address, opened anew by somebody else.
    page.goto(page.url.split("#")[0] + "#term-gap")
    page.reload()
    expect(page.locator("#term-gap")).to_be_focused(timeout=PATIENCE_MILLISECONDS)
    expect(page.locator("#term-gap")).to_be_in_viewport()


def test_marks_are_there_in_colours_of_the_readers_own_and_nothing_moves_for_who_wants_that(page, site):
    visit(page, address(site, "unit?unit=EXU-BEH", "en"))
    page.emulate_media(forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    settled(page)
    drawn = "each => { const style = getComputedStyle(each); return [style.backgroundColor, style.borderTopColor]; }"
    paper = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    for mark in (".sc-met", ".sc-not-shown"):
        assert page.locator(mark).first.evaluate(drawn)[0] != paper
    assert page.locator(".sc-unsure").first.evaluate(drawn)[1] != paper
    slowest = """() => Math.max(...[...document.querySelectorAll('.stApp *')].flatMap((each) => {
      const style = getComputedStyle(each);
      return [...style.animationDuration.split(','), ...style.transitionDuration.split(',')].map(parseFloat); }))"""
    page.wait_for_function(f"({slowest})() <= 0.01", timeout=PATIENCE_MILLISECONDS)


def test_paper_carries_words_and_pictures_and_no_controls(page, site):
    visit(page, address(site, "unit?unit=EXU-BEH", "en"))
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    for control in (".sc-nav", ".stSelectbox", ".stDownloadButton", ".modebar", ".stButtonGroup"):
        assert page.locator(control).locator("visible=true").count() == 0
    # What scrolls on screen does not end at the bottom of the first sheet.
    assert page.evaluate("document.scrollingElement.scrollHeight") > HEIGHT
