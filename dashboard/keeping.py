"""The registers as this server reaches them: opened once, for every reader; and who writes in them."""

import os
from pathlib import Path

import streamlit as st

from dashboard.access.people import Person
from dashboard.access.reach import Reach
from dashboard.serve import registers_place
from registers import Author, Registers, open_registers


def registers_of(processed: Path) -> Registers:
    """The registers of the environment, else those beside the publication. Raises StreefcijferError when they cannot be opened."""
    place = registers_place(processed, os.environ)
    return _opened(place, _file_at(place))


def _file_at(place: str) -> tuple[int, int] | None:
    """Which file is there now; None for none, or for a server."""
    # One that was taken away or put back stays open under its old name: what is written in it would be gone.
    try:
        found = Path(place).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


# Failing is not remembered: once the registers were made or the server answers, the next page has them.
@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(place: str, file: tuple[int, int] | None) -> Registers:
    return open_registers(place)


def author_of(person: Person, reach: Reach) -> Author | None:
    """Who writes, as it is kept with every version; None for whoever may not write, or cannot be told from others."""
    if reach.role is None or not person.subject or reach.writes == frozenset():
        return None
    return Author(person.subject, reach.role, reach.writes)


def as_writer(person: Person, reach: Reach) -> Reach:
    """What somebody may read and write; nothing to write for whoever cannot be told from others: no form opens in vain."""
    return reach if author_of(person, reach) is not None else Reach(reach.reads, frozenset(), None)
