"""Which tables hold the registers?

Nothing is ever overwritten: every version of a record is a row of its own. `record` holds the keys, `changes` who
made each version and when, one table per kind the values of each version, and one table per list its items. Each
row of values points at its row of `changes`, so that no version can exist without saying who made it; the primary
keys keep two people from making the same version. Triggers refuse every update and delete (migration 0002); a text that
must not stay is taken out by command, and `blanked` says so (keep/blank.py).
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from registers.model.activity import PHASES, RECURRENCES
from registers.model.agreement import AGREEMENT_STATUSES
from registers.model.conversation import CONVERSATION_STATES
from registers.model.rhythm import EVERY
from registers.store.moment import Moment

ACTS = ("made", "changed", "removed", "restored")
KINDS = ("conversation", "agreement", "activity", "rhythm")
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _among(column: str, choices: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


record = Table(
    "record",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    _among("kind", KINDS),
)
changes = Table(
    "changes",
    metadata,
    Column("record", String(64), ForeignKey("record.key"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("act", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("subject", Text, nullable=False),
    Column("role", Text, nullable=False),
    _among("act", ACTS),
    CheckConstraint("version >= 1", name="version"),
)


def _of_version() -> tuple[Column[str], Column[int], ForeignKeyConstraint]:
    """The columns that tie a row to the version of the record it belongs to."""
    return (
        Column("record", String(64), primary_key=True),
        Column("version", Integer, primary_key=True, autoincrement=False),
        ForeignKeyConstraint(["record", "version"], ["changes.record", "changes.version"]),
    )


def _list(name: str) -> Table:
    """The items of one list of a record, in their order."""
    return Table(
        name,
        metadata,
        *_of_version(),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("item", Text, nullable=False),
    )


conversation = Table(
    "conversation",
    metadata,
    *_of_version(),
    Column("unit", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("day", Date),
    Column("publication", Text),
    Column("notes", Text, nullable=False),
    Column("next_day", Date),
    _among("state", CONVERSATION_STATES),
    Index(None, "unit"),
)
agreement = Table(
    "agreement",
    metadata,
    *_of_version(),
    Column("unit", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("aim", Text, nullable=False),
    Column("responsible", Text, nullable=False),
    Column("band", Text),
    Column("trigger", Text, nullable=False),
    Column("barrier", Text, nullable=False),
    Column("start", Date),
    Column("due", Date),
    Column("changed_due", Date),
    Column("done", Date),
    Column("status", String(16), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("conversation", String(64), ForeignKey("record.key")),
    _among("status", AGREEMENT_STATUSES),
    Index(None, "unit"),
)
activity = Table(
    "activity",
    metadata,
    *_of_version(),
    Column("unit", Text, nullable=False),
    *(
        Column(words, Text, nullable=False)
        for words in ("what", "meaning", "aim", "who", "place", "period", "usage", "theme")
    ),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("recurrence", String(16)),
    Column("phase", String(16)),
    Column("source", Text),
    _among("recurrence", RECURRENCES),
    _among("phase", PHASES),
    Index(None, "unit"),
)
rhythm = Table(
    "rhythm",
    metadata,
    *_of_version(),
    Column("unit", Text, nullable=False),
    Column("every", String(16), nullable=False),
    Column("first_day", Date, nullable=False),
    _among("every", EVERY),
    Index(None, "unit"),
)
# Which field was taken out of every version up to here, and of this one; who did it and when is in `changes`.
blanked = Table("blanked", metadata, *_of_version(), Column("field", String(32), nullable=False))
conversation_roles = _list("conversation_roles")
activity_groups = _list("activity_groups")
activity_bands = _list("activity_bands")
activity_targets = _list("activity_targets")

# In the order in which rows can be added: what is pointed at comes first.
IN_ORDER: tuple[Table, ...] = tuple(metadata.sorted_tables)
