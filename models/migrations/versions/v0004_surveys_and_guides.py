"""Surveys with the dictionary of their questions and respondents as cases; guides."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

_CASE = {
    "collection_id": "NULL",
    "row_number": "NULL",
    "unit_key": "''",
    "not_asked": "'[]'",
}


def upgrade() -> None:
    """Add questions, the columns that tie respondents and answers to them, and guides."""
    _question()
    _guides()
    if op.get_bind().dialect.name == "sqlite":
        _made_anew("case", _CASE, _case)
        _made_anew("source", {"question_id": "NULL"}, _source)
    else:
        _case_columns()
        _source_columns()


def _made_anew(name: str, added: dict[str, str], make: Callable[[], None]) -> None:
    """Make a table anew with more columns; SQLite cannot add one that has no default of its own.

    References to the table are checked when the transaction ends, and hold again by then.
    """
    connection = op.get_bind()
    found = sa.inspect(connection).get_columns(name)
    names = ", ".join(f'"{column["name"]}"' for column in found)
    before = f"{name}_before_0004"
    op.execute(f'CREATE TABLE {before} AS SELECT {names} FROM "{name}"')  # noqa: S608
    op.execute(f'DROP TABLE "{name}"')
    make()
    op.execute(
        f'INSERT INTO "{name}" ({names}, {", ".join(added)}) '  # noqa: S608
        f"SELECT {names}, {', '.join(added.values())} FROM {before}"
    )
    op.execute(f"DROP TABLE {before}")


def _case_columns() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("case", sa.Column("collection_id", sa.Integer(), nullable=True))
    op.add_column("case", sa.Column("row_number", sa.Integer(), nullable=True))
    op.add_column(
        "case", sa.Column("unit_key", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "case", sa.Column("not_asked", json, nullable=False, server_default=sa.text("'[]'"))
    )
    op.alter_column("case", "unit_key", server_default=None)
    op.alter_column("case", "not_asked", server_default=None)
    op.create_foreign_key(
        op.f("fk_case_collection_id_collection"),
        "case",
        "collection",
        ["collection_id"],
        ["id"],
        deferrable=True,
        initially="DEFERRED",
    )
    op.create_index(
        "ix_case_collection_id_row_number", "case", ["collection_id", "row_number"], unique=False
    )


def _source_columns() -> None:
    op.add_column("source", sa.Column("question_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_source_question_id_question"),
        "source",
        "question",
        ["question_id"],
        ["id"],
        deferrable=True,
        initially="DEFERRED",
    )
    op.create_index(op.f("ix_source_question_id"), "source", ["question_id"], unique=False)


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "identifier",
                "attribute",
                "item",
                "open",
                "ignore",
                name="questionrole",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "type",
            sa.Enum(
                "text",
                "number",
                "date",
                "choice",
                "choices",
                "yes_no",
                name="questiontype",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column(
            "columns",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("separator", sa.String(), nullable=False),
        sa.Column(
            "choices",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("is_reversed", sa.Boolean(), nullable=False),
        sa.Column(
            "missing",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column(
            "asked_where",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("code_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["code.id"],
            name=op.f("fk_question_code_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_question_collection_id_collection"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("collection_id", "key", name=op.f("uq_question_collection_id_key")),
        sa.UniqueConstraint("uuid", name=op.f("uq_question_uuid")),
    )
    op.create_index(op.f("ix_question_code_id"), "question", ["code_id"], unique=False)


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column(
            "stakeholder_group",
            sa.Enum(
                "government",
                "private",
                "citizen",
                name="stakeholdergroup",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "attributes",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("unit_key", sa.String(), nullable=False),
        sa.Column(
            "not_asked",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_case_collection_id_collection"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("name", name=op.f("uq_case_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_case_uuid")),
    )
    op.create_index(
        "ix_case_collection_id_row_number", "case", ["collection_id", "row_number"], unique=False
    )


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "technique",
            sa.Enum(
                "interview",
                "observation",
                "documentation",
                "literature",
                "focus_group",
                "survey",
                "app_review",
                "social_media",
                name="technique",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "data_class",
            sa.Enum("primary", "secondary", name="dataclass", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("collected_on", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column(
            "reading",
            sa.Enum("unread", "reading", "read", name="reading", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("collection_id", sa.Integer(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("unit_key", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column(
            "attributes",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_source_collection_id_collection"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["original_file.id"],
            name=op.f("fk_source_file_id_original_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_source_question_id_question"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
        sa.UniqueConstraint("uuid", name=op.f("uq_source_uuid")),
    )
    op.create_index(
        "ix_source_collection_id_row_number",
        "source",
        ["collection_id", "row_number"],
        unique=False,
    )
    op.create_index(op.f("ix_source_question_id"), "source", ["question_id"], unique=False)


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _guides() -> None:
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
