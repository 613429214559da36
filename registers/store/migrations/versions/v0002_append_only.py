"""Append only: from here on the database itself refuses to change or delete what was written."""

from alembic import op

from registers.store.guard import lift_guard, set_guard

revision = "0002"
down_revision = "0001"

GUARDED = (
    "record",
    "changes",
    "conversation",
    "agreement",
    "activity",
    "rhythm",
    "conversation_roles",
    "activity_groups",
    "activity_bands",
    "activity_targets",
)


def upgrade() -> None:
    """Guards every table."""
    set_guard(op.get_bind(), GUARDED)


def downgrade() -> None:
    """Lifts the guard; every row stays."""
    lift_guard(op.get_bind(), GUARDED)
