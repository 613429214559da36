"""What the overview shows: where every unit stands, how units of unlike size compare, or what changed."""

import streamlit as st

from dashboard.selection import SHOW, SHOWS
from dashboard.visit import Visit


def choose_showing(visit: Visit) -> str:
    """A row of buttons that write their choice into the address. Returns the chosen one of SHOWS."""
    words = visit.words
    st.session_state[SHOW] = visit.selection.show

    def follow() -> None:
        chosen = st.session_state[SHOW]
        if chosen and chosen != SHOWS[0]:
            st.query_params[SHOW] = chosen
        else:
            st.query_params.pop(SHOW, None)

    st.segmented_control(
        *(words("choose_show"), SHOWS), key=SHOW, required=True, on_change=follow,
        format_func=lambda each: words(f"show_{each}"),
    )  # fmt: skip
    return visit.selection.show
