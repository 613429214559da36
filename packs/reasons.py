"""What changed since the figure before, and which published facts may have played a part. Never a claim of cause."""

from collections.abc import Sequence

from dashboard.discussion.changes import Change, change_clause, change_sentence, changes
from dashboard.discussion.gather import Gathered
from dashboard.discussion.situation import Situation
from dashboard.wording.words import Words
from packs.content import ChangePart
from packs.together import together


def change_parts(found: Gathered, seen: tuple[Situation, ...], words: Words) -> tuple[ChangePart, ...]:
    """What can be told per target, once where it is the same: every figure has its row, and so has what may explain one."""
    told = {each.now.target: each for each in changes(found.edition, [found.unit.code], found.snapshot)}
    own = [each for each in seen if each.own]
    parts = [_part(told[each.standing.target], each, own[:n], words) for n, each in enumerate(own)]
    told_of = [(part.target, part.change, part.why) for part in parts if part.change or part.why]
    return tuple(ChangePart(*row) for row in together(told_of))


def _part(change: Change, seen: Situation, above: Sequence[Situation], words: Words) -> ChangePart:
    why = [
        text for text in (_broken(change, seen, above, words), _anew(change, seen, words), *_sizes(seen, words)) if text
    ]
    # Of a first figure it says nothing but where it stands: that it is the first is what there is to tell.
    said = change_clause(change, words) or (change_sentence(change, words) if change.now.shown else "")
    if not said and why:
        said = _sentence(words("changed_hidden"))
    return ChangePart(words.name(seen.target.name), said, _sentence("; ".join(why)))


def _broken(change: Change, seen: Situation, above: Sequence[Situation], words: Words) -> str:
    """A break that is not told by the change itself; in full the first time."""
    if seen.break_ is None or change.break_ is not None:
        return ""
    if any(each.break_ == seen.break_ for each in above):
        return words("pack_why_same_break", month=words.month(seen.break_.snapshot))
    return words("pack_why_break", reason=words.name(seen.break_.reason), month=words.month(seen.break_.snapshot))


def _anew(change: Change, seen: Situation, words: Words) -> str:
    if not change.target_changed or seen.former is None:
        return ""
    shares = {"former": words.share(seen.former.share), "now": words.share(seen.target.share)}
    return words("pack_why_version", by=seen.target.decided_by, **shares)


def _sizes(seen: Situation, words: Words) -> list[str]:
    """How many people there are, and for how many it is not known, beside a year before: both published, both of their day."""
    here, before = seen.here, seen.size_before
    if here is None or before is None or here.headcount is None or before.headcount is None:
        return []
    found: list[str] = []
    if here.headcount != before.headcount:
        facts = {"here": words.amount(here.headcount, "person"), "before": words.number(before.headcount)}
        found.append(words("pack_why_size", band=words.name(seen.band_name), **facts))
    # Across a break a category may mean something else, and so may not knowing it.
    if seen.break_ is None and here.unknown is not None and before.unknown not in (None, here.unknown):
        facts = {"here": words.number(here.unknown), "before": words.number(before.unknown or 0)}
        found.append(words("pack_why_unknown", **facts))
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
