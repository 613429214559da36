"""Signing out, everywhere at once: Streamlit keeps the person of a tab that is open until it is loaded again."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_MOST = 10_000  # sign-ins that are remembered as ended; far more than there are within the life of one


def sign_out() -> None:
    """End this sign-in in every tab, and at the provider."""
    name = _name(st.user.to_dict())
    ended = _ended()
    if name:
        ended[name] = None
    while len(ended) > _MOST:
        ended.pop(next(iter(ended)))
    st.logout()


def has_signed_out(claims: Mapping[str, Any]) -> bool:
    """Whether this very sign-in was ended in another tab. One that has no name of its own cannot be told."""
    name = _name(claims)
    return bool(name) and name in _ended()


@st.cache_resource(show_spinner=False)
def _ended() -> dict[str, None]:
    return {}


def _name(claims: Mapping[str, Any]) -> str:
    # A new sign-in has a new nonce, so somebody who comes back is somebody new.
    nonce = claims.get("nonce")
    return nonce if isinstance(nonce, str) else ""
