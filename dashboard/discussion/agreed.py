"""What was agreed and what came of it, in the texts of a sheet: what is open first, as on the page. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.followed.agreed import Agreed
from dashboard.followed.wording import course_words, deadline_words, followed_words, target_words
from dashboard.wording.words import Words

# Control characters, and marks that turn the direction of what follows: they would turn the words around them.
_ASTRAY = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 1_000  # characters of one text: the whole of it stands on the page of the talk


@dataclass(frozen=True)
class AgreedTexts:
    """One agreement. `what`, `about` and `outcome` hold what people wrote: to escape, never to read as markup."""

    what: str
    about: tuple[str, ...]  # its target, who does it, by when; what was not written down is left out
    status: str
    outcome: str  # empty where nothing was written
    since: str


@dataclass(frozen=True)
class AgreedPart:
    """The agreements on a sheet, and how many more there are."""

    rows: tuple[AgreedTexts, ...]
    more: int = 0


def agreed_part(agreed: Sequence[Agreed], more: int, words: Words) -> AgreedPart:
    """The part of a sheet, in the order given."""
    return AgreedPart(tuple(_texts(each, words) for each in agreed), more)


def closing_words(part: AgreedPart, words: Words) -> str:
    """What stands under them: that there are none, or how many more, and that nothing here claims a cause."""
    if not part.rows:
        return words("brought_none")
    more = [words("brought_more", n=part.more)] if part.more else []
    return " ".join([*more, words("followed_aside")])


def _texts(agreed: Agreed, words: Words) -> AgreedTexts:
    about = (target_words(agreed, words), agreed.who, deadline_words(agreed.deadline, words))
    return AgreedTexts(
        what=_cut(agreed.what),
        about=tuple(_cut(each) for each in about if each.strip()),
        status=course_words(agreed.course, words),
        outcome=_cut(agreed.course.outcome),
        since=followed_words(agreed, words),
    )


def _cut(text: str) -> str:
    line = _ASTRAY.sub("", " ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
