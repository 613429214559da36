"""The tables: keys, changes, the versions of each kind of record, and their lists.

Written out, not taken from tables.py: that file goes on changing, and this step must not change with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

LISTS = ("conversation_roles", "activity_groups", "activity_bands", "activity_targets")
VERSIONED = ("conversation", "agreement", "activity", "rhythm")


def upgrade() -> None:
    """Every table, empty."""
    _keys_and_changes()
    _conversation()
    _agreement()
    _activity()
    _rhythm()
    for name in VERSIONED:
        op.create_index(f"ix_{name}_unit", name, ["unit"])
    for name in LISTS:
        op.create_table(
            name,
            *_of_version(name, sa.Column("position", sa.Integer(), autoincrement=False, nullable=False)),
            _text("item"),
        )


def downgrade() -> None:
    """Drops every table; schema.py refuses this while there are records."""
    for name in (*LISTS, *VERSIONED, "changes", "record"):
        op.drop_table(name)


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=optional)


def _choice(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(16), nullable=optional)


def _among(table: str, column: str, choices: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{choice}'" for choice in choices.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _days(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def _of_version(table: str, *more_of_the_key: sa.Column[int]) -> list[sa.schema.SchemaItem]:
    key = ["record", "version", *(column.name for column in more_of_the_key)]
    return [
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *more_of_the_key,
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["record", "version"], ["changes.record", "changes.version"], name=op.f(f"fk_{table}_record")
        ),
    ]


def _keys_and_changes() -> None:
    op.create_table(
        "record",
        sa.Column("key", sa.String(64), nullable=False),
        _choice("kind"),
        _among("record", "kind", "conversation agreement activity rhythm"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_record")),
    )
    op.create_table(
        "changes",
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        _choice("act"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _text("subject"),
        _text("role"),
        _among("changes", "act", "made changed removed restored"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_changes_version")),
        sa.PrimaryKeyConstraint("record", "version", name=op.f("pk_changes")),
        sa.ForeignKeyConstraint(["record"], ["record.key"], name=op.f("fk_changes_record")),
    )


def _conversation() -> None:
    op.create_table(
        "conversation",
        *_of_version("conversation"),
        _text("unit"),
        _choice("state"),
        *_days("day", "next_day"),
        _text("publication", optional=True),
        _text("notes"),
        _among("conversation", "state", "planned held cancelled"),
    )


def _agreement() -> None:
    op.create_table(
        "agreement",
        *_of_version("agreement"),
        *(_text(name) for name in ("unit", "target", "aim", "responsible", "trigger", "barrier", "outcome")),
        _text("band", optional=True),
        *_days("start", "due", "changed_due", "done"),
        _choice("status"),
        sa.Column("conversation", sa.String(64), nullable=True),
        _among("agreement", "status", "open under_way done dropped"),
        sa.ForeignKeyConstraint(["conversation"], ["record.key"], name=op.f("fk_agreement_conversation")),
    )


def _activity() -> None:
    words = ("unit", "what", "meaning", "aim", "who", "place", "period", "usage", "theme")
    op.create_table(
        "activity",
        *_of_version("activity"),
        *(_text(name) for name in words),
        *_days("first_day", "last_day"),
        _choice("recurrence", optional=True),
        _choice("phase", optional=True),
        _text("source", optional=True),
        _among("activity", "recurrence", "continuous yearly half_yearly quarterly monthly on_request"),
        _among("activity", "phase", "to_plan planned running done stopped"),
    )


def _rhythm() -> None:
    op.create_table(
        "rhythm",
        *_of_version("rhythm"),
        _text("unit"),
        _choice("every"),
        sa.Column("first_day", sa.Date(), nullable=False),
        _among("rhythm", "every", "yearly half_yearly quarterly"),
    )
