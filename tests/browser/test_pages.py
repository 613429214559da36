"""The overview and a unit in a real browser against a real server: what is said, drawn, linked, and reachable by everybody."""

import pytest
from playwright.sync_api import expect

from tests.browser.walking import visit

pytestmark = pytest.mark.browser

WIDTHS = {"desk": 1280, "tablet": 768, "phone": 390}


def test_the_overview_says_it_draws_it_and_writes_it_in_a_table(page, site):
    visit(page, f"{site}?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Example University does not yet meet any of its 3 targets; 2 are on course"
    )
    # One picture per target group, with a panel per band.
    expect(page.locator(".js-plotly-plot:visible")).to_have_count(2)
    chart = page.locator(".js-plotly-plot").first
    for said in (
        "7 people short, within chance",
        "9 of 197 known · 4.6%",
        "Scale 15 and up",
        "not shown to protect people",
    ):
        expect(chart).to_contain_text(said)
    page.locator('[data-testid="stExpander"]:visible').first.click()
    row = page.get_by_role("row", name="Engineering").first
    expect(row).to_contain_text("200")
    expect(row).to_contain_text("4.6%")


def test_a_name_in_the_chart_opens_the_page_of_that_unit(page, site):
    visit(page, f"{site}?lang=en")
    name = page.locator(".js-plotly-plot").first.get_by_text("Behavioural Sciences").first.bounding_box()
    # By the pointer, as a reader does: Chromium does not report words in a drawing as what lies at a point.
    page.mouse.click(name["x"] + 20, name["y"] + 9)
    expect(page).to_have_url(f"{site}unit?lang=en&unit=EXU-BEH&date=2025-12-31")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Behavioural Sciences meets 1 of the 2 targets", timeout=20000
    )


def test_the_unit_page_says_where_it_stands_and_what_is_hidden(page, site):
    visit(page, f"{site}unit?lang=nl&unit=EXU-BEH-PSC&target=world-15up")
    expect(page.locator(".sc-standings").first).to_contain_text(
        "5% van 21 betekent 2 mensen; hoeveel het er zijn, wordt niet getoond"
    )
    # Its bands alone: hollow dots would look like nobody of two, and a course of hidden figures there is none.
    expect(page.locator(".js-plotly-plot:visible")).to_have_count(1)
    expect(page.locator(".js-plotly-plot")).to_contain_text("niet getoond ter bescherming")


def test_a_carried_figure_says_of_when_it_is_in_words_picture_and_alt_text(page, site):
    visit(page, f"{site}unit?lang=nl&unit=EXU-BEH-PSC&date=2025-11-30")
    expect(page.locator(".sc-standings").first).to_contain_text("stand van juni 2025.")
    expect(page.locator(".sc-standings").first).to_contain_text(
        "Schalen 11-14 en Schaal 15 en hoger samen: 12 van de 167"
    )
    expect(page.locator(".js-plotly-plot").nth(1)).to_contain_text("11 mensen, stand van juni 2025")
    # Of each picture that shows the carried figure: where the unit stands, and its bands.
    expect(page.locator('[aria-label*="stand van juni 2025"]:visible')).to_have_count(2)


def test_the_series_writes_its_labels_on_its_lines(page, site):
    visit(page, f"{site}unit?lang=en&unit=EXU-BEH-PSC")
    series = page.locator(".js-plotly-plot").nth(1)
    for words in ("now 11 people", "13 needed (8% of 151)", "agreed path", "Psychology and"):
        expect(series).to_contain_text(words)


def test_the_other_language_is_the_same_view(page, site):
    visit(page, f"{site}unit?lang=en&unit=EXU-GEO&target=world-11-14&date=2024-12-31")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Nederlands").click()
    expect(page).to_have_url(f"{site}unit?lang=nl&unit=EXU-GEO&target=world-11-14&date=2024-12-31")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geo-informatie en Aardobservatie haalt")
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_a_shared_link_opens_exactly_what_was_on_screen(page, browser, site):
    visit(page, f"{site}?lang=en&unit=EXU-SCI&target=world-11-14&date=2024-06-30")
    link = page.get_by_role("link", name="Permanent link to exactly this view").get_attribute("href")
    before = page.locator(".stMainBlockContainer").inner_text()
    other = browser.new_context(viewport={"width": WIDTHS["desk"], "height": 1000}).new_page()
    visit(other, f"{site}{link.removeprefix('./')}")
    assert other.locator(".stMainBlockContainer").inner_text() == before
    assert "30 June 2024" in before
    other.context.close()


def test_choosing_changes_the_address(page, site):
    visit(page, f"{site}unit?lang=en")
    page.get_by_role("combobox").first.fill("EXU-ENG-DES")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Design", timeout=15000)
    assert "unit=EXU-ENG-DES" in page.url


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["?lang=nl", "unit?lang=nl&unit=EXU-BEH"])
def test_no_page_scrolls_sideways_and_rows_become_cards_when_narrow(page, site, path, width):
    page.set_viewport_size({"width": WIDTHS[width], "height": 1000})
    visit(page, site + path)
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    if not path.startswith("unit"):
        cards = page.locator(".sc-cards:visible").count()
        charts = page.locator(".js-plotly-plot:visible").count()
        assert (cards, charts) == ((0, 2) if width == "desk" else (2, 0))


def test_nothing_is_fetched_from_elsewhere(browser, site):
    asked: list[str] = []
    page = browser.new_context().new_page()  # one that has nothing yet, so that it fetches everything
    page.on("request", lambda request: asked.append(request.url))
    visit(page, f"{site}?lang=nl")
    page.context.close()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((site, site.replace("http", "ws"), "data:", "blob:"))] == []
