"""Reads the thresholds of protection in a table of policy.toml, and says where they protect less than another shield."""

from collections.abc import Iterator
from dataclasses import fields

from pipeline.organisation import policy_messages as of_policy
from pipeline.organisation.fields import Table
from pipeline.organisation.messages import Complaint
from pipeline.organisation.policy import Shield
from pipeline.organisation.writing import shown

LEAST_K = 2  # k = 1 hides a count from 1 to 0: none
MOST = 1000  # no threshold in people or months makes sense beyond it


def read_shield(table: Table, default: Shield) -> Shield:
    """k, n_min and all_or_none as the table has them, `protected` as the default has it.

    Without n_min the default's holds, or k where that is more: of fewer than k people nothing can be told.
    """
    k = threshold(table, "k", LEAST_K, default.k, of_policy.K_PROTECTS_NOBODY)
    n_min = threshold(table, "n_min", 1, max(default.n_min, k))
    if table.good("k", "n_min") and n_min < k:
        table.refuse("n_min", of_policy.BASE_BELOW_K, value=n_min, k=k)
    return Shield(default.protected, k, n_min, table.flag("all_or_none", default=default.all_or_none))


def threshold(table: Table, key: str, least: int, default: int, too_low: Complaint | None = None) -> int:
    """A whole number from `least` to MOST; `too_low` says why a smaller one cannot be."""
    written = table.values.get(key)
    if too_low and isinstance(written, int) and not isinstance(written, bool) and written < least:
        table.raw(key, required=False)
        table.refuse(key, too_low, value=written, least=least)
        return least
    value = table.whole(key, least, default)
    if value > MOST:
        table.refuse(key, of_policy.TOO_HIGH, value=shown(value), most=MOST)
    return min(value, MOST)


def weaker(table: Table, shield: Shield, standard: Shield) -> Iterator[tuple[str, str, str]]:
    """The keys written in the table whose value protects less than the standard, with both values as written."""
    for each in fields(Shield):
        here, there = getattr(shield, each.name), getattr(standard, each.name)
        if table.has(each.name) and table.good(each.name) and here < there:  # False is less than True
            yield each.name, shown(here), shown(there)
