"""Start of the dashboard: reads the environment once, sees who is there, opens the publication, hands over to a page.

Run with `streamlit run`; every interaction runs it from the top.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import streamlit as st

from dashboard.access.people import Person
from dashboard.access.rules import PAGES
from dashboard.entrance import admitted
from dashboard.figures.palette import palette
from dashboard.frame import begin_stop, stop
from dashboard.lasting import set_apart_before_drawing
from dashboard.markup.links import link
from dashboard.selection import OPENLY, PUBLICATION, RELEASE, language_of
from dashboard.serve import access_file, processed_folder
from dashboard.visit import OVERVIEW, Opened, begin, open_for
from dashboard.wording.words import Words
from pipeline.published import NoPublication

VIEWS = Path(__file__).parent / "views"
# A file of our own: an emoji or a named icon would be fetched from somebody else's server.
ICON = Path(__file__).parent / "icon.png"


def main(environ: Mapping[str, str]) -> None:
    """One drawing of one page."""
    set_apart_before_drawing(monotonic())
    st.set_page_config(page_title="Streefcijfer", page_icon=str(ICON), layout="wide")
    params, theme = st.query_params.to_dict(), st.context.theme.type
    words, colours = Words(language_of(params, ())), palette(theme)
    person = admitted(access_file(environ), datetime.now(UTC), words, colours)
    opened = _opened(person, processed_folder(environ), params)
    if opened is None:
        return
    visit = begin(person, opened, params, theme)
    files = {page: VIEWS / f"{page}.py" for page in PAGES}
    pages = {
        page: st.Page(path, title=visit.words(f"page_{page}"), default=page == OVERVIEW, url_path=page)
        for page, path in files.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    if (chosen.url_path or OVERVIEW) not in visit.pages:
        begin_stop(visit.words, visit.colours, "not_yours_title", [visit.words("not_yours_why")])
        st.html(link(visit.address(OVERVIEW), visit.words("not_yours_back")))
        st.stop()
    chosen.run()


def _opened(person: Person, processed: Path, params: Mapping[str, str]) -> Opened | None:
    why, languages = "", ()
    try:
        opened = open_for(person, processed, openly=params.get(RELEASE) == OPENLY, wanted=params.get(PUBLICATION))
        edition = opened.edition
        if any(edition.units.get(day) for day in edition.snapshots):
            return opened
        languages = edition.languages
    except NoPublication as absent:
        why = str(absent)
    words = Words(language_of(params, languages))
    reason = words("nothing_why", why=why) if why else words("empty_why")
    stop(words, palette(st.context.theme.type), "nothing_title", [reason, words("nothing_next")])
    return None


main(os.environ)
