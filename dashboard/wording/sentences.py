"""The sentences above the pictures, made from published figures by fixed rules."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.edition import Break
from dashboard.standing import Standing
from dashboard.wording.rows import (
    as_of_words,
    base_words,
    gap_facts,
    instead_words,
    noun_of,
    row_words,
    verdict_code,
)
from dashboard.wording.states import JUDGED, TALLIES, Tally, may_be_met, tally_of
from dashboard.wording.words import Words
from pipeline.published import REASONS

_UNJUDGED: tuple[Tally, ...] = tuple(each for each in TALLIES if each not in JUDGED)


def headline(standings: Sequence[Standing], unit: str, words: Words) -> str:
    """How many of its targets one unit meets. `standings` are its own, one per target.

    What is not shown, too small or open is left out of the count and named after it.
    """
    tally: Counter[Tally] = Counter(tally_of(row.verdict, row.shown) for row in standings)
    judged = sum(tally[each] for each in JUDGED)
    if not judged and tally["depends"]:
        open_ones = [row for row in standings if tally_of(row.verdict, row.shown) == "depends"]
        can = any(may_be_met(row.members, row.unknown, row.need) for row in open_ones)
        return words("headline_open" if can else "headline_course_open", unit=unit)
    if not judged:
        return words("headline_unsaid", unit=unit)
    beside: tuple[Tally, ...] = _UNJUDGED if judged == 1 else ("on_course", *_UNJUDGED)
    aside = ", ".join(_tally(each, tally[each], words) for each in beside if tally[each])
    which = f"which_{'all' if judged == len(standings) else 'shown'}_{'one' if judged == 1 else 'many'}"
    said = words(_headline_code(tally, judged), unit=unit, which=words(which, n=judged), met=tally["met"])
    return f"{said}; {aside}" if aside else said


def panel_sentence(whole: Standing | None, below: Sequence[Standing], unit: str, words: Words) -> str:
    """One target: where the unit itself stands, then how many units below it are in each state."""
    first = words("whole", unit=unit, words=row_words(whole, words).as_clause()) if whole else ""
    if not below:
        return first
    tally = Counter(tally_of(row.verdict, row.shown) for row in below)
    if len(below) > 1 and tally["not_shown"] == len(below):
        return f"{first} {words('below_it_hidden', n=len(below))}".strip()
    parts = ", ".join(_tally(each, tally[each], words) for each in TALLIES if tally[each])
    rest = words("below_it" if len(below) > 1 else "below_it_one", n=len(below), parts=parts)
    return f"{first} {rest}".strip()


def standing_sentence(row: Standing, words: Words) -> str:
    """One unit against one target, in a sentence for somebody who sees nothing else."""
    noun = noun_of(row)
    facts: dict[str, object] = {
        "share": words.share(row.target_share),
        "month": words.month(row.deadline),
        "unknown": words.amount(row.unknown or 0, noun if noun != "fte" else "person"),
    }
    facts |= {name: _number(getattr(row, name), noun, words) for name in ("members", "need")}
    facts["base"] = "" if row.base is None else base_words(row, words)
    if row.need is not None:
        facts["need_amount"] = words.amount(row.need, noun)
    facts["amount"] = words.amount(row.gap or 0, noun)
    facts["expected"] = _number(row.expected_need, noun, words)
    facts["least"] = gap_facts(row, words)["least"]
    said = words(_code(row), why=words(f"why_{row.reason if row.reason in REASONS else 'not_available'}"), **facts)
    of_when = as_of_words(row.carried, words, row.snapshot)
    return _sentence("; ".join(part for part in (said, of_when) if part))


def instead_sentence(row: Standing, words: Words) -> str:
    """The wider figure that stands in for a hidden one; empty where there is none."""
    said = instead_words(row, words)
    return words("instead", said=said) if said else ""


def change_words(now: Standing, series: Sequence[Standing], breaks: Sequence[Break], words: Words) -> str:
    """How it differs from the figures that stood a year before the day of these; empty when either is hidden or absent.

    Figures that were carried are told with the month they are of: they are compared by their own days.
    """
    day = now.as_of
    before = next((row for row in series if day is not None and _a_year_apart(row.snapshot, day)), None)
    if day is None or before is None or before.as_of is None or before.as_of >= day:
        return ""
    if now.members is None or before.members is None:
        return ""
    if any(before.as_of < each.snapshot <= day for each in breaks):
        return words("change_break")
    change = now.members - before.members
    # Two sums of fractions differ by dust; what is printed has one decimal.
    code = "change_same" if abs(change) < 0.05 else "change_more" if change > 0 else "change_fewer"
    a_year_ago = now.carried is None and before.carried is None
    facts = {"amount": words.amount(abs(change), noun_of(now)), "month": words.month(before.as_of)}
    return words(code if a_year_ago else f"{code}_since", **facts)


def since_words(now: Standing, series: Sequence[Standing], words: Words) -> str:
    """Since when a unit has been short of its target without a break; empty when it is not, or that cannot be told.

    "At least since" where the figures begin, or a month is not shown, or the target was another one, before it.
    """
    rows = [row for row in series if row.snapshot <= now.snapshot]
    if not now.shown or not now.gap:
        return ""
    run: list[Standing] = []
    for row in reversed(rows):
        if not row.shown or row.version != now.version or not row.gap:
            break
        run.append(row)
    first = run[-1] if run else now
    before = rows[len(rows) - len(run) - 1] if len(rows) > len(run) else None
    was_met = before is not None and before.shown and before.version == now.version
    return words("short_since" if was_met else "short_at_least_since", month=words.month(first.snapshot))


def record_title(row: Standing, change: str, target: str, words: Words) -> str:
    """What the pictures of one target show: how far it is, then the change in a year."""
    if not row.shown:
        return words("title_hidden", target=target)
    said = "; ".join(text for text in (row_words(row, words).lead, change, as_of_words(row.carried, words)) if text)
    return words("title", target=target, said=said)


def recount_words(row: Standing, target: str, words: Words) -> str:
    """The title of a record counted the other way: numbers beside what the share means, and no verdict."""
    count = words(f"count_{row.counts}")
    if not row.shown or row.members is None or row.need is None:
        return words("recounted_hidden", target=target, count=count)
    noun = noun_of(row)
    facts = {"members": row.members, "base": row.base or 0, "need": row.need}
    numbers = {name: words.number(each, noun) for name, each in facts.items()}
    return words("recounted_title", target=target, count=count, share=words.share(row.target_share), **numbers)


def one_head_words(row: Standing, words: Words) -> str:
    """What one person does to the share, where that is more than a percentage point."""
    if row.one_head is None or row.one_head <= 1 or row.counts == "fte":
        return ""
    return words("one_head", points=words.points(row.one_head))


def _headline_code(tally: Counter[Tally], judged: int) -> str:
    if tally["met"]:
        return "headline_all" if tally["met"] == judged else "headline_some"
    if judged == 1:
        return "headline_only_on_course" if tally["on_course"] else "headline_only_not"
    return "headline_none"


def _code(row: Standing) -> str:
    tally = tally_of(row.verdict, row.shown)
    if tally == "too_small" and row.base is not None:
        return "is_less_than_one_person"
    if tally not in ("not_shown", "too_small"):
        return f"is_{verdict_code(row)}"
    return "is_hidden_heads" if row.base and row.need is not None else "is_hidden"


def _tally(state: str, n: int, words: Words) -> str:
    return words(_plural(f"tally_{state}", n), n=n)


def _plural(code: str, n: int) -> str:
    return f"{code}_{'one' if n == 1 else 'many'}"


def _number(value: float | None, noun: str, words: Words) -> str:
    return "" if value is None else words.number(value, noun)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _a_year_apart(earlier: date, later: date) -> bool:
    return (earlier.year + 1, earlier.month) == (later.year, later.month)
