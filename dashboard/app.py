"""Start of the dashboard: reads the environment once, opens the publication, hands over to a page.

Run with `streamlit run`; every interaction runs it from the top.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard.edition import Edition
from dashboard.figures.palette import palette
from dashboard.frame import stop
from dashboard.selection import language_of
from dashboard.serve import processed_folder, stays_here
from dashboard.visit import begin, open_edition
from dashboard.wording.words import Words
from pipeline.published import NoPublication

VIEWS = Path(__file__).parent / "views"
# A file of our own: an emoji or a named icon would be fetched from somebody else's server.
ICON = Path(__file__).parent / "icon.png"


def main(environ: Mapping[str, str]) -> None:
    """One drawing of one page."""
    st.set_page_config(page_title="Streefcijfer", page_icon=str(ICON), layout="wide")
    _refuse_strangers()
    edition = _opened(processed_folder(environ))
    if edition is None:
        return
    visit = begin(edition, st.query_params.to_dict(), st.context.theme.type)
    words = visit.words
    pages = [
        st.Page(VIEWS / "overview.py", title=words("overview"), default=True),
        st.Page(VIEWS / "unit.py", title=words("unit_page"), url_path="unit"),
    ]
    st.navigation(pages, position="hidden").run()


def _refuse_strangers() -> None:
    address = st.get_option("server.address")
    if not stays_here(address):
        words = Words(language_of(st.query_params.to_dict(), ()))
        why = words("address_why", address=address or words("address_any"))
        stop(words, palette(st.context.theme.type), "address_title", [why, words("address_next")])


def _opened(processed: Path) -> Edition | None:
    why, languages = "", ()
    try:
        edition = open_edition(processed)
        if any(edition.units.get(day) for day in edition.snapshots):
            return edition
        languages = edition.languages
    except NoPublication as absent:
        why = str(absent)
    words = Words(language_of(st.query_params.to_dict(), languages))
    reason = words("nothing_why", why=why) if why else words("empty_why")
    stop(words, palette(st.context.theme.type), "nothing_title", [reason, words("nothing_next")])
    return None


main(os.environ)
