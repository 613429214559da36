"""The whole yearly cycle in a real browser, with a real login, a real refresh and real registers of both kinds.

Prepare, plan, hold, agree; a year later a new month is taken in: what was agreed stands first, beside what the figures
did; then it is closed. Days are counted from today, as its users' are.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import URL

from dashboard.serve import REGISTERS
from pipeline.published import current
from registers import agreements, conversations, due, history, open_registers
from tests.browser.accounts import AMBASSADOR, DEAN, DIRECTOR
from tests.browser.server import Login, Site, Way
from tests.browser.walking import PATIENCE_MILLISECONDS, faults, settled, sign_in, sign_out
from tests.refresh.university import Row, University, export, staff
from tests.registers import server

pytestmark = pytest.mark.browser

GRANTS = """
[[grant]]
role = "ambassador"
units = ["GW"]
groups = ["target-ambassadors"]

[[grant]]
role = "dean"
units = ["GW"]
groups = ["deans-beh"]

[[grant]]
role = "dean"
units = ["TN"]
groups = ["directors-ser"]
"""
TODAY = date.today()  # noqa: DTZ011 - the calendar of whoever runs this
HELD = TODAY - timedelta(days=370)
DUE = TODAY - timedelta(days=100)
NOTES = 'Vacatures <script>document.title = "taken"</script> =1+1 \u0645\u0631\u062d\u0628\u0627'
AIM = "Elke commissie heeft twee vrouwelijke leden"
OUTCOME = "In acht van de tien commissies gelukt"


def first_year() -> list[Row]:
    """Enough people for figures to be shown; 40 fte of 180 are women in scales 15 and up of GW."""
    return [
        replace(row, origin="NL") if row.origin == "Buiten Europa" and number // 15 % 3 else row
        for number, row in enumerate(staff(1200))
    ]


def second_year(rows: Sequence[Row]) -> list[Row]:
    """A fifth of them left and as many came, more women among them: 48 fte of 180."""
    came = [
        replace(row, pseudonym=f"n{number}q", gender="V" if number // 5 % 3 else row.gender)
        for number, row in enumerate(rows)
        if number % 5 == 0
    ]
    return [*(row for number, row in enumerate(rows) if number % 5), *came]


@dataclass(frozen=True)
class World:
    """A university with its dashboard and its registers."""

    university: University
    site: Site
    place: URL | Path

    def refresh_by_command(self, month: str, rows: Sequence[Row]) -> None:
        """A new month, as the policy advisor takes it in."""
        self.university.put(f"personeel_{month}.csv", export(month, rows))
        told = {"organisation": self.university.organisation, "raw": self.university.raw, "processed": self.university.processed}  # fmt: skip
        options = [part for name, value in told.items() for part in (f"--{name}", str(value))]
        run = subprocess.run([sys.executable, "-m", "pipeline.cli", "refresh", *options, "--accept"], capture_output=True, text=True, check=False)  # fmt: skip
        assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL | Path]:
    if request.param == "sqlite":
        yield tmp_path_factory.mktemp("registers") / "registers.sqlite"
        return
    with server.running() as folder:
        server.run(folder, "postgres", "CREATE DATABASE cycle")
        yield server.url(folder, "cycle")


@pytest.fixture(scope="module")
def world(place, serve, provider, tmp_path_factory) -> World:
    university = University(tmp_path_factory.mktemp("cycle"))
    university.put("personeel_2025-10.csv", export("2025-10", first_year()))
    university.refresh(today=HELD)
    open_registers(place, make=True).close()
    told = place.render_as_string(hide_password=False) if isinstance(place, URL) else str(place)
    site = serve(university.processed, Login(provider, GRANTS), Way(variables={REGISTERS: told}))
    return World(university, site, place)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE_MILLISECONDS)


def open_form(page: Page, name: str) -> None:
    """Follow the link to a form; what it is of may stand behind its first words."""
    page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}")).first.click(timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible(timeout=PATIENCE_MILLISECONDS)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text, timeout=PATIENCE_MILLISECONDS)


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).locator("xpath=ancestor::label").click(timeout=PATIENCE_MILLISECONDS)


def save(page: Page) -> None:
    press(page, "Save")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    settled(page)


def typed(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def written(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def go(page: Page, world: World, path: str) -> None:
    page.goto(f"{world.site.address}{path}")
    settled(page)


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_year_from_preparing_to_closing(browser, world):
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    sign_in(page, AMBASSADOR, f"{world.site.address}discussion?lang=en&unit=GW")
    _prepare(page, world)
    _plan_and_hold(page, world)
    _agree(page, world)
    sign_out(page)
    on_the_table = current(world.university.processed).id
    world.refresh_by_command("2026-10", second_year(first_year()))
    assert current(world.university.processed).id != on_the_table
    sign_in(page, AMBASSADOR, f"{world.site.address}talks?lang=en")
    _is_reminded(page, world)
    _sees_it_come_back(page, world, on_the_table)
    _close(page, world)
    context.close()
    _is_kept(world, on_the_table)


def _prepare(page: Page, world: World) -> None:
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "questions for the talk", timeout=PATIENCE_MILLISECONDS
    )
    with page.expect_download(timeout=PATIENCE_MILLISECONDS) as coming:
        page.get_by_role("button", name="PDF").first.click()
    content = Path(coming.value.path()).read_bytes()
    assert content.startswith(b"%PDF-")
    assert "GW" in coming.value.suggested_filename


def _plan_and_hold(page: Page, world: World) -> None:
    go(page, world, "talk?lang=en&unit=GW")
    assert title(page) == "Conversation with Behavioural Sciences: nothing planned yet"
    open_form(page, "New conversation")
    fill(page, "Date of the conversation", typed(HELD))
    save(page)
    assert f"was planned for {written(HELD)}, not yet written down whether it was held" in title(page)
    open_form(page, "Update: Planned conversation")
    choose(page, "held")
    fill(page, "Who took part (functions, no names)", "decaan\nambassadeur")
    page.get_by_label("Notes (no names").fill(NOTES)
    save(page)
    assert "held on" in title(page)
    # What was written is words: no script ran, no markup was made of it.
    assert NOTES in page.locator(".stMain").inner_text()
    assert "taken" not in page.title()


def _agree(page: Page, world: World) -> None:
    open_form(page, "New agreement")
    choose(page, "40% women from scale 15 up")
    fill(page, "What stands in the way", "Commissies bestaan uit vaste leden")
    fill(page, "What was agreed", AIM)
    fill(page, "Who does it", "hoofd HR")
    fill(page, "Due by", typed(DUE))
    save(page)
    assert AIM in page.locator(".stMain").inner_text()
    assert faults(page) == []


def _is_reminded(page: Page, world: World) -> None:
    settled(page)
    said = page.locator(".stMain").inner_text()
    assert AIM in said
    assert "Behavioural Sciences" in said
    assert "Physics" not in said


def _sees_it_come_back(page: Page, world: World, on_the_table: str) -> None:
    go(page, world, "talk?lang=en&unit=GW")
    said = page.locator(".stMain").inner_text()
    assert said.index(AIM) < said.index(NOTES), "what was agreed stands before anything else"
    assert "40 of 180" in said, "what it was when it was agreed"
    assert "48 of 180" in said, "what it is now"
    go(page, world, "discussion?lang=en&unit=GW")
    assert AIM in page.locator(".stMain").inner_text()
    go(page, world, "talk?lang=en&unit=GW")
    page.get_by_role("link", name="the figures of that day").first.click()
    page.wait_for_url(lambda url: f"publication={on_the_table}" in url, timeout=PATIENCE_MILLISECONDS)
    settled(page)
    then = page.locator(".stMain").inner_text()
    assert "You see the figures as they were published earlier" in then
    assert "40 of 180" in then
    assert "48 of 180" not in then


def _close(page: Page, world: World) -> None:
    go(page, world, "talk?lang=en&unit=GW")
    open_form(page, "New conversation")
    choose(page, "held")
    fill(page, "Date of the conversation", typed(TODAY))
    save(page)
    assert f"held on {written(TODAY)}" in title(page)
    open_form(page, f"Update: {AIM[:20]}")
    choose(page, "done")
    fill(page, "Done on", typed(TODAY))
    fill(page, "What came of it", OUTCOME)
    save(page)
    go(page, world, "talk?lang=en&unit=GW")
    said = page.locator(".stMain").inner_text()
    assert f"done on {written(TODAY)}" in said
    assert OUTCOME in said
    go(page, world, "talks?lang=en")
    assert AIM not in page.locator(".stMain").inner_text(), "nothing waits any more"
    assert faults(page) == []


def _is_kept(world: World, on_the_table: str) -> None:
    registers = open_registers(world.place)
    try:
        talks, agreed = conversations(registers, None), agreements(registers, None)
        assert [(each.value.state, each.value.day) for each in talks] == [("held", TODAY), ("held", HELD)]
        assert talks[1].value.publication == on_the_table
        assert talks[0].value.publication == current(world.university.processed).id
        assert talks[1].value.notes == NOTES
        assert [(each.value.status, each.value.done, each.value.outcome) for each in agreed] == [
            ("done", TODAY, OUTCOME)
        ]
        assert agreed[0].value.conversation == talks[1].key
        changed = history(registers, agreed[0].key, None)
        assert [each.role for each in changed] == ["ambassador", "ambassador"]
        assert set(changed[1].fields) == {"status", "done", "outcome"}
        assert due(registers, TODAY, None).past_due == ()
    finally:
        registers.close()


def test_the_dean_reads_it_and_another_does_not(enter, world):
    page = enter(world.site, DEAN, "talk?lang=nl&unit=GW")
    settled(page)
    said = page.locator(".stMain").inner_text()
    assert AIM in said
    assert NOTES in said
    for name in ("Bijwerken", "Nieuw gesprek", "Nieuwe afspraak", "Bewaren"):
        assert page.get_by_role("button", name=name).count() == 0
    other = enter(world.site, DIRECTOR, "talk?lang=en&unit=GW")
    settled(other)
    told = other.locator(".stMain").inner_text()
    assert "Science and Technology" in told
    for theirs in (AIM, OUTCOME, "Behavioural"):
        assert theirs not in told


def test_no_log_of_the_server_holds_what_was_written(world):
    said = world.site.said()
    for words in (AIM, OUTCOME, "<script>", os.fsdecode(str(HELD))):
        assert words not in said
