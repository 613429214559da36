"""From what the login says of somebody (claims) and the organisation's grants to who they are here. Pure.

A claim is somebody else's text: whatever its type or size, what does not fit grants nothing.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dashboard.access.grants import Access, Entry
from dashboard.access.people import Grant, Person

_LONGEST = 200  # characters of a name on screen


def person_of(claims: Mapping[str, Any], access: Access) -> Person:
    """Who has signed in: every grant whose group or person the claims name. Without any, nobody with rights."""
    groups = _texts(claims.get(access.groups_claim))
    person = _person_claim(claims, access)
    grants = tuple(_grant(entry) for entry in access.entries if groups & entry.groups or person in entry.people)
    return Person(_called(claims), grants, _subject(claims))


def has_expired(claims: Mapping[str, Any], access: Access, now: datetime) -> bool:
    """Whether they signed in longer ago than a session lasts. A login that does not say when is expired."""
    at = claims.get("iat")
    if isinstance(at, bool) or not isinstance(at, (int, float)):
        return True
    since = now.timestamp() - at
    # A clock that is a little ahead of ours is no reason to refuse; one that is hours ahead is.
    return not -timedelta(minutes=5).total_seconds() <= since < timedelta(hours=access.session_hours).total_seconds()


def _person_claim(claims: Mapping[str, Any], access: Access) -> str | None:
    said = claims.get(access.person_claim)
    if not isinstance(said, str) or not said.strip():
        return None
    # Anybody can type somebody else's address into some providers; only a checked one counts.
    if access.person_claim == "email" and access.verified and claims.get("email_verified") is not True:
        return None
    return said.strip().casefold()


def _subject(claims: Mapping[str, Any]) -> str:
    """Some providers give an address or a number of staff as subject; what is kept for years should be neither."""
    told = [claims.get(name) for name in ("iss", "sub")]
    if not all(isinstance(each, str) and each for each in told):
        return ""
    return hashlib.sha256("\n".join(map(str, told)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _texts(said: object) -> frozenset[str]:
    if isinstance(said, str):
        return frozenset({said})
    if isinstance(said, (list, tuple)):
        return frozenset(each for each in said if isinstance(each, str))
    return frozenset()


def _called(claims: Mapping[str, Any]) -> str:
    said = next((claims[name] for name in ("name", "email") if isinstance(claims.get(name), str)), "")
    return "".join(each for each in said if each.isprintable())[:_LONGEST]


def _grant(entry: Entry) -> Grant:
    return Grant(entry.role, entry.units, entry.audiences)
