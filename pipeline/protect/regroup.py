"""What is remembered of one attribute, when its groups or categories are no longer what they were."""

from dataclasses import replace

import numpy as np

from pipeline.organisation.model import Attribute
from pipeline.protect.crowd import OPEN, Index
from pipeline.protect.rows import Atoms
from pipeline.protect.settle import NO_WORLD
from pipeline.protect.state import State, Wish


def regrouped(state: State, attribute: Attribute, atoms: Atoms) -> State:
    """The state told in these atoms. The worlds go, to be found again; a secret that cannot be told any more is eroded.

    Every value given before counts as given for each of the new atoms: readers are thought to know more, never less.
    A category that the attribute no longer has is open.
    """
    gone = tuple(code for code in state.categories if code not in attribute.categories)
    categories = (*attribute.categories, *gone)
    of_category = (*(int(atom) for atom in atoms.of_category), *(OPEN for _ in gone))
    if (categories, of_category) == (state.categories, state.of_category):
        return state
    place = np.array([categories.index(code) for code in state.categories], dtype=np.int64)
    category: Index = place[state.crowd.category]
    atom: Index = np.array(of_category, dtype=np.int64)[category]
    crowd = replace(state.crowd, category=category, atom=atom)
    told = replace(state, crowd=crowd, categories=categories, of_category=of_category)
    if all(state.of_category[old] == of_category[new] for old, new in enumerate(place.tolist())):
        return told
    wishes = [_told(wish, state, told) for wish in state.wishes]
    kept = tuple(wish for wish in wishes if wish is not None)
    return replace(told, worlds=(), wishes=kept, eroded=told.eroded + len(wishes) - len(kept))


def _told(wish: Wish, before: State, after: State) -> Wish | None:
    """The wish about the same categories; None when these are no longer told apart from others."""
    counted = {code for code, atom in zip(before.categories, before.of_category, strict=True) if atom in wish.atoms}
    now = dict(zip(after.categories, after.of_category, strict=True))
    atoms = frozenset(now[code] for code in counted)
    same = {code for code, atom in now.items() if atom in atoms} == counted and OPEN not in atoms
    people = tuple(each for each in wish.people if after.crowd.atom[each] != OPEN)
    if not atoms or not same or (wish.row is None and not people):
        return None
    return replace(wish, atoms=atoms, world=NO_WORLD, people=people)
