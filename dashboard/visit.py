"""What the page being drawn needs: who is looking, the publication as they may see it, the selection, words, colours.

app.py opens a visit before a page runs; the pages ask for it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from dashboard.access.people import Person
from dashboard.access.reach import Reach, reach
from dashboard.access.rules import PAGES, Page, Parents, may, may_open
from dashboard.edition import Edition
from dashboard.figures.palette import Palette, palette
from dashboard.scope import scoped, tree
from dashboard.selection import Choices, Selection, select, under_its_name_then
from dashboard.standing import Standing
from dashboard.wording.words import Words
from pipeline.published import Publication, closed, current, earlier

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
    live: Publication | None = None  # the live publication, when `publication` is an earlier one

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

    def address(self, page: Page, **changes: str | bool | int | date | None) -> str:
        """The address of a page with this selection, changed where said."""
        path = "./" if page == OVERVIEW else page
        return f"{path}?{urlencode(replace(self.selection, **changes).params())}"

    def may(self, page: Page, unit: str) -> bool:
        """Whether this page of this unit may be seen, at the selected snapshot."""
        return may(self.person, page, unit, tree(self.edition, self.selection.snapshot))

    def reach(self, page: Page) -> Reach:
        """Whose records of the registers this person may read and write on a page, as the organisation is now."""
        live = self.live or self.publication
        return _reach(live.id, str(live.folder), page, self.person.grants, live, self.person)

    def renamed(self, page: Page) -> Mapping[str, str]:
        """Former code -> the code it has now, of the units whose records of a page this person may read.

        Also from before they could see its figures: who reads a unit's records reads those under its former names.
        """
        live, reads = self.live or self.publication, self.reach(page).reads
        every = _edition(live.id, str(live.folder), live).renamed
        return every if reads is None else {old: new for old, new in every.items() if {old, new} <= reads}

    @property
    def now(self) -> Edition:
        """What is published now, as this person may see it, also when an earlier publication is open."""
        return self.edition if self.live is None else _seen_by(self.person, self.live)

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
    live: Publication | None = None


def open_for(person: Person, processed: Path, *, openly: bool = False, wanted: str | None = None) -> Opened:
    """The live publication as this person may see it. Raises NoPublication when there is none or it is not as agreed.

    Who belongs to a closed audience sees its release, unless everybody's is asked for. `wanted`: the id of an earlier
    publication; when there is none for this person, the live one.
    """
    publication = current(processed)
    closed_ones = [(code, closed(processed, code)) for code in sorted(person.audiences)]
    lives = {publication.id, *(found.id for _, found in closed_ones if found is not None)}
    before = earlier(processed, wanted, sorted(person.audiences)) if wanted and wanted not in lives else None
    if before is not None:
        found, audience = before
        return Opened(found, _seen_by(person, found), processed, audience, live=publication)
    everybodys = _seen_by(person, publication)
    for audience, found in [] if openly else closed_ones:
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


@st.cache_resource(max_entries=200, show_spinner=False)
def _reach(
    publication_id: str, folder: str, page: Page, grants: tuple[object, ...], _live: Publication, _person: Person
) -> Reach:
    # From the whole edition: in one that was cut, a unit that moved away looks like one that is gone.
    edition = _edition(publication_id, folder, _live)
    trees: dict[int, Parents] = {}
    for day in edition.snapshots:
        if units := edition.units.get(day):
            # Months that share their tree share one; it counts at the last of them.
            trees[id(units)] = trees.pop(id(units), None) or tree(edition, day)
    return reach(_person, page, list(trees.values()), edition.renamed)


def begin(person: Person, opened: Opened, params: Mapping[str, str], theme: str | None) -> Visit:
    """Open the visit that this address asks for."""
    edition = opened.edition
    units = edition.codes
    groups = tuple(edition.groups)
    cells = tuple(f"{group}.{band}" for group in groups for band in edition.bands)
    choices = Choices(
        edition.languages, units, edition.target_codes, groups, cells, opened.publication.id if opened.live else None
    )
    selection, unfollowed = select(under_its_name_then(params, choices, edition.renamed), choices)
    visit = Visit(
        *(person, edition, opened.publication, selection, unfollowed),
        *(Words(selection.language), palette(theme), opened.processed, opened.confidential),
        *(opened.everybodys, opened.live),
    )
    st.session_state[_KEY] = visit
    return visit


def here() -> Visit:
    """The visit of the page being drawn."""
    visit = st.session_state[_KEY]
    if not isinstance(visit, Visit):
        raise TypeError("a page was drawn without a visit; app.py opens one first")
    return visit
