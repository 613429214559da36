"""The shipped site of nginx: sound, and a real browser signs in through it over TLS at a real dashboard."""

import http.client
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import ADVISOR, CROWDED
from tests.browser.server import Login, Site, free_port
from tests.browser.walking import PATIENCE_MILLISECONDS, settled, sign_in
from tests.deploy.machine import program
from tests.deploy.proxy import SITE, configuration, judged, proxying

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def front(serve, processed, provider, tmp_path_factory) -> Iterator[tuple[Site, Path]]:
    """A dashboard with login behind nginx, and the folder of nginx's files."""
    program("nginx", "scripts/install-nginx")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    behind = serve(processed, Login(provider, public=f"https://127.0.0.1:{port}/"))
    with proxying(folder, port, behind.port):
        yield behind, folder


@pytest.fixture
def page(browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, ignore_https_errors=True)
    yield context.new_page()
    context.close()


def asked(site: Site, method: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers of one plain request over TLS."""
    unsigned = ssl.create_default_context()
    unsigned.check_hostname, unsigned.verify_mode = False, ssl.CERT_NONE
    name, port = site.address.removeprefix("https://").strip("/").split(":")
    line = http.client.HTTPSConnection(name, int(port), context=unsigned, timeout=20)
    try:
        line.request(method, path, headers=headers)
        answer = line.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}
    finally:
        line.close()


def test_nginx_takes_the_shipped_site(tmp_path):
    told = judged(configuration(tmp_path, free_port(), free_port()))
    assert told.returncode == 0, told.stderr
    assert "[warn]" not in told.stderr


def test_nginx_would_say_so_if_a_directive_were_misspelt(tmp_path):
    whole = configuration(tmp_path, free_port(), free_port())
    whole.write_text(whole.read_text(encoding="utf-8").replace("proxy_pass", "proxy_past"), encoding="utf-8")
    assert "proxy_past" in judged(whole).stderr


def test_it_speaks_to_this_machine_only_and_keeps_no_upload_and_no_address_of_a_page():
    site = SITE.read_text(encoding="utf-8")
    assert [line.strip() for line in site.splitlines() if line.strip().startswith("server ") and ";" in line] == [
        "server 127.0.0.1:8501;"
    ]
    for needed in ("proxy_request_buffering off;", "proxy_max_temp_file_size 0;", "client_max_body_size 201m;"):
        assert needed in site
    logged = site[site.index("log_format") : site.index("map ")]
    assert "$uri" in logged
    assert not any(each in logged for each in ("$request_uri", "$request ", "$args", "$http_referer"))


def test_every_answer_carries_the_headers(front):
    site, _ = front
    for path in ("/", "/_stcore/health", "/_stcore/metrics", "/no/such/page.js"):
        _, headers = asked(site, "GET", path)
        assert headers["strict-transport-security"].startswith("max-age=31536000")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers.get("server") == "nginx"


def test_what_is_for_machines_and_what_is_too_large_stays_outside(front):
    site, _ = front
    assert asked(site, "GET", "/_stcore/health")[0] == 200
    assert asked(site, "GET", "/_stcore/metrics")[0] == 404
    assert asked(site, "POST", "/_stcore/agent/interact")[0] == 404
    assert asked(site, "PUT", "/_stcore/upload_file/a/b", **{"content-length": str(202 * 2**20)})[0] == 413


def test_without_tls_everybody_is_sent_to_tls(front):
    _, folder = front
    text = (folder / "nginx.conf").read_text(encoding="utf-8")
    port = int(text[text.index("server {") :].split("127.0.0.1:")[1].split(";")[0])
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/unit?unit=EXU", headers={"host": "streefcijfer.example.org"})
    answer = line.getresponse()
    assert (answer.status, answer.getheader("location")) == (301, "https://streefcijfer.example.org/unit?unit=EXU")
    line.close()


def test_signing_in_through_the_proxy_draws_the_page_and_breaks_no_rule_of_its_own(front, page):
    """The page is drawn over the websocket: it would stay empty without."""
    site, folder = front
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    sign_in(page, ADVISOR, f"{site.address}?lang=en")
    settled(page)
    expect(page.locator(".js-plotly-plot:visible").first).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert sockets[-1].startswith(site.address.replace("https", "wss"))
    assert complaints == []
    kept = {each["name"]: each for each in page.context.cookies()}
    assert kept["_streamlit_user"]["secure"]
    assert kept["_streamlit_user"]["httpOnly"]
    logged = (folder / "streefcijfer.log").read_text(encoding="utf-8")
    assert "/oauth2callback" in logged
    assert not any(each in logged for each in ("code=", "state=", "lang=", "?"))


def test_somebody_in_hundreds_of_groups_comes_in_through_the_proxy(front, page):
    site, _ = front
    sign_in(page, CROWDED, f"{site.address}?lang=en")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Example University")


def test_without_a_login_a_dashboard_behind_a_proxy_shows_nothing(serve, processed, page, tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    behind = serve(processed)
    with proxying(folder, port, behind.port) as address:
        page.goto(f"{address}?lang=en")
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
        expect(page.locator(".js-plotly-plot, .sc-cards, .sc-table")).to_have_count(0)
        assert "Engineering" not in page.locator("body").inner_text()
