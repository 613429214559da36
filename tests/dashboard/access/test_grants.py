"""access.toml: what it says, and that any fault in it closes the door and is named."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.claims import has_expired, person_of
from dashboard.access.grants import Access, AccessRefused, Entry, read_access
from dashboard.access.people import EVERY_UNIT, Grant
from dashboard.wording.texts import TEXTS

WHOLE = b"""\xef\xbb\xbf
session_hours = 4

[claims]
person = "preferred_username"
groups = "roles"

[[grant]]
role = "advisor"
groups = ["hr-advisors"]

[[grant]]
role = "dean"
units = ["A", "B"]
people = [" Dean.A@Example.org "]
audiences = ["a"]
"""


def test_a_whole_file_is_read_as_it_stands():
    access = read_access(WHOLE)
    assert access == Access(
        entries=(
            Entry("advisor", frozenset({EVERY_UNIT}), frozenset({"hr-advisors"}), frozenset(), frozenset()),
            Entry("dean", frozenset("AB"), frozenset(), frozenset({"dean.a@example.org"}), frozenset({"a"})),
        ),
        person_claim="preferred_username",
        groups_claim="roles",
        session_hours=4.0,
    )


def test_an_empty_file_grants_nothing():
    assert read_access(b"") == Access()
    assert person_of({"email": "a@example.org", "email_verified": True, "groups": ["x"]}, Access()).grants == ()


GRANT = '[[grant]]\nrole = "dean"\nunits = ["A"]\ngroups = ["g"]\n'


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("session_hours =", [("access_not_toml", 0)]),
        ("sesion_hours = 8", [("access_unknown_key", 0)]),
        ("session_hours = 0", [("access_wrong_value", 0)]),
        ("session_hours = true", [("access_wrong_value", 0)]),
        ("claims = 3", [("access_wrong_value", 0)]),
        ('[claims]\nperson = ""\ngroup = "x"', [("access_unknown_key", 0), ("access_wrong_value", 0)]),
        ('[claims]\nemail_verified = "no"', [("access_wrong_value", 0)]),
        ("grant = 3", [("access_wrong_value", 0)]),
        ("grant = [3]", [("access_wrong_value", 1)]),
        ('[[grant]]\nrole = "boss"\ngroups = ["g"]', [("access_role", 1)]),
        ("[[grant]]\nrole = []\ngroups = ['g']", [("access_role", 1)]),
        ('[[grant]]\nrole = "dean"\ngroups = ["g"]', [("access_no_units", 1)]),
        ('[[grant]]\nrole = "dean"\nunits = ["*"]\ngroups = ["g"]', [("access_dean_of_all", 1)]),
        ('[[grant]]\nrole = "board"\nunits = ["A"]\ngroups = ["g"]', [("access_units_of_the_whole", 1)]),
        ('[[grant]]\nrole = "board"', [("access_for_nobody", 1)]),
        (GRANT + GRANT.replace('["g"]', '[""]'), [("access_wrong_value", 2), ("access_for_nobody", 2)]),
        (GRANT.replace('["A"]', '"A"'), [("access_wrong_value", 1), ("access_no_units", 1)]),
        (GRANT + "people = [3]", [("access_wrong_value", 1)]),
        (GRANT + "unit = 3\n" + '[[grant]]\nrole = "x"', [("access_unknown_key", 1), ("access_role", 2)]),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_grant_and_nothing_is_granted(content, faults):
    with pytest.raises(AccessRefused) as refused:
        read_access(content.encode())
    found = refused.value.faults
    assert [(fault.code, fault.grant) for fault in found] == faults
    for fault in found:
        assert all(TEXTS[fault.code][language].format(**fault.facts) for language in ("nl", "en"))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = [" + b"[" * 5000, b"\x00"])
def test_what_is_no_toml_is_refused(content):
    with pytest.raises(AccessRefused):
        read_access(content)


ACCESS = Access(
    entries=(
        Entry("dean", frozenset("A"), frozenset({"deans"}), frozenset({"a@example.org"}), frozenset({"a"})),
        Entry("advisor", frozenset({EVERY_UNIT}), frozenset({"hr"}), frozenset(), frozenset()),
    )
)
DEAN, ADVISOR = Grant("dean", frozenset("A"), frozenset({"a"})), Grant("advisor")


@pytest.mark.parametrize(
    ("claims", "grants"),
    [
        ({}, ()),
        ({"groups": ["deans"]}, (DEAN,)),
        ({"groups": "deans"}, (DEAN,)),
        ({"groups": ["deans", "hr"]}, (DEAN, ADVISOR)),
        ({"groups": ["Deans"]}, ()),
        ({"groups": {"deans": True}}, ()),
        ({"groups": [["deans"]]}, ()),
        ({"groups": "deans,hr"}, ()),
        ({"roles": ["deans"]}, ()),
        ({"email": "a@example.org"}, ()),
        ({"email": "a@example.org", "email_verified": False}, ()),
        ({"email": "a@example.org", "email_verified": "true"}, ()),
        ({"email": "A@Example.org ", "email_verified": True}, (DEAN,)),
        ({"email": ["a@example.org"], "email_verified": True}, ()),
        ({"email": "", "email_verified": True}, ()),
        ({"preferred_username": "a@example.org"}, ()),
    ],
)
def test_what_a_login_says_grants_only_what_fits_to_the_letter(claims, grants):
    assert person_of(claims, ACCESS).grants == grants


def test_another_claim_needs_no_checked_address_and_a_declared_one_may_go_unchecked():
    by_name = Access(ACCESS.entries, person_claim="preferred_username")
    assert person_of({"preferred_username": "a@example.org"}, by_name).grants == (DEAN,)
    unchecked = Access(ACCESS.entries, verified=False)
    assert person_of({"email": "a@example.org"}, unchecked).grants == (DEAN,)


hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(), each, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["email", "email_verified", "groups", "name", "iat", "sub"]), hostile))
def test_no_claim_whatever_it_is_grants_or_breaks_anything(claims):
    person = person_of(claims, ACCESS)
    said = claims.get("groups")
    named = {"deans", "hr"} & ({said} if isinstance(said, str) else {each for each in said if isinstance(each, str)} if isinstance(said, list) else set())  # fmt: skip
    email = claims.get("email")
    known = isinstance(email, str) and email.strip().casefold() == "a@example.org" and claims["email_verified"] is True
    assert bool(person.grants) is bool(named or known)
    assert len(person.called) <= 200
    has_expired(claims, ACCESS, datetime.now(UTC))


NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("iat", "expired"),
    [
        (NOW.timestamp(), False),
        ((NOW - timedelta(hours=7, minutes=59)).timestamp(), False),
        ((NOW - timedelta(hours=8)).timestamp(), True),
        ((NOW + timedelta(minutes=4)).timestamp(), False),
        ((NOW + timedelta(minutes=6)).timestamp(), True),
        (None, True),
        (True, True),
        ("now", True),
        (float("nan"), True),
    ],
)
def test_a_session_lasts_as_long_as_it_was_set_to(iat, expired):
    assert has_expired({"iat": iat}, Access(), NOW) is expired


def test_who_writes_is_told_apart_without_a_name():
    claims = {"iss": "https://login.example", "sub": "a@example.org", "email": "a@example.org", "name": "A"}
    subject = person_of(claims, Access()).subject
    assert subject == person_of({**claims, "name": "B"}, Access()).subject
    assert len(subject) == 32
    assert "example" not in subject
    others = [person_of({**claims, name: "x"}, Access()).subject for name in ("iss", "sub")]
    assert len({subject, *others}) == 3
    for lacking in ({"sub": ""}, {"sub": 7}, {"iss": None}):
        assert person_of({**claims, **lacking}, Access()).subject == ""
