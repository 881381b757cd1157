"""Samples, texts that were worked through, what rules learned, probabilities of proposals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables of sampling and learning, and the probability of a proposal."""
    op.add_column("coding", sa.Column("probability", sa.Double(), nullable=True))
    _sample()
    _sample_unit()
    _worked()
    _learning()


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        initially="DEFERRED",
        deferrable=True,
    )


def _sample() -> None:
    rules = ("random", "stratified", "systematic", "saturation")
    op.create_table(
        "sample",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(*rules, name="samplerule", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column(
            "allocation",
            sa.Enum("proportional", "equal", name="allocation", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("folded", sa.Boolean(), nullable=False),
        sa.Column("by", _json(), nullable=False),
        sa.Column("settings", _json(), nullable=False),
        sa.Column("frame", _json(), nullable=False),
        sa.Column("strata", _json(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        _refers("sample", "collection_id", "collection"),
        _refers("sample", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        sa.UniqueConstraint("name", name=op.f("uq_sample_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_sample_uuid")),
    )
    op.create_index(op.f("ix_sample_collection_id"), "sample", ["collection_id"], unique=False)


def _sample_unit() -> None:
    op.create_table(
        "sample_unit",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _refers("sample_unit", "sample_id", "sample"),
        _refers("sample_unit", "source_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_unit")),
        sa.UniqueConstraint(
            "sample_id", "source_id", name=op.f("uq_sample_unit_sample_id_source_id")
        ),
        sa.UniqueConstraint(
            "sample_id", "position", name=op.f("uq_sample_unit_sample_id_position")
        ),
    )
    op.create_index(op.f("ix_sample_unit_source_id"), "sample_unit", ["source_id"], unique=False)


def _worked() -> None:
    op.create_table(
        "worked",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _refers("worked", "source_id", "source"),
        _refers("worked", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worked")),
        sa.UniqueConstraint("source_id", "coder_id", name=op.f("uq_worked_source_id_coder_id")),
    )
    op.create_index(op.f("ix_worked_coder_id"), "worked", ["coder_id"], unique=False)


def _learning() -> None:
    op.create_table(
        "learning",
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sample", sa.String(), nullable=False),
        sa.Column("taught_by", sa.Integer(), nullable=True),
        sa.Column("settings", _json(), nullable=False),
        sa.Column("figures", _json(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        _refers("learning", "rule_id", "coder"),
        _refers("learning", "coder_id", "coder"),
        _refers("learning", "collection_id", "collection"),
        _refers("learning", "taught_by", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning")),
        sa.UniqueConstraint("uuid", name=op.f("uq_learning_uuid")),
    )
    op.create_index(op.f("ix_learning_rule_id"), "learning", ["rule_id"], unique=False)
    op.create_index(op.f("ix_learning_collection_id"), "learning", ["collection_id"], unique=False)
