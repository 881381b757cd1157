"""Groups and anchor examples of codes, blind coding, agreed versions, corrected texts, tags."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and columns of the coding desk."""
    _code_group()
    _imported_text()
    _anchor()
    _blinding()
    _code_group_member()
    _settlement()
    _made_anew("coding", {"tags": "'[]'"}, _coding)
    _made_anew(
        "memo",
        {"start": "NULL", '"end"': "NULL", "dated_on": "''", "changed_at": "''"},
        _memo,
    )


def _made_anew(name: str, added: dict[str, str], make: Callable[[], None]) -> None:
    """Make a table anew with more columns; SQLite cannot add one that has no default of its own."""
    connection = op.get_bind()
    found = sa.inspect(connection).get_columns(name)
    # Each name in quotes: `end` is a word of SQL.
    names = ", ".join(f'"{column["name"]}"' for column in found)
    before = f"{name}_before_0002"
    op.execute(f"CREATE TABLE {before} AS SELECT {names} FROM {name}")  # noqa: S608
    op.execute(f"DROP TABLE {name}")
    make()
    op.execute(
        f"INSERT INTO {name} ({names}, {', '.join(added)}) "  # noqa: S608
        f"SELECT {names}, {', '.join(added.values())} FROM {before}"
    )
    op.execute(f"DROP TABLE {before}")


def _code_group() -> None:
    op.create_table(
        "code_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_group")),
        sa.UniqueConstraint("name", name=op.f("uq_code_group_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_code_group_uuid")),
    )


def _imported_text() -> None:
    op.create_table(
        "imported_text",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_text")),
    )


def _anchor() -> None:
    op.create_table(
        "anchor",
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["code.id"],
            name=op.f("fk_anchor_code_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_anchor_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_anchor_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchor")),
        sa.UniqueConstraint("uuid", name=op.f("uq_anchor_uuid")),
    )
    op.create_index(op.f("ix_anchor_code_id"), "anchor", ["code_id"], unique=False)
    op.create_index(op.f("ix_anchor_source_id"), "anchor", ["source_id"], unique=False)


def _blinding() -> None:
    op.create_table(
        "blinding",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("released_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_blinding_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_blinding_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blinding")),
        sa.UniqueConstraint("uuid", name=op.f("uq_blinding_uuid")),
    )
    op.create_index(op.f("ix_blinding_coder_id"), "blinding", ["coder_id"], unique=False)
    op.create_index(op.f("ix_blinding_source_id"), "blinding", ["source_id"], unique=False)


def _code_group_member() -> None:
    op.create_table(
        "code_group_member",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["code.id"],
            name=op.f("fk_code_group_member_code_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["code_group.id"],
            name=op.f("fk_code_group_member_group_id_code_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_group_member")),
        sa.UniqueConstraint(
            "group_id", "code_id", name=op.f("uq_code_group_member_group_id_code_id")
        ),
    )
    op.create_index(
        op.f("ix_code_group_member_code_id"), "code_group_member", ["code_id"], unique=False
    )


def _settlement() -> None:
    op.create_table(
        "settlement",
        sa.Column("agreed_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "first", "second", "both", "neither", name="outcome", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("first_uuid", sa.String(), nullable=False),
        sa.Column("second_uuid", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreed_id"],
            ["coder.id"],
            name=op.f("fk_settlement_agreed_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_settlement_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sa.UniqueConstraint(
            "agreed_id",
            "first_uuid",
            "second_uuid",
            name=op.f("uq_settlement_agreed_id_first_uuid_second_uuid"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_settlement_uuid")),
    )


def _coding() -> None:
    op.create_table(
        "coding",
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "confirmed", name="codingstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "polarity",
            sa.Enum(
                "supporting",
                "inhibiting",
                "mixed",
                "neutral",
                name="polarity",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column(
            "time",
            sa.Enum("past", "now", "potential", name="timeframe", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["code.id"],
            name=op.f("fk_coding_code_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_coding_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["coder.id"],
            name=op.f("fk_coding_confirmed_by_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"],
            ["segment.id"],
            name=op.f("fk_coding_segment_id_segment"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint(
            "segment_id", "code_id", "coder_id", name=op.f("uq_coding_segment_id_code_id_coder_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_coding_uuid")),
    )
    op.create_index(op.f("ix_coding_code_id"), "coding", ["code_id"], unique=False)
    op.create_index(op.f("ix_coding_coder_id"), "coding", ["coder_id"], unique=False)
    op.create_index(op.f("ix_coding_rule"), "coding", ["rule"], unique=False)


def _memo() -> None:
    op.create_table(
        "memo",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "analytic",
                "method",
                "theory_fit",
                "member_check",
                "journal",
                name="memokind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("target_uuid", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("dated_on", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_memo_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memo")),
        sa.UniqueConstraint("uuid", name=op.f("uq_memo_uuid")),
    )
    op.create_index("ix_memo_target_target_uuid", "memo", ["target", "target_uuid"], unique=False)
