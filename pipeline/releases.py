"""What is given of each month, month after month: the protector's memory, kept so that a refresh goes on from it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from pipeline.canonical import fingerprint
from pipeline.errors import StorageFailed
from pipeline.intake import Desk, Tell, presences_of
from pipeline.organisation.model import Organisation
from pipeline.protect.chain import Delivery, Given, advance
from pipeline.protect.door import release, withheld
from pipeline.protect.kept import from_arrays, to_arrays
from pipeline.protect.state import State
from pipeline.released import Released
from pipeline.storage.ledger import Step
from pipeline.storage.store import read_arrow, read_bytes, read_json, unreadable, write_arrow, write_json, write_whole
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
    before: str  # id of the step before; empty for the first
    anew: bool  # the rules differ from those of the step before
    files: tuple[Facts, ...]
    true: Path


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
        missing = tuple(turn for turn in wave if not _table_at(desk, turn.id).exists())
        job = partial(_attribute, desk, missing)
        tell("protect", start, len(turns))
        for_each(job, attributes if missing else [], lambda done: None, heavy=len(turns) >= _HEAVY)
        for turn in missing:
            _write_table(desk, turn)
    tell("protect", len(turns), len(turns))


def released(desk: Desk, step_id: str) -> Released:
    """What is given at a step that was worked out."""
    return Released(read_arrow(_table_at(desk, step_id), "what is given of a month"))


def is_given(desk: Desk, step_id: str) -> bool:
    """Whether a step was worked out and is kept."""
    return _table_at(desk, step_id).exists()


def has_memory(desk: Desk, step_id: str) -> bool:
    """Whether the memory of protection after a step is kept, for every attribute; there is nothing to know before the first."""
    codes = [attribute.code for attribute in desk.organisation.attributes]
    return not step_id or all(_state_at(desk, step_id, code).exists() for code in codes)


def forget(desk: Desk, last: str) -> None:
    """Remove the memory of all steps but the last: a refresh goes on from there."""
    for path in (desk.store.restricted / "releases").glob("*/*.npz"):
        if path.parent.name != last:
            path.unlink()


def _attribute(desk: Desk, turns: Sequence[Turn], attribute: str) -> None:
    """All these steps for one attribute; each one is kept as soon as it is there."""
    state: State | None = None
    for turn in turns:
        if _state_at(desk, turn.id, attribute).exists():
            state = None
            continue
        before = state if state is not None else _state(desk, turn.before, attribute)
        state, given = _advanced(desk, turn, before.anew() if turn.anew else before, attribute)
        if given is not None:
            rows = [[*row, step] for row, step in given.rows.items()]
            counted = {group: [[*row, count] for row, count in of.items()] for group, of in given.members.items()}
            write_json(_given_at(desk, turn.id, attribute), {"rows": rows, "members": counted}, "what is given")
        _write_state(desk, turn.id, attribute, state)


def _advanced(desk: Desk, turn: Turn, before: State, attribute: str) -> tuple[State, Given | None]:
    presence = presences_of(desk, turn.files).get(attribute)
    groups = [group.code for group in desk.organisation.groups if group.attribute == attribute]
    if presence is None or not groups:
        return before, None
    true = read_arrow(turn.true, "the true figures of a month")
    apart = frozenset[tuple[str, str, str]]().union(*(withheld(true, group) for group in groups))
    return advance(before, Delivery(presence, turn.id, apart), desk.organisation)


def _write_table(desk: Desk, turn: Turn) -> None:
    given: dict[str, Given] = {}
    for group in desk.organisation.groups:
        path = _given_at(desk, turn.id, group.attribute)
        if path.exists():
            given[group.code] = _read_given(path)
    true = read_arrow(turn.true, "the true figures of a month")
    found = release(true, given, partial(released, desk), turn.id, turn.step.snapshot)
    write_arrow(_table_at(desk, turn.id), found.table, "what is given of a month")


def _read_given(path: Path) -> Given:
    kept = read_json(path, "what is given")
    rows = {(unit, basis, band): step for unit, basis, band, step in kept["rows"]}
    members = {
        group: {(unit, basis, band): count for unit, basis, band, count in of} for group, of in kept["members"].items()
    }
    return Given(rows, members)


def _state(desk: Desk, step_id: str, attribute: str) -> State:
    path = _state_at(desk, step_id, attribute)
    if not step_id:
        return State()
    try:
        with np.load(io.BytesIO(read_bytes(path, "the memory of protection")), allow_pickle=False) as kept:
            return from_arrays({name: kept[name] for name in kept.files})
    except (KeyError, ValueError, EOFError):
        raise StorageFailed(unreadable("the memory of protection", "damaged")) from None


def _write_state(desk: Desk, step_id: str, attribute: str, state: State) -> None:
    buffer = io.BytesIO()
    arrays: dict[str, object] = dict(to_arrays(state))
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    write_whole(_state_at(desk, step_id, attribute), buffer.getvalue(), "the memory of protection")


def folder(desk: Desk, step_id: str) -> Path:
    """Where what belongs to a step is kept."""
    return desk.store.restricted / "releases" / step_id


def _state_at(desk: Desk, step_id: str, attribute: str) -> Path:
    return folder(desk, step_id) / f"{attribute}.npz"


def _given_at(desk: Desk, step_id: str, attribute: str) -> Path:
    return folder(desk, step_id) / f"{attribute}.json"


def _table_at(desk: Desk, step_id: str) -> Path:
    return folder(desk, step_id) / "representation.arrow"
