"""What changed since the last release: per unit and target, the newest figure beside the one before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dashboard.edition import Break, Edition
from dashboard.standing import Standing
from dashboard.wording.rows import as_of_words, noun_of, row_words
from dashboard.wording.words import Words

Kind = Literal["moved", "newly_shown", "newly_hidden", "new_target", "first", "hidden"]
# Sums of fractions of fte differ by dust; what is printed has one decimal.
DUST = 0.05
_READ = ("snapshot", "unit", "target", "version", "counts", "as_of", "members", "verdict", "shown")


@dataclass(frozen=True)
class Earlier:
    """The figure that stood before: published then, of its own day. Null where it was not shown."""

    snapshot: date
    version: int
    counts: str
    as_of: date | None
    members: float | None
    verdict: str
    shown: bool


@dataclass(frozen=True)
class Change:
    """How one standing came to be as it is.

    `moved`: there was a figure before it. `newly_shown`, `newly_hidden`: at `since` it came or went. `new_target`: the
    target came into force at `since`. `first`: nothing stood before it. `hidden`: not shown, and not before.
    `break_` lies between the two figures, which are then not comparable.
    """

    now: Standing
    kind: Kind
    since: date  # the first snapshot at which it stood as it does now
    before: Earlier | None
    break_: Break | None

    @property
    def heads(self) -> float | None:
        """Members now less members before, in what the target counts; None when either is absent or not comparable."""
        before = self.before
        if before is None or self.break_ is not None or before.counts != self.now.counts:
            return None
        if not self.now.shown or self.now.members is None or before.members is None:
            return None
        return self.now.members - before.members

    @property
    def verdict_changed(self) -> bool:
        """Whether the verdict is another one, both figures being shown."""
        return self.kind == "moved" and self.before is not None and self.before.verdict != self.now.verdict

    @property
    def target_changed(self) -> bool:
        """Whether another version of the target is in force than under the figure before."""
        return self.before is not None and self.before.version != self.now.version

    @property
    def is_new(self) -> bool:
        """Whether it came about at this very snapshot."""
        return self.since == self.now.snapshot


def changes(edition: Edition, units: Iterable[str], snapshot: date) -> tuple[Change, ...]:
    """One change per standing of these units at one snapshot, in the order of `edition.standings`."""
    wanted = list(units)
    history = _history(edition, wanted, snapshot)
    first = min(edition.snapshots, default=snapshot)
    return tuple(
        _change(row, history.get((row.unit, row.target), []), first, edition)
        for row in edition.standings(snapshot, wanted)
    )


def moved(edition: Edition, before: Standing, now: Standing) -> Change:
    """The change between two standings of one target that are both shown, whatever stood between them."""
    earlier = Earlier(
        before.snapshot, before.version, before.counts, before.as_of, before.members, before.verdict, before.shown
    )
    breaks = edition.breaks(now.unit, edition.target(now.target, now.version))
    return Change(now, "moved", now.snapshot, earlier, _between(breaks, earlier, now))


def _change(now: Standing, earlier: Sequence[Earlier], first: date, edition: Edition) -> Change:
    """`earlier`: what stood before this snapshot, the latest first."""
    same = 0
    while same < len(earlier) and _stands_as(now, earlier[same]):
        same += 1
    since = earlier[same - 1].snapshot if same else now.snapshot
    before = earlier[same] if same < len(earlier) else None
    if before is None:
        kind: Kind = "hidden" if not now.shown else "first" if since == first else "new_target"
        return Change(now, kind, since, None, None)
    breaks = edition.breaks(now.unit, edition.target(now.target, now.version))
    return Change(now, _kind(now, before), since, before, _between(breaks, before, now))


def _stands_as(now: Standing, then: Earlier) -> bool:
    return now.shown == then.shown and (not now.shown or now.as_of == then.as_of)


def _kind(now: Standing, before: Earlier) -> Kind:
    if not now.shown:
        return "newly_hidden"
    return "moved" if before.shown else "newly_shown"


def _between(breaks: Sequence[Break], before: Earlier, now: Standing) -> Break | None:
    start, end = before.as_of or before.snapshot, now.as_of or now.snapshot
    return next((each for each in reversed(breaks) if start < each.snapshot <= end), None)


def _history(edition: Edition, units: Sequence[str], snapshot: date) -> Mapping[tuple[str, str], list[Earlier]]:
    """Unit and target -> what stood at each earlier snapshot, the latest first; former names of a unit count as it."""
    now = {old: new for old, new in edition.renamed.items() if new in units}
    earlier = [day for day in edition.snapshots if day < snapshot]
    table = edition.rows("progress").find(earlier, {*units, *now})
    found: dict[tuple[str, str], list[Earlier]] = {}
    for row in table.select(list(_READ)).sort_by([("snapshot", "descending")]).to_pylist():
        unit = str(row["unit"])
        found.setdefault((now.get(unit, unit), row["target"]), []).append(_earlier(row))
    return found


def _earlier(row: Mapping[str, Any]) -> Earlier:
    shown = bool(row["shown"])
    figures = (row["as_of"], row["members"]) if shown else (None, None)
    return Earlier(row["snapshot"], row["version"], row["counts"], *figures, row["verdict"], shown)


def change_phrase(change: Change, words: Words) -> str:
    """What changed, by rule: `since June 2025 2 people more; still 3 people short`."""
    return "; ".join(part for part in (_what(change, words), _stands(change, words)) if part)


def change_sentence(change: Change, words: Words) -> str:
    """The same as a sentence."""
    said = change_phrase(change, words)
    return f"{said[:1].upper()}{said[1:]}."


def change_clause(change: Change, words: Words) -> str:
    """The same beside a sentence that says where it stands already; empty when there is no figure before it."""
    if change.kind in ("hidden", "first"):
        return ""
    parts = [_what(change, words)]
    if change.verdict_changed or change.target_changed:
        parts.append(_stands(change, words))
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _what(change: Change, words: Words) -> str:
    now, before = change.now, change.before
    month = words.month(change.since)
    if change.kind == "hidden":
        # That the target is too small here follows from the headcount alone, and says more than that it is hidden.
        return words(now.verdict if now.verdict == "less_than_one_person" else "changed_hidden")
    if change.kind != "moved" or before is None or before.as_of is None:
        return words(_CODES[change.kind], month=month)
    facts = {"month": words.month(before.as_of)}
    if change.break_ is not None:
        return words("changed_break", reason=words.name(change.break_.reason), **facts)
    if change.heads is None:
        return words("changed_counts", **facts)
    code = "changed_same" if abs(change.heads) < DUST else "changed_more" if change.heads > 0 else "changed_fewer"
    return words(code, amount=words.amount(abs(change.heads), noun_of(now)), **facts)


_CODES: Mapping[Kind, str] = {
    "moved": "changed_first",
    "newly_shown": "changed_shown",
    "newly_hidden": "changed_away",
    "new_target": "changed_target",
    "first": "changed_first",
}


def _stands(change: Change, words: Words) -> str:
    """Where it stands now, with what the target did in between."""
    now = change.now
    if not now.shown:
        return ""
    lead = row_words(now, words).lead
    if change.target_changed:
        lead = f"{words('changed_version', share=words.share(now.target_share))}; {lead}"
    elif change.kind == "moved" and change.before is not None:
        lead = words("changed_now" if change.verdict_changed else "changed_still", lead=lead)
    of_when = "" if change.kind == "first" else as_of_words(now.carried, words)
    return ", ".join(part for part in (lead, of_when) if part)
