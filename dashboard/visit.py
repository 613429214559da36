"""What the page being drawn needs: who is looking, the publication as they may see it, the selection, words, colours.

app.py opens a visit before a page runs; the pages ask for it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from dashboard.access.people import Person
from dashboard.access.rules import PAGES, Page, may, may_open
from dashboard.edition import Edition
from dashboard.figures.palette import Palette, palette
from dashboard.scope import scoped, tree
from dashboard.selection import Choices, Selection, select, under_its_name_then
from dashboard.standing import Standing
from dashboard.wording.words import Words
from pipeline.published import Publication, closed, current

_KEY = "visit"
OVERVIEW: Page = "overview"
UNIT_PAGE: Page = "unit"


@dataclass(frozen=True)
class Visit:
    """One drawing of one page. `edition` and `publication` hold only what this person may see."""

    person: Person
    edition: Edition
    publication: Publication
    selection: Selection
    unfollowed: tuple[str, ...]  # the parts of the address that could not be followed
    words: Words
    colours: Palette
    processed: Path  # where the publication, the accounts and the inbox lie
    confidential: str = ""  # the closed audience whose release this is; empty: everybody's
    everybodys: Edition | None = None  # what everybody sees, beside a confidential release

    def is_confidential(self, row: Standing) -> bool:
        """Whether a standing is shown here and not, or not of the same day, to everybody."""
        if self.everybodys is None or not row.shown:
            return False
        there = {each.target: each for each in self.everybodys.standings(row.snapshot, [row.unit])}
        same = there.get(row.target)
        return same is None or (same.shown, same.as_of) != (row.shown, row.as_of)

    def unit_name(self, code: str | None = None) -> str:
        """The name of a unit at the selected snapshot; of the selected one without a code."""
        return self.words.name(self.edition.unit(self.selection.snapshot, code or self.selection.unit).name)

    def address(self, page: Page, **changes: str | bool | None) -> str:
        """The address of a page with this selection, changed where said."""
        path = "./" if page == OVERVIEW else page
        return f"{path}?{urlencode(replace(self.selection, **changes).params())}"

    def may(self, page: Page, unit: str) -> bool:
        """Whether this page of this unit may be seen, at the selected snapshot."""
        return may(self.person, page, unit, tree(self.edition, self.selection.snapshot))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages this person may open."""
        return tuple(page for page in PAGES if may_open(self.person, page))


@dataclass(frozen=True)
class Opened:
    """A publication and what is in it, as one person may see it."""

    publication: Publication
    edition: Edition
    processed: Path
    confidential: str = ""
    everybodys: Edition | None = None


def open_for(person: Person, processed: Path, *, openly: bool = False) -> Opened:
    """The live publication as this person may see it. Raises NoPublication when there is none or it is not as agreed.

    Who belongs to a closed audience sees its release, unless everybody's is asked for.
    """
    publication = current(processed)
    everybodys = _seen_by(person, publication)
    closed_ones = [] if openly else [(code, closed(processed, code)) for code in sorted(person.audiences)]
    for audience, found in closed_ones:
        if found is not None:
            return Opened(found, _seen_by(person, found), processed, audience, everybodys)
    return Opened(publication, everybodys, processed)


def _seen_by(person: Person, publication: Publication) -> Edition:
    return _scoped(publication.id, str(publication.folder), person.grants, publication, person)


# The id is content-addressed and an edition never changes: a new publication is a new entry, and few are kept.
@st.cache_resource(max_entries=6, show_spinner=False)
def _edition(publication_id: str, folder: str, _publication: Publication) -> Edition:
    return Edition.of(_publication).ready()


@st.cache_resource(max_entries=60, show_spinner=False)
def _scoped(
    publication_id: str, folder: str, grants: tuple[object, ...], _publication: Publication, _person: Person
) -> Edition:
    return scoped(_edition(publication_id, folder, _publication), _person)


def begin(person: Person, opened: Opened, params: Mapping[str, str], theme: str | None) -> Visit:
    """Open the visit that this address asks for."""
    edition = opened.edition
    units = edition.codes
    groups = tuple(edition.groups)
    cells = tuple(f"{group}.{band}" for group in groups for band in edition.bands)
    choices = Choices(edition.languages, units, edition.target_codes, groups, cells)
    selection, unfollowed = select(under_its_name_then(params, choices, edition.renamed), choices)
    visit = Visit(
        *(person, edition, opened.publication, selection, unfollowed),
        *(Words(selection.language), palette(theme), opened.processed, opened.confidential),
        opened.everybodys,
    )
    st.session_state[_KEY] = visit
    return visit


def here() -> Visit:
    """The visit of the page being drawn."""
    visit = st.session_state[_KEY]
    if not isinstance(visit, Visit):
        raise TypeError("a page was drawn without a visit; app.py opens one first")
    return visit
