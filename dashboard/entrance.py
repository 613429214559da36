"""Who is at the door: signs people in and out, and says so when there is nobody whom anything may be shown.

Without a login the pages are for this machine alone; with one, for whoever the organisation's access.toml grants
something. What cannot be read or decided opens nothing.
"""

from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.access.claims import has_expired, person_of
from dashboard.access.grants import Access, AccessRefused, read_access
from dashboard.access.people import ON_OWN_MACHINE, Person
from dashboard.figures.palette import Palette
from dashboard.frame import begin_stop, stop
from dashboard.markup.script import back_to_address, keep_address
from dashboard.serve import comes_from_here, stays_here
from dashboard.signed_out import has_signed_out, sign_out
from dashboard.wording.words import Words


def has_login() -> bool:
    """Whether a login is configured. A secrets file that is there and cannot be read counts: then nobody comes in."""
    if _secrets_can_be_read():
        return "auth" in st.secrets
    return any(Path(each).exists() for each in st.get_option("secrets.files"))


def _secrets_can_be_read() -> bool:
    try:
        return st.secrets.load_if_toml_exists()
    except (OSError, ValueError):  # not for us to open, or not text at all
        return False


def admitted(access: Path | None, now: datetime, words: Words, colours: Palette) -> Person:
    """The person whom pages may be drawn for. Draws why and ends the run when there is none."""
    if not has_login():
        _refuse_strangers(words, colours)
        return ON_OWN_MACHINE
    if not _secrets_can_be_read():
        stop(words, colours, "login_broken_title", [words("login_broken_why"), words("login_broken_next")])
    if not st.user.is_logged_in:
        _ask_to_sign_in(words, colours, "sign_in_title", "sign_in_why")
    rules = _rules(access, words, colours)
    claims = st.user.to_dict()
    if has_signed_out(claims) or has_expired(claims, rules, now):
        _ask_to_sign_in(words, colours, "expired_title", "expired_why")
    person = person_of(claims, rules)
    if not person.grants:
        _turn_away(person, words, colours)
    return person


def _refuse_strangers(words: Words, colours: Palette) -> None:
    address = st.get_option("server.address")
    if not stays_here(address):
        why = words("address_why", address=address or words("address_any"))
        stop(words, colours, "address_title", [why, words("address_next")])
    if not comes_from_here(st.context.headers.to_dict()):
        stop(words, colours, "address_title", [words("proxy_why"), words("proxy_next")])


def _rules(access: Path | None, words: Words, colours: Palette) -> Access:
    try:
        content = access.read_bytes() if access else None
    except OSError:
        content = None
    if content is None:
        stop(words, colours, "no_access_file_title", [words("no_access_file_why"), words("no_access_file_next")])
        return Access()
    try:
        return _read(content)
    except AccessRefused as refused:
        said = [
            words(fault.code, **fault.facts)
            if not fault.grant
            else f"{words('access_grant', n=fault.grant)}: {words(fault.code, **fault.facts)}"
            for fault in refused.faults
        ]
        stop(words, colours, "access_fault_title", [words("access_fault_why"), *said])
        return Access()


@lru_cache(maxsize=8)
def _read(content: bytes) -> Access:
    return read_access(content)


def _ask_to_sign_in(words: Words, colours: Palette, title: str, why: str) -> None:
    begin_stop(words, colours, title, [words(why)])
    # The provider sends everybody back to the first page; the address that was asked for waits in the browser.
    st.html(keep_address(), unsafe_allow_javascript=True)
    st.button(words("sign_in"), type="primary", on_click=st.login, key="sign_in")
    st.stop()


def _turn_away(person: Person, words: Words, colours: Palette) -> None:
    begin_stop(words, colours, "no_grant_title", [words("no_grant_why"), words("no_grant_next")])
    if person.called:
        st.html(f'<p class="sc-quiet">{escape(words("signed_in_as", name=person.called))}</p>')
    # Back to the address that was asked for: it says in which language.
    st.html(back_to_address(), unsafe_allow_javascript=True)
    st.button(words("sign_out"), on_click=sign_out, key="sign_out")
    st.stop()
