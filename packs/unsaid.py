"""Which targets are not shown, why, and the most that can be said instead."""

from collections.abc import Sequence

from dashboard.edition import Edition
from dashboard.standing import Standing
from dashboard.wording.rows import instead_words
from dashboard.wording.words import Words
from packs.content import HiddenPart
from packs.together import together
from pipeline.published import REASONS


def hidden_lead(rows: Sequence[Standing], words: Words) -> str:
    """How many of the targets are not shown; that all are, where none is hidden. Empty for a unit without targets."""
    hidden = sum(not row.shown for row in rows)
    if not rows:
        return ""
    if not hidden:
        return words("pack_hidden_none")
    code = "pack_hidden_all" if hidden == len(rows) else "pack_hidden_some"
    return words(code, n=hidden, all=len(rows))


def hidden_parts(edition: Edition, rows: Sequence[Standing], words: Words) -> tuple[HiddenPart, ...]:
    """The targets that are not shown, by reason, in the order in which they are given."""
    reasons = dict.fromkeys(_reason(row) for row in rows if not row.shown)
    return tuple(
        HiddenPart(
            words("pack_hidden_because", why=words(f"why_{reason}")),
            together([_instead(edition, row, words) for row in rows if not row.shown and _reason(row) == reason]),
        )
        for reason in reasons
    )


def _reason(row: Standing) -> str:
    return row.reason if row.reason in REASONS else "not_available"


def _instead(edition: Edition, row: Standing, words: Words) -> tuple[str, str]:
    name = words.name(edition.target(row.target, row.version).name)
    wider = instead_words(row, words).replace(" · ", ", ")
    if wider:
        return name, words("pack_hidden_wider", wider=wider)
    return name, words("pack_hidden_heads" if row.base and row.need is not None else "pack_hidden_nothing")
