"""A text that must not stay can be taken out of every version; a row says of which field, at which version."""

import sqlalchemy as sa
from alembic import op

from registers.errors import SchemaWrong
from registers.messages import NOT_EMPTY
from registers.store.guard import set_guard

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The table, empty and guarded."""
    op.create_table(
        "blanked",
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("record", "version", name=op.f("pk_blanked")),
        sa.ForeignKeyConstraint(
            ["record", "version"], ["changes.record", "changes.version"], name=op.f("fk_blanked_record")
        ),
    )
    set_guard(op.get_bind(), ("blanked",))


def downgrade() -> None:
    """Drops the table with its guard; refused while it says anything, for that would be lost."""
    rows = op.get_bind().scalar(sa.text("SELECT count(*) FROM blanked")) or 0
    if rows:
        raise SchemaWrong(NOT_EMPTY.at(rows=rows))
    op.drop_table("blanked")
