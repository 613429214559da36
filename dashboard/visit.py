"""What the page being drawn needs: the publication, the selection, the words and the colours.

app.py opens a visit before a page runs; the pages ask for it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from dashboard.edition import Edition
from dashboard.figures.palette import Palette, palette
from dashboard.selection import Choices, Selection, select
from dashboard.wording.words import Words
from pipeline.published import Publication, current

_KEY = "visit"
OVERVIEW, UNIT_PAGE = "./", "unit"


@dataclass(frozen=True)
class Visit:
    """One drawing of one page."""

    edition: Edition
    selection: Selection
    unfollowed: tuple[str, ...]  # the parts of the address that could not be followed
    words: Words
    colours: Palette

    def unit_name(self, code: str | None = None) -> str:
        """The name of a unit at the selected snapshot; of the selected one without a code."""
        return self.words.name(self.edition.unit(self.selection.snapshot, code or self.selection.unit).name)

    def address(self, page: str, **changes: str | None) -> str:
        """The address of a page with this selection, changed where said."""
        return f"{page}?{urlencode(replace(self.selection, **changes).params())}"


def open_edition(processed: Path) -> Edition:
    """The live publication. Raises NoPublication when there is none or it is not as agreed."""
    publication = current(processed)
    return _edition(publication.id, str(publication.folder), publication)


# The id is content-addressed and an edition never changes: a new publication is a new entry, and few are kept.
@st.cache_resource(max_entries=3, show_spinner=False)
def _edition(publication_id: str, folder: str, _publication: Publication) -> Edition:
    return Edition.of(_publication)


def begin(edition: Edition, params: Mapping[str, str], theme: str | None) -> Visit:
    """Open the visit that this address asks for."""
    units = {day: _units(edition, day) for day in edition.snapshots if edition.units.get(day)}
    choices = Choices(edition.languages, units, edition.target_codes)
    selection, unfollowed = select(params, choices)
    visit = Visit(edition, selection, unfollowed, Words(selection.language), palette(theme))
    st.session_state[_KEY] = visit
    return visit


def here() -> Visit:
    """The visit of the page being drawn."""
    visit = st.session_state[_KEY]
    if not isinstance(visit, Visit):
        raise TypeError("a page was drawn without a visit; app.py opens one first")
    return visit


def _units(edition: Edition, day: date) -> tuple[str, ...]:
    root = edition.root(day).code
    return (root, *(unit.code for unit in edition.units[day] if unit.code != root))
