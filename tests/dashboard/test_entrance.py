"""At the door: who has not been let in sees words, no figure, and not which publication there is."""

from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.context import ContextProxy, StreamlitHeaders
from streamlit.runtime.secrets import Secrets

from dashboard import signed_out

PUBLICATION = "3f9a1c07d2"
LOGIN = {"auth": {"redirect_uri": "http://127.0.0.1/oauth2callback"}}
GRANT = '[[grant]]\nrole = "{role}"\n{units}people = ["somebody@example.org"]\n'
DEAN = GRANT.format(role="dean", units='units = ["EXU-BEH"]\n')


def signed_in(**claims: object) -> dict[str, object]:
    known = {"is_logged_in": True, "name": "Some Body", "email": "somebody@example.org", "email_verified": True}
    return {**known, "iat": datetime.now(UTC).timestamp(), **claims}


@pytest.fixture
def access(tmp_path, monkeypatch):
    """Writes access.toml and says where it is."""

    def written(text):
        path = tmp_path / "access.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("STREEFCIJFER_ACCESS", str(path))

    return written


def nothing_shown(page, title):
    assert page.title == title
    assert not page.charts
    assert not page.offered
    assert not page.test.selectbox
    assert not page.test.get("file_uploader")
    assert PUBLICATION not in page.text
    assert "EXU" not in page.text
    assert "Voorbeelduniversiteit" not in page.text + page.html
    assert "Example University" not in page.text + page.html


PAGES = ["overview", "unit", "discussion", "data", "method"]


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.4", "", None])
def test_at_any_other_address_nothing_is_drawn(published, walk, address):
    config.set_option("server.address", address)
    page = walk(published)
    for name in PAGES:
        nothing_shown(page.go(name, lang="en"), "The dashboard does not start here")
    said = page.text
    assert (address or "every address of this machine") in said
    assert "127.0.0.1" in said


@pytest.mark.parametrize(
    "headers",
    [
        [("Host", "127.0.0.1:8501"), ("X-Forwarded-For", "10.0.0.7")],
        [("Host", "127.0.0.1:8501"), ("Forwarded", "for=10.0.0.7")],
        [("Host", "localhost"), ("Via", "1.1 proxy")],
        [("Host", "figures.example.org")],
        [("Host", "127.0.0.1.example.org:8501")],
    ],
)
def test_whoever_comes_through_something_else_is_refused(published, walk, monkeypatch, headers):
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: StreamlitHeaders(headers)))
    page = walk(published)
    for name in PAGES:
        nothing_shown(page.go(name, lang="nl"), "Het dashboard start hier niet")
    assert "via een andere computer of onder een andere naam" in page.text


def test_on_this_machine_under_its_own_name_pages_are_drawn(published, walk, monkeypatch):
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: StreamlitHeaders([("Host", "localhost:8501")])))
    assert PUBLICATION in walk(published).go().text


@pytest.mark.parametrize("content", [b"[auth", b'auth = "x', b"\xff\xfe\x00", b"= 1"])
def test_secrets_that_cannot_be_read_let_nobody_in(published, walk, monkeypatch, tmp_path, content):
    path = tmp_path / "secrets.toml"
    path.write_bytes(content)
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    monkeypatch.setattr(st, "secrets", Secrets())
    try:
        page = walk(published, user=signed_in())
        for name in PAGES:
            nothing_shown(page.go(name, lang="en"), "The dashboard cannot sign anybody in now")
        assert "secrets.toml" in page.text
        assert "Error parsing" not in page.text
    finally:
        config.set_option("secrets.files", before)


def test_secrets_of_something_else_are_no_login(published, walk, monkeypatch, tmp_path):
    path = tmp_path / "secrets.toml"
    path.write_text("[database]\nname = 'x'\n", encoding="utf-8")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    monkeypatch.setattr(st, "secrets", Secrets())
    try:
        assert PUBLICATION in walk(published).go().text
    finally:
        config.set_option("secrets.files", before)


@pytest.mark.parametrize("named", [None, "", "nowhere/access.toml", "."])
def test_without_an_access_file_nobody_sees_anything(published, walk, monkeypatch, tmp_path, named):
    monkeypatch.chdir(tmp_path)
    if named is None:
        monkeypatch.delenv("STREEFCIJFER_ACCESS", raising=False)
    else:
        monkeypatch.setenv("STREEFCIJFER_ACCESS", named)
    page = walk(published, user=signed_in(), secrets=LOGIN)
    for name in PAGES:
        nothing_shown(page.go(name, lang="en"), "It has not been written down yet who may see what")
    assert "access.toml" in page.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[grant]", "is not readable TOML"),
        (GRANT.format(role="king", units=""), "[[grant]] number 1: `role` must be one of these"),
        (DEAN + "sessionhours = 3\n", "`sessionhours` is not a known name"),
        ("session_hours = -1\n" + DEAN, "`session_hours` has a value that cannot be"),
        (DEAN + GRANT.format(role="dean", units=""), "[[grant]] number 2: the role dean must say"),
    ],
)
def test_a_faulty_access_file_lets_nobody_in_and_names_every_fault(published, walk, access, text, said):
    access(text)
    page = walk(published, user=signed_in(), secrets=LOGIN).go("unit", lang="en")
    nothing_shown(page, "The access list is not in order")
    assert said in page.text
    assert "somebody@example.org" not in page.text


def test_whoever_has_not_signed_in_is_asked_to(published, walk, access):
    access(DEAN)
    page = walk(published, user={"is_logged_in": False}, secrets=LOGIN)
    for name in PAGES:
        nothing_shown(page.go(name, lang="nl", unit="EXU"), "Meld u aan")
    assert [button.label for button in page.test.button] == ["Aanmelden"]
    assert "sessionStorage.setItem" in page.html


@pytest.mark.parametrize("at", [None, "yesterday", True, "nine hours ago"])
def test_a_session_that_has_ended_asks_again(published, walk, access, at):
    access(DEAN)
    at = (datetime.now(UTC) - timedelta(hours=9)).timestamp() if at == "nine hours ago" else at
    page = walk(published, user=signed_in(iat=at), secrets=LOGIN).go(lang="en")
    nothing_shown(page, "Your session has ended")
    assert [button.label for button in page.test.button] == ["Sign in"]


@pytest.mark.parametrize(
    "claims", [{"email": "other@example.org"}, {"email_verified": False}, {"email": None}, {"email": ["x"]}]
)
def test_whoever_was_granted_nothing_sees_nothing_but_how_to_get_it(published, walk, access, claims):
    access(DEAN)
    page = walk(published, user=signed_in(**claims), secrets=LOGIN)
    for name in PAGES:
        nothing_shown(page.go(name, lang="en"), "You are signed in, but nothing has been opened for you yet")
    assert "Signed in as Some Body." in page.html
    assert [button.label for button in page.test.button] == ["Sign out"]


def test_whoever_has_no_name_is_turned_away_without_one(published, walk, access):
    access(DEAN)
    page = walk(published, user=signed_in(email="", name=""), secrets=LOGIN).go(lang="en")
    assert "Signed in as" not in page.html


def test_whoever_was_granted_something_comes_in_with_their_name_as_text_and_a_way_out(published, walk, access):
    access(DEAN)
    page = walk(published, user=signed_in(name="<b>Some</b> Body"), secrets=LOGIN).go(lang="en")
    assert PUBLICATION in page.text
    assert "&lt;b&gt;Some&lt;/b&gt; Body · dean or director" in page.html
    assert [button.label for button in page.test.button] == ["Sign out"]
    assert 'href="data?' not in page.html


def test_a_page_of_another_role_says_so_and_leads_back(published, walk, access):
    access(DEAN)
    page = walk(published, user=signed_in(), secrets=LOGIN).go("data", lang="en")
    nothing_shown_of_data = page.title == "This page is not there for you" and not page.offered
    assert nothing_shown_of_data
    assert PUBLICATION not in page.html
    assert 'href="./?lang=en' in page.html
    assert not page.test.get("file_uploader")


def test_the_advisor_who_signs_in_has_the_data_page(published, walk, access):
    access(GRANT.format(role="advisor", units=""))
    page = walk(published, user=signed_in(), secrets=LOGIN).go("data", lang="en")
    assert page.title == "Figures up to December 2025"
    assert page.test.get("file_uploader")


def test_who_signs_out_in_one_tab_is_signed_out_in_every_tab_and_can_come_back(published, walk, access):
    access(DEAN)
    st.cache_resource.clear()
    one = walk(published, user=signed_in(nonce="first"), secrets=LOGIN).go(lang="en")
    assert PUBLICATION in one.text
    one.test.button(key="sign_out").click()
    one.test.run()
    assert one.test.user.get("is_logged_in") is False
    page = walk(published, user=signed_in(nonce="first"), secrets=LOGIN).go("unit", lang="en")
    assert not page.charts
    assert PUBLICATION not in page.text
    assert PUBLICATION in walk(published, user=signed_in(nonce="second"), secrets=LOGIN).go(lang="en").text
    # A login that gives no nonce cannot be told from another: it ends where it is ended.
    assert PUBLICATION in walk(published, user=signed_in(), secrets=LOGIN).go(lang="en").text


def test_only_so_many_sign_ins_are_remembered_as_ended(monkeypatch):
    st.cache_resource.clear()
    monkeypatch.setattr(signed_out, "_MOST", 2)
    monkeypatch.setattr(st, "logout", lambda: None)
    for nonce in ("a", "b", "c", ""):
        monkeypatch.setattr(st, "user", Known({"nonce": nonce}))
        signed_out.sign_out()
    assert [signed_out.has_signed_out({"nonce": each}) for each in ("a", "b", "c", "", 7)] == [
        *(False, True, True, False, False),
    ]
    st.cache_resource.clear()


class Known(dict):
    """What st.user is to the module: claims that can be copied."""

    def to_dict(self):
        return dict(self)
