"""The dashboard's unit, line by line: the command and the variables that stand in it start a dashboard with login."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from registers import open_registers, rhythm_key, rhythms
from tests.browser.accounts import AMBASSADOR, GRANTS
from tests.browser.server import CALLBACK, ROOT, answering, free_port, secrets_text
from tests.browser.walking import PATIENCE_MILLISECONDS, SIGN_IN, sign_in
from tests.deploy.units import lines

pytestmark = pytest.mark.browser

UNIT = "streefcijfer-dashboard.service"


@pytest.fixture
def started(tmp_path, processed, provider) -> Iterator[str]:
    """The dashboard as systemd would start it, with the places of this test for those of the document."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    client = provider.register(address + CALLBACK)
    (tmp_path / "secrets.toml").write_text(
        secrets_text(address + CALLBACK, client, provider.metadata), encoding="utf-8"
    )
    (tmp_path / "access.toml").write_text(GRANTS, encoding="utf-8")
    open_registers(tmp_path / "registers" / "registers.sqlite", make=True).close()

    def here(text: str) -> str:
        for said, place in (
            ("/opt/streefcijfer/.venv/bin/python", sys.executable),
            ("/var/lib/streefcijfer/processed", str(processed)),
            ("/etc/streefcijfer/organisation", str(tmp_path)),
            ("/var/lib/streefcijfer/registers", str(tmp_path / "registers")),
            ("8501", str(port)),
            ("%d", str(tmp_path)),
        ):
            text = text.replace(said, place)
        return text

    (command,) = lines(UNIT, "ExecStart")
    variables = [each for line in lines(UNIT, "Environment") for each in shlex.split(line)]
    # systemd hands over nothing of anybody's environment.
    told = dict(here(each).split("=", 1) for each in variables) | {"PATH": os.environ["PATH"]}
    log = tmp_path / "server.log"
    with log.open("wb") as written:
        # In a group of its own: systemd ends a service with everything it started, and so must this.
        server = subprocess.Popen(
            here(command).split(), cwd=ROOT, env=told, stdout=written, stderr=written, start_new_session=True
        )
        try:
            answering(f"{address}_stcore/health", log)
            yield address
        finally:
            os.killpg(server.pid, 15)
            server.wait(timeout=20)


def test_the_dashboard_starts_as_its_unit_says_and_asks_who_is_there(started, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{started}?lang=en")
    page.get_by_role("button", name=SIGN_IN).click(timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("heading", name="Sign in at the test provider")).to_be_visible(
        timeout=PATIENCE_MILLISECONDS
    )
    context.close()


def test_it_writes_in_the_registers_that_its_unit_names(started, browser, tmp_path):
    page = browser.new_context().new_page()
    sign_in(page, AMBASSADOR, started)
    page.goto(f"{started}talks?lang=en&form=rhythm:{rhythm_key('EXU-BEH')}:0")
    page.get_by_label("First conversation by").fill("1-3-2027", timeout=PATIENCE_MILLISECONDS)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    registers = open_registers(tmp_path / "registers" / "registers.sqlite")
    (kept,) = rhythms(registers, None)
    registers.close()
    assert (kept.value.unit, kept.role) == ("EXU-BEH", "ambassador")
    # Who it was is kept as something that is no name and no address.
    assert "ambassador" not in kept.subject
    assert "@" not in kept.subject
    assert "registers" not in (tmp_path / "server.log").read_text(encoding="utf-8")
    page.context.close()
