"""Guides for interviews and questionnaires, with their questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables of guides."""
    op.create_table(
        "guide",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("guide", "questionnaire", name="guidekind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("languages", _json(), nullable=False),
        sa.Column("roles", _json(), nullable=False),
        sa.Column("chosen", _json(), nullable=False),
        sa.Column("consent_en", sa.Text(), nullable=False),
        sa.Column("consent_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("title", name=op.f("uq_guide_title")),
        sa.UniqueConstraint("uuid", name=op.f("uq_guide_uuid")),
    )
    op.create_table(
        "guide_question",
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("probes", _json(), nullable=False),
        sa.Column("roles", _json(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("text", "scale", name="answerkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["code.id"],
            name=op.f("fk_guide_question_code_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"],
            ["guide.id"],
            name=op.f("fk_guide_question_guide_id_guide"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_question")),
        sa.UniqueConstraint("guide_id", "name", name=op.f("uq_guide_question_guide_id_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_guide_question_uuid")),
    )
    op.create_index(op.f("ix_guide_question_code_id"), "guide_question", ["code_id"], unique=False)


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
