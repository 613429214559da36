"""Per target: the unit beside the band one step below, the level above and the organisation, in one table."""

from dashboard.discussion.comparison import Beside, Comparison, Role, compared
from dashboard.discussion.counts import Count
from dashboard.discussion.gather import Gathered
from dashboard.wording.rows import as_of_words, out_of_words
from dashboard.wording.words import Words
from packs.content import Table
from packs.together import together

_ROLES: tuple[Role, ...] = ("unit", "step_below", "above", "organisation")


def beside(found: Gathered, words: Words) -> Table:
    """The table; a column in which no row has anything is left out. No rows for a unit without targets."""
    comparisons = compared(found)
    there = {row.role for each in comparisons for row in each.rows}
    roles: list[Role] = [role for role in _ROLES if role in there]
    heads = (words("col_target"), *(words(f"pack_col_{role}") for role in roles))
    return Table(heads, together([_row(each, roles, words) for each in comparisons]) if len(roles) > 1 else ())


def _row(each: Comparison, roles: list[Role], words: Words) -> tuple[str, ...]:
    by_role = {row.role: row for row in each.rows}
    return (words.name(each.target.name), *(_cell(by_role.get(role), words) for role in roles))


def _cell(row: Beside | None, words: Words) -> str:
    """`23 of 346, 6.6%, as of March 2026`, with the band where it is another one; why not, where it is not shown."""
    if row is None:
        return words("pack_not_there")
    said = _numbers(row.count, words) if row.count is not None and row.count.shown else words(_reason(row.count))
    return f"{words.name(row.band_name)}: {said}" if row.role == "step_below" else said


def _numbers(count: Count, words: Words) -> str:
    said = out_of_words(count.members or 0, count.base or 0, count.unknown, count.noun, words)
    share = "" if count.share is None else words.share(count.share, count.base)
    when = as_of_words(count.carried, words, count.cell.snapshot)
    return ", ".join(part for part in (said, share, when) if part)


def _reason(count: Count | None) -> str:
    """Why in two words: the section on what is not shown says it in full."""
    return "nobody_here" if count is not None and count.reason == "nobody_here" else "not_shown"
