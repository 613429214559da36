"""The pack of one unit as a download, made when it is asked for: to print, or to adapt."""

from dataclasses import replace
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from dashboard.followed.record import OnRecord
from dashboard.visit import Visit

_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def draw_pack(visit: Visit, unit: str, on_record: OnRecord | None, today: date) -> None:
    """Two buttons. `on_record`: what this reader may read of what was agreed; None: nothing, and the pack says so."""
    # What makes a pack is read when the first page that offers one is drawn: no other page needs it.
    from packs.brought import lines_of, talk_of
    from packs.one import FORMS, Order, made, name_of

    words, now = visit.words, visit.selection.snapshot
    lead = words("pack_page_lead_without" if on_record is None else "pack_page_lead")
    st.html(f'<h2 class="sc-h2">{escape(words("pack_page"))}</h2><p class="sc-lead">{escape(lead)}</p>')
    orders = [Order(unit, now, words.language, form, confidential=bool(visit.confidential)) for form in FORMS]

    def content(order: Order) -> bytes:
        lines = talk = None
        if on_record is not None:
            lines = lines_of(visit.edition, unit, now, on_record, today, words)
            talk = talk_of(on_record, unit)
        return made(visit.edition, replace(order, agreements=lines, talk=talk)).content or b""

    with st.container(horizontal=True, key="pack"):
        for order in orders:
            st.download_button(
                *(words(f"pack_page_{order.form}"), partial(content, order), name_of(order), _MIME[order.form]),
                key=f"pack-{order.form}",
                on_click="ignore",
            )
