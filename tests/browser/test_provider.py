"""Streamlit's login at a real provider, on a page of ten lines: what our own login may count on."""

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import ADVISOR, CROWDED, DEAN, HOSTILE
from tests.browser.server import Login, Site, Way
from tests.browser.walking import PATIENCE_MILLISECONDS, SIGN_IN, SIGN_OUT, faults, sign_in, sign_out, tell_provider

pytestmark = pytest.mark.browser

PAGE = """
import json
import streamlit as st

if not st.user.is_logged_in:
    if st.button("Sign in"):
        st.login()
    st.stop()
st.code(json.dumps(st.user.to_dict()))
st.button("Again", on_click=lambda: st.session_state.update(times=st.session_state.get("times", 0) + 1))
st.text(f"Asked {st.session_state.get('times', 0)}")
if st.button("Sign out"):
    st.logout()
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("script") / "page.py"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def plain(serve, provider, script) -> Site:
    """Ten lines with a login whose id tokens live three seconds."""
    return serve(script.parent, Login(provider, lifetime_seconds=3), Way(script=script))


def claims(page: Page) -> dict:
    """What the page knows of whoever signed in."""
    return json.loads(page.locator('[data-testid="stCode"] code').inner_text(timeout=PATIENCE_MILLISECONDS))


def again(page: Page, times: int) -> None:
    """Make the page be drawn anew, over the connection that is open."""
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text(f"Asked {times}")).to_be_visible(timeout=PATIENCE_MILLISECONDS)


def test_the_claims_of_the_id_token_arrive_and_no_script_can_reach_the_cookies(page, plain):
    sign_in(page, ADVISOR, plain.address)
    told = claims(page)
    assert told["is_logged_in"] is True
    assert {name: told[name] for name in ADVISOR.claims} == ADVISOR.claims
    assert told["sub"] == "advisor"
    # A login is known by its nonce and its moment; no token reaches the page.
    assert told["nonce"]
    assert abs(told["iat"] - time.time()) < 60
    assert told["tokens"] == {}
    kept = {each["name"]: each for each in page.context.cookies()}
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        assert (kept[name]["httpOnly"], kept[name]["sameSite"]) == (True, "Lax")
    assert "_streamlit_user" not in page.evaluate("document.cookie")


def test_odd_claims_arrive_as_they_are(page, plain):
    sign_in(page, HOSTILE, plain.address)
    told = claims(page)
    assert {name: told[name] for name in HOSTILE.claims} == HOSTILE.claims


def test_hundreds_of_groups_arrive_over_several_cookies(page, plain):
    sign_in(page, CROWDED, plain.address)
    assert claims(page)["groups"] == CROWDED.claims["groups"]
    assert [each["name"] for each in page.context.cookies() if each["name"] == "_streamlit_user_2"] != []


def test_signing_out_ends_the_session_at_the_provider_too(page, plain):
    sign_in(page, DEAN, plain.address)
    claims(page)
    sign_out(page)
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    kept = {each["name"] for each in page.context.cookies()}
    assert kept.isdisjoint({"_streamlit_user", "_streamlit_user_tokens", "_session"})
    page.get_by_role("button", name=SIGN_IN).click()
    tell_provider(page, ADVISOR)
    assert claims(page)["sub"] == "advisor"


def test_a_second_tab_is_signed_in_and_stays_so_until_it_connects_anew(page, plain):
    """What Streamlit leaves to us: an open connection keeps who it began with, after signing out and past `exp`."""
    sign_in(page, DEAN, plain.address)
    claims(page)
    other = page.context.new_page()
    other.goto(plain.address)
    until = claims(other)["exp"]
    sign_out(page)
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    other.wait_for_timeout(max(0.0, until - time.time() + 1) * 1000)
    again(other, 1)
    assert claims(other)["sub"] == "dean"
    other.reload()
    expect(other.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    expect(other.locator('[data-testid="stCode"]')).to_have_count(0)


def test_without_its_cookie_or_with_a_spoilt_one_a_new_connection_is_nobody(page, plain):
    sign_in(page, DEAN, plain.address)
    claims(page)
    cookie = next(each for each in page.context.cookies() if each["name"] == "_streamlit_user")
    spoilt = cookie["value"][:-1] + ("A" if cookie["value"][-1] != "A" else "B")
    page.context.add_cookies([{**cookie, "value": spoilt}])
    page.goto(plain.address)
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    page.context.clear_cookies(name="_streamlit_user")
    page.goto(plain.address)
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    expect(page.get_by_role("button", name=SIGN_OUT)).to_have_count(0)


def test_who_refuses_or_errs_at_the_provider_is_not_signed_in(page, plain):
    page.goto(plain.address)
    page.get_by_role("button", name=SIGN_IN).click()
    page.get_by_label("Name").fill("dean")
    page.get_by_label("Password").fill("a guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert faults(page) == []
    tell_provider(page, DEAN, "Refuse")
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert page.url.startswith(plain.address)
    assert [each for each in page.context.cookies() if each["name"].startswith("_streamlit_user")] == []


def test_a_callback_that_nobody_asked_for_signs_nobody_in(page, plain):
    page.goto(f"{plain.address}oauth2callback?code=invented&state=invented")
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible(timeout=PATIENCE_MILLISECONDS)
    assert page.url == plain.address
