"""Which table and which lists belong to each kind of record?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic

from sqlalchemy import Table

from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.record import Entry, EntryT_co
from registers.model.rhythm import Rhythm
from registers.store import tables


@dataclass(frozen=True)
class Kind(Generic[EntryT_co]):
    """One kind: its value, the table of its versions, and field -> table of each list."""

    name: str
    value: type[EntryT_co]
    table: Table
    lists: Mapping[str, Table] = field(default_factory=dict[str, Table])


CONVERSATION = Kind("conversation", Conversation, tables.conversation, {"roles": tables.conversation_roles})
AGREEMENT = Kind("agreement", Agreement, tables.agreement)
ACTIVITY = Kind(
    "activity",
    Activity,
    tables.activity,
    {"groups": tables.activity_groups, "bands": tables.activity_bands, "targets": tables.activity_targets},
)
RHYTHM = Kind("rhythm", Rhythm, tables.rhythm)
ALL: tuple[Kind[Entry], ...] = (CONVERSATION, AGREEMENT, ACTIVITY, RHYTHM)


def kind_of(value: Entry) -> Kind[Entry]:
    """The kind a value is of."""
    return next(kind for kind in ALL if isinstance(value, kind.value))


def kind_named(name: str) -> Kind[Entry]:
    """The kind with a name. KeyError when there is none."""
    return {kind.name: kind for kind in ALL}[name]
