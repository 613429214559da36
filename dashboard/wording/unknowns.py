"""How many are unknown, and what that does to the outcome of one target."""

from dashboard.standing import Standing
from dashboard.wording.rows import base_words
from dashboard.wording.words import Words


def unknown_words(row: Standing, words: Words) -> str:
    """The unknown of one standing with the two bounds of its share; empty where it is hidden or counted in fte."""
    if not row.shown or row.unknown is None or not row.base or row.counts == "fte":
        return ""
    if row.unknown == 0:
        return words("unknowns_none")
    if row.share_low is None or row.share_high is None:
        return ""
    facts = {
        "unknown": words.number(row.unknown),
        "base": base_words(row, words),
        "share": words.share(row.unknown / row.base, row.base),
        "low": words.share(row.share_low, row.base),
        "high": words.share(row.share_high, row.base),
    }
    return words("unknowns_decide" if row.verdict == "depends_on_unknowns" else "unknowns_same", **facts)
