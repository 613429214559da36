"""Which codes of groups, bands and targets a table may link to, on screen: what is known, and where to read it."""

import streamlit as st

from dashboard.activities.naming import Called
from dashboard.activities.sentences import link_headings
from dashboard.markup.tables import table
from dashboard.visit import Visit
from registers import LINKS, Known, Registers, TableRow, activities, split_codes


def known_codes(registers: Registers, names: Called) -> Known:
    """The codes that have a name for this reader; to whoever may read everything also what is linked already.

    A target that is gone stays linked, and a table with it comes in again. What a reader may not see is answered as
    what does not exist.
    """
    linked = [kept.value for kept in activities(registers, None, removed=True)] if names.all_seen else []
    return {
        kind: frozenset([*getattr(names, kind), *(code for each in linked for code in getattr(each, kind))])
        for kind in LINKS
    }


def draw_codes_to_fill_in(visit: Visit, names: Called) -> None:
    """The codes with what they stand for, folded: nobody knows them by heart."""
    words, columns = visit.words, link_headings(visit.words)
    rows = [[code, name, columns[kind]] for kind in LINKS for code, name in getattr(names, kind).items()]
    with st.expander(words("act_codes")):
        heads = [words("act_codes_code"), words("act_codes_name"), words("act_codes_column")]
        st.html(f'<p class="sc-small">{words("act_codes_how")}</p>')
        st.html(table(words("act_codes"), heads, rows, (1, 2)))


def linked_of(row: TableRow, names: Called) -> str:
    """What a row is linked to, in words."""
    said = (name for kind in LINKS for name in names.shown(kind, split_codes(row.words.get(kind, ""))))
    # The name of a target may hold a comma.
    return "; ".join(said)
