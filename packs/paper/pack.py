"""The pack of one unit on two pages: as large as fits, with room to write on what is left."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from dashboard.wording.words import Words
from packs.agreements import LONGEST, MOST, AgreementRow, briefer, more_words
from packs.content import Pack
from packs.paper.data import data_of
from packs.paper.letters import printable
from packs.paper.typeset import fitted, pages_of, typeset

PAGES = 2
# Points, the largest first. Under the last nobody reads with pleasure: then a page more is better.
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)
# How many agreements, and of each text how many characters, where even the smallest letters do not fit.
BRIEFER = ((MOST, LONGEST), (MOST, 120), (MOST, 70), (6, 70), (4, 70))
ROOM, LEAST_ROOM = 4, 2  # lines for new agreements, beside what is left of the page


def pack_pdf(pack: Pack, snapshot: date) -> bytes:
    """The pack as a PDF of two pages; of more only where the smallest letters and the briefest agreements do not fit."""
    made = fitted("pack", _data(pack), snapshot, PAGES, SIZES)
    if pages_of(made) < PAGES:
        # So little is known that it would be one page: what is asked and agreed gets the second.
        return typeset("pack", {**_data(pack), "break_before_questions": True, "size": SIZES[0]}, snapshot)
    return made if pages_of(made) == PAGES else _of_much(pack, snapshot)


def _of_much(pack: Pack, snapshot: date) -> bytes:
    """Where it does not fit: with its agreements in brief; else as whole as goes on a page more, in larger letters."""
    for most, longest in BRIEFER:
        data = _data(_fewer(pack, most), longest)
        made = typeset("pack", {**data, "size": SIZES[-1], "room": LEAST_ROOM}, snapshot)
        if pages_of(made) <= PAGES:
            return made
    made = b""
    for longest in dict.fromkeys(longest for _, longest in BRIEFER):
        made = fitted("pack", _data(pack, longest), snapshot, PAGES + 1, SIZES)
        if pages_of(made) <= PAGES + 1:
            break
    return made


def _data(pack: Pack, longest: int = LONGEST) -> dict[str, Any]:
    """The data of the template. The name of a character that no font has is longer than the character was."""
    rows = [AgreementRow(**printable(asdict(row))) for row in pack.agreements]
    return {**data_of(replace(pack, agreements=briefer(rows, longest))), "break_before_questions": False, "room": ROOM}


def _fewer(pack: Pack, most: int) -> Pack:
    """The same pack with so many agreements at most: how many more there are is told."""
    rows, more = pack.agreements[:most], pack.agreements_more + len(pack.agreements[most:])
    note = more_words(len(rows), more, Words(pack.language))
    return replace(pack, agreements=rows, agreements_more=more, agreements_note=note)
