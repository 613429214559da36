"""Reads the thresholds of protection in a table of policy.toml, and says where they protect less than another shield."""

from collections.abc import Iterator
from dataclasses import fields

from pipeline.organisation import policy_messages as of_policy
from pipeline.organisation.fields import Table
from pipeline.organisation.messages import Complaint
from pipeline.organisation.policy import Shield
from pipeline.organisation.writing import shown

LEAST_K = 2  # k = 1 hides a count from 1 to 0: none


def read_shield(table: Table, default: Shield) -> Shield:
    """k, n_min and all_or_none as the table has them, `protected` as the default has it.

    Without n_min the default's holds, or k where that is more: of fewer than k people nothing can be told.
    """
    k = least(table, "k", LEAST_K, default.k, of_policy.K_PROTECTS_NOBODY)
    n_min = table.whole("n_min", 1, max(default.n_min, k))
    if table.good("k", "n_min") and n_min < k:
        table.refuse("n_min", of_policy.BASE_BELOW_K, value=n_min, k=k)
    return Shield(default.protected, k, n_min, table.flag("all_or_none", default=default.all_or_none))


def least(table: Table, key: str, fewest: int, default: int, complaint: Complaint, /, **facts: object) -> int:
    """A whole number; below the fewest the complaint says why that cannot be."""
    written = table.values.get(key)
    if isinstance(written, int) and not isinstance(written, bool) and written < fewest:
        table.raw(key, required=False)
        table.refuse(key, complaint, value=written, **facts)
        return fewest
    return table.whole(key, fewest, default)


def weaker(table: Table, shield: Shield, standard: Shield) -> Iterator[tuple[str, str, str]]:
    """The keys written in the table whose value protects less than the standard, with both values as written."""
    for each in fields(Shield):
        here, there = getattr(shield, each.name), getattr(standard, each.name)
        if table.has(each.name) and table.good(each.name) and here < there:  # False is less than True
            yield each.name, shown(here), shown(there)
