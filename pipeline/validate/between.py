"""Rules between months: what looks odd beside the month before. Warnings, each with its numbers.

A fault in an export shows as a jump more often than as a bad row. Nothing is refused for it; only an
export that is far too short waits for a person, since it would publish a fall that did not happen.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.faults import Fault, Where
from pipeline.month import Month
from pipeline.organisation.model import Organisation, Thresholds
from pipeline.validate import messages
from pipeline.validate.facts import Facts
from pipeline.validate.rows import SLACK


def warnings(facts: Sequence[Facts], organisation: Organisation) -> list[tuple[Month, Fault]]:
    """Warnings per month, over the exports that stand for their month, in order of time."""
    found: list[tuple[Month, Fault]] = []
    months = sorted({each.month for each in facts})
    for before, after in pairwise(months):
        found += [(after, fault) for fault in _missing(before, after)]
    for later in facts:
        earlier = _before(later, facts)
        if earlier is not None:
            found += [(later.month, fault) for fault in _compared(earlier, later, organisation)]
    return sorted(found, key=lambda pair: pair[0])


def short_files(new: Sequence[Facts], before: Sequence[Facts], thresholds: Thresholds) -> list[Fault]:
    """New exports that count far fewer people than the export they replace or follow."""
    found: list[Fault] = []
    known = [*before, *new]
    for facts in new:
        same = [each for each in before if _alike(each, facts) and each.month == facts.month]
        beside = same[-1] if same else _before(facts, known) or _after(facts, before)
        if beside is not None and facts.heads < beside.heads * (1 - thresholds.short_file) - SLACK:
            found.append(
                Fault(
                    "short_file",
                    messages.SHORT_FILE,
                    Where(),
                    {
                        "file": facts.file,
                        "after": facts.heads,
                        "before": beside.heads,
                        "change": _change(beside.heads, facts.heads),
                        "month": beside.month,
                    },
                )
            )
    return found


def _after(earlier: Facts, known: Sequence[Facts]) -> Facts | None:
    """The first export after this one that can be laid beside it: for a month that is delivered late."""
    later = [each for each in known if each.month > earlier.month and _alike(each, earlier)]
    return min(later, key=lambda each: each.month, default=None)


def _before(later: Facts, known: Sequence[Facts]) -> Facts | None:
    """The last export before this one that can be laid beside it; None for the first."""
    earlier = [each for each in known if each.month < later.month and _alike(each, later)]
    return max(earlier, key=lambda each: (each.month, each.source == later.source), default=None)


def _alike(one: Facts, other: Facts) -> bool:
    """Whether two exports count the same people: of one source, or of another that tells the same of them.

    A new layout is where an export goes wrong, so it must not start a series that nothing is compared with.
    """
    same = one.attributes <= other.attributes or other.attributes <= one.attributes
    return one.source == other.source or same


def _missing(before: Month, after: Month) -> list[Fault]:
    gap = [str(before.plus(step)) for step in range(1, before.months_until(after))]
    # A yearly series is no monthly series with eleven holes: only short gaps are worth a word.
    if not gap or len(gap) >= 11:
        return []
    return [Fault("month_missing", messages.MONTH_MISSING, Where(), {"months": ", ".join(gap)})]


def _compared(earlier: Facts, later: Facts, organisation: Organisation) -> list[Fault]:
    thresholds = organisation.thresholds
    found: list[Fault] = []
    if earlier.heads and abs(later.heads - earlier.heads) > thresholds.headcount_jump * earlier.heads + SLACK:
        found.append(_jump(organisation.root.code, earlier.heads, later.heads, earlier.month))
    found += _units(earlier, later, organisation)
    for attribute in organisation.attributes:
        was, now = earlier.heads_by_category.get(attribute.code), later.heads_by_category.get(attribute.code)
        if was and now:
            found += _categories(attribute.code, attribute.unknown, (was, now), earlier.month, thresholds)
    return found


def _units(earlier: Facts, later: Facts, organisation: Organisation) -> list[Fault]:
    thresholds = organisation.thresholds
    existed, exists = organisation.units_in(earlier.month), organisation.units_in(later.month)
    found: list[Fault] = []
    for code, unit in exists.items():
        # A unit that others merged into since then has its break drawn already: its jump is no news.
        if unit.continues and unit.valid_from and unit.valid_from > earlier.month:
            continue
        was, now = earlier.heads_by_unit.get(code, 0), later.heads_by_unit.get(code, 0)
        facts: dict[str, object] = {"unit": code, "before": was, "after": now, "month": earlier.month}
        if was and not now:
            found.append(Fault("unit_gone", messages.UNIT_GONE, Where(), facts))
        elif now and not was and code in existed:
            found.append(Fault("unit_new", messages.UNIT_NEW, Where(), facts))
        elif (
            was
            and max(was, now) >= thresholds.unit_jump_minimum
            and abs(now - was) > thresholds.unit_jump * was + SLACK
        ):
            found.append(_jump(code, was, now, earlier.month))
    return found


def _categories(
    attribute: str,
    unknown: frozenset[str],
    was_now: tuple[Mapping[str, int], Mapping[str, int]],
    month: Month,
    thresholds: Thresholds,
) -> list[Fault]:
    was, now = was_now
    # Where nothing was known, every category is new: the jump of the unknown says it once.
    told_before = any(count for category, count in was.items() if category not in unknown)
    found = [
        Fault(
            "new_category", messages.NEW_CATEGORY, Where(), {"attribute": attribute, "category": each, "month": month}
        )
        for each in sorted(now)
        if told_before and now[each] and not was.get(each) and each not in unknown
    ]
    before, after = _unknown_share(was, unknown), _unknown_share(now, unknown)
    if abs(after - before) > thresholds.unknown_jump + SLACK:
        facts = {"attribute": attribute, "before": f"{before:.0%}", "after": f"{after:.0%}", "month": month}
        found.append(Fault("unknown_jump", messages.UNKNOWN_JUMP, Where(), facts))
    return found


def _unknown_share(heads: Mapping[str, int], unknown: frozenset[str]) -> float:
    everyone = sum(heads.values())
    return sum(count for category, count in heads.items() if category in unknown) / everyone if everyone else 0.0


def _jump(unit: str, before: int, after: int, month: Month) -> Fault:
    facts = {"unit": unit, "before": before, "after": after, "change": _change(before, after), "month": month}
    return Fault("headcount_jump", messages.HEADCOUNT_JUMP, Where(), facts)


def _change(before: int, after: int) -> str:
    return f"{(after - before) / before:+.0%}" if before else "+"
