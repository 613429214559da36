"""The marks of the pictures beside words: in lists, on cards and in the key. Drawn by style.css."""

from dashboard.wording.states import State


def mark(state: State) -> str:
    """A mark of 16 px. It is decoration: the words beside it say the same."""
    return f'<i class="sc-mark sc-{state.replace("_", "-")}" aria-hidden="true"></i>'


def stand_mark(stand: str) -> str:
    """A mark of 16 px for where a unit stands in the calendar of conversations; decoration, as the others are."""
    return f'<i class="sc-stand sc-stand-{stand}" aria-hidden="true"></i>'
