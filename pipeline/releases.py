"""What is given of each month, month after month, to everybody and to each closed audience."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pipeline.canonical import fingerprint
from pipeline.compute.rounded import rounded_rows
from pipeline.intake import Desk, Tell, presences_of
from pipeline.memory import (
    OPEN_VIEW,
    has_state,
    is_released,
    is_whole,
    read_given,
    read_released,
    read_state,
    write_given,
    write_released,
    write_state,
)
from pipeline.organisation.model import Organisation
from pipeline.protect.audiences import Opened, Seen, open_to
from pipeline.protect.chain import Delivery, Given, advance
from pipeline.protect.crowd import RowKey
from pipeline.protect.door import release, withheld
from pipeline.protect.state import State
from pipeline.released import Released
from pipeline.storage.ledger import Step
from pipeline.storage.store import read_arrow
from pipeline.validate.facts import Facts
from pipeline.workers import for_each

PROTECTION = 1  # raise when the way figures are protected changes
_WAVE = 6  # steps after which the work of all attributes is waited for, and told
_HEAVY = 3  # steps from which worker processes are worth starting


@dataclass(frozen=True)
class Turn:
    """One step that can be worked out: its place in the chain, and where its true figures lie."""

    step: Step
    id: str
    before: tuple[str, ...]  # ids of all steps before, the last one first
    anew: bool  # the rules differ from those of the step before
    files: tuple[Facts, ...]
    true: Path


@dataclass(frozen=True)
class Standing:
    """A step as one view sees it."""

    step: str
    snapshot: date
    true: Path
    view: str


def views(organisation: Organisation) -> tuple[str, ...]:
    """Everybody's, and one of each closed audience."""
    return (OPEN_VIEW, *(audience.code for audience in organisation.policy.audiences))


def rules_of(organisation: Organisation, counting: str) -> str:
    """A fingerprint of all that decides what could be given: another one starts the choice of rows anew."""
    personal = [target for target in organisation.targets if target.scale_basis == "personal"]
    return fingerprint(
        PROTECTION,
        counting,
        organisation.bands,
        organisation.groups,
        organisation.policy,
        organisation.thresholds.minimum_response,
        [(target.units, target.band) for target in personal],
    )


def grown(chain: Sequence[Step], rules: str, months: Mapping[date, str]) -> tuple[Step, ...]:
    """The chain with a step for every month that is new or was delivered again; for all of them under new rules.

    `months`: per snapshot a fingerprint of its files. What was given under other rules stays known to readers,
    so those steps stay in the chain.
    """
    same = bool(chain) and chain[-1].rules == rules
    last = {step.snapshot: step.data for step in chain if same and step.rules == rules}
    new = [Step(rules, day, data) for day, data in sorted(months.items()) if last.get(day) != data]
    return (*chain, *new)


def ids(chain: Sequence[Step]) -> list[str]:
    """Each step is named by itself and all before it: what is given hangs on all that was."""
    found: list[str] = []
    for step in chain:
        found.append(fingerprint(found[-1] if found else "", step))
    return found


def give(desk: Desk, turns: Sequence[Turn], tell: Tell) -> None:
    """Work out and keep what is given at each of these steps, in their order. Raises ProtectionFailed."""
    attributes = [attribute.code for attribute in desk.organisation.attributes]
    for start in range(0, len(turns), _WAVE):
        wave = tuple(turns[start : start + _WAVE])
        missing = tuple(turn for turn in wave if not _is_worked_out(desk, turn.id))
        tell("protect", start, len(turns))
        if missing:
            for_each(partial(_attribute, desk, missing), attributes, _quiet, heavy=len(turns) >= _HEAVY)
        for turn in missing:
            for view in views(desk.organisation):
                _write_table(desk, turn, view)
    tell("protect", len(turns), len(turns))


def is_remembered(desk: Desk, steps: Sequence[str], shown: Collection[str]) -> bool:
    """Whether all is kept that a refresh goes on from: the memory after these steps, and the rows of those shown."""
    return all(_is_given(desk, step) for step in shown) and is_whole(desk.store, steps)


def _is_given(desk: Desk, step: str) -> bool:
    return all(is_released(desk.store, step, view) for view in views(desk.organisation))


def _is_worked_out(desk: Desk, step: str) -> bool:
    codes = [attribute.code for attribute in desk.organisation.attributes]
    return _is_given(desk, step) and all(has_state(desk.store, step, code) for code in codes)


def _quiet(done: int) -> None:
    """A wave is told as a whole."""


def _attribute(desk: Desk, turns: Sequence[Turn], attribute: str) -> None:
    """All these steps for one attribute; each one is kept as soon as it is there."""
    for turn in turns:
        if not has_state(desk.store, turn.id, attribute):
            _step(desk, turn, attribute)


def _step(desk: Desk, turn: Turn, attribute: str) -> None:
    store, organisation = desk.store, desk.organisation

    def before(view: str) -> State:
        found = read_state(store, turn.before, attribute, view)
        return found.anew() if turn.anew else found

    delivery = _delivery(desk, turn, attribute)
    opened, memories = before(OPEN_VIEW), {each.code: before(each.code) for each in organisation.policy.audiences}
    if delivery is not None:
        opened, given, seen = _decided(opened, memories, delivery, organisation)
        for view, each in seen.items():
            write_given(store, turn.id, attribute, replace(each.given, rounded=given.rounded), view)
            memories[view] = each.memory
        write_given(store, turn.id, attribute, given)
    for view, memory in memories.items():
        write_state(store, turn.id, attribute, memory, view)
    write_state(store, turn.id, attribute, opened)


def _decided(
    before: State, memories: Mapping[str, State], delivery: Delivery, organisation: Organisation
) -> tuple[State, Given, dict[str, Seen]]:
    """What everybody gets, and what each closed audience: what would tell an audience too much nobody gets."""
    held: frozenset[RowKey] = frozenset()
    while True:
        after, given = advance(before, replace(delivery, held=held), organisation)
        seen: dict[str, Seen] = {}
        for audience in organisation.policy.audiences:
            opened = Opened(before, after, given)
            seen[audience.code] = open_to(memories[audience.code], opened, delivery, organisation, audience)
        more = frozenset[RowKey]().union(*(each.held for each in seen.values()))
        if more <= held:
            return after, given, seen
        held |= more


def _delivery(desk: Desk, turn: Turn, attribute: str) -> Delivery | None:
    """None where the month does not have the attribute, or no group is cut from it."""
    presence = presences_of(desk, turn.files).get(attribute)
    groups = [group.code for group in desk.organisation.groups if group.attribute == attribute]
    if presence is None or not groups:
        return None
    true = read_arrow(turn.true, "the true figures of a month")
    apart = frozenset[tuple[str, str, str]]().union(*(withheld(true, group) for group in groups))
    return Delivery(presence, turn.id, apart, desk.secret)


def _write_table(desk: Desk, turn: Turn, view: str) -> None:
    told = standing_rows(desk, Standing(turn.id, turn.step.snapshot, turn.true, view))
    write_released(desk.store, turn.id, told, view)


def standing_rows(desk: Desk, at: Standing, gone: frozenset[str] = frozenset()) -> Released:
    """The rows of a step as a view may see them, without the values that were carried from steps that are gone."""
    given: dict[str, Given] = {}
    for group in desk.organisation.groups:
        found = read_given(desk.store, at.step, group.attribute, at.view)
        if found is not None:
            rows = {row: None if step in gone else step for row, step in found.rows.items()}
            given[group.code] = replace(found, rows=rows)
    true = read_arrow(at.true, "the true figures of a month")
    rounded = {group: each.rounded[group] for group, each in given.items() if each.rounded}
    told = rounded_rows(true, rounded) if rounded else None
    return release(true, given, partial(read_released, desk.store, at.view), at.step, at.snapshot, told)


def carried_from(desk: Desk, step: str, view: str) -> frozenset[str]:
    """The steps whose values some row of this step has."""
    attributes = {group.attribute for group in desk.organisation.groups}
    found = [read_given(desk.store, step, attribute, view) for attribute in sorted(attributes)]
    return frozenset(key for each in found if each is not None for key in each.rows.values() if key is not None)


def replaced(chain: Sequence[Step]) -> frozenset[str]:
    """The steps of months that were delivered again, or gone through again, at a later one."""
    named = ids(chain)
    last = {step.snapshot: key for step, key in zip(chain, named, strict=True)}
    return frozenset(named) - frozenset(last.values())


def corrected(chain: Sequence[Step]) -> bool:
    """Whether a month was delivered again under the present rules."""
    days = [step.snapshot for step in chain if step.rules == chain[-1].rules]
    return len(set(days)) < len(days)
