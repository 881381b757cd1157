"""The first schema: all tables, and the index of words on SQLite."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from models import search_index

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first version of a study."""
    _attribute()
    _case()
    _coder()
    _collection()
    _counter()
    _framework()
    _original_file()
    _source_text()
    _study()
    _code()
    _collection_file()
    _edit()
    _memo()
    _original_chunk()
    _source()
    _absence()
    _act()
    _case_span()
    _change()
    _paragraph()
    _segment()
    _turn()
    _coding()
    search_index.create(op.get_bind())


def _attribute() -> None:
    op.create_table(
        "attribute",
        sa.Column(
            "owner",
            sa.Enum("source", "case", name="attributeowner", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "text",
                "number",
                "date",
                "choice",
                "yes_no",
                name="attributetype",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column(
            "choices", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_attribute_owner_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_attribute_uuid")),
    )


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
            "attributes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("name", name=op.f("uq_case_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_case_uuid")),
    )


def _coder() -> None:
    op.create_table(
        "coder",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("person", "rule", name="coderkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coder")),
        sa.UniqueConstraint("name", name=op.f("uq_coder_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_coder_uuid")),
    )


def _collection() -> None:
    op.create_table(
        "collection",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("reviews", "survey", name="collectionkind", native_enum=False, length=24),
            nullable=False,
        ),
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
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
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
            "columns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("key", name=op.f("uq_collection_key")),
        sa.UniqueConstraint("uuid", name=op.f("uq_collection_uuid")),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name=op.f("pk_counter")),
    )


def _framework() -> None:
    op.create_table(
        "framework",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("title_id", sa.String(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column(
            "relations", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "propositions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "to_check", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("adopted_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework")),
        sa.UniqueConstraint("name", name=op.f("uq_framework_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_framework_uuid")),
    )


def _original_file() -> None:
    op.create_table(
        "original_file",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_file")),
        sa.UniqueConstraint("uuid", name=op.f("uq_original_file_uuid")),
    )
    op.create_index(op.f("ix_original_file_sha256"), "original_file", ["sha256"], unique=False)


def _source_text() -> None:
    op.create_table(
        "source_text",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_text")),
    )


def _study() -> None:
    op.create_table(
        "study",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("programme_en", sa.String(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("agency_en", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
        sa.UniqueConstraint("uuid", name=op.f("uq_study_uuid")),
    )


def _code() -> None:
    op.create_table(
        "code",
        sa.Column("canonical_id", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_id", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("framework_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "deductive", "inductive", "hybrid", name="origin", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=False),
        sa.Column("definition_id", sa.Text(), nullable=False),
        sa.Column("include_en", sa.Text(), nullable=False),
        sa.Column("include_id", sa.Text(), nullable=False),
        sa.Column("exclude_en", sa.Text(), nullable=False),
        sa.Column("exclude_id", sa.Text(), nullable=False),
        sa.Column(
            "see_instead", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "indicators", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "questions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "aliases", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["framework_id"],
            ["framework.id"],
            name=op.f("fk_code_framework_id_framework"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["code.id"],
            name=op.f("fk_code_parent_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("canonical_id", name=op.f("uq_code_canonical_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_code_uuid")),
    )
    op.create_index(op.f("ix_code_framework_id"), "code", ["framework_id"], unique=False)
    op.create_index(op.f("ix_code_parent_id"), "code", ["parent_id"], unique=False)


def _collection_file() -> None:
    op.create_table(
        "collection_file",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_collection_file_collection_id_collection"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["original_file.id"],
            name=op.f("fk_collection_file_file_id_original_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_file")),
    )
    op.create_index(
        op.f("ix_collection_file_collection_id"), "collection_file", ["collection_id"], unique=False
    )


def _edit() -> None:
    op.create_table(
        "edit",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=True),
        sa.Column(
            "facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum("done", "undone", "abandoned", name="editstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_edit_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edit")),
        sa.UniqueConstraint("uuid", name=op.f("uq_edit_uuid")),
    )
    op.create_index(op.f("ix_edit_state"), "edit", ["state"], unique=False)


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
                name="memokind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("target_uuid", sa.String(), nullable=False),
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


def _original_chunk() -> None:
    op.create_table(
        "original_chunk",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["original_file.id"],
            name=op.f("fk_original_chunk_file_id_original_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_chunk")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_original_chunk_file_id_number")),
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
            "attributes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.String(), nullable=False),
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


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum("NA", "DK", "NS", "AB", "PEND", name="missing", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["code.id"],
            name=op.f("fk_absence_code_id_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_absence_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_absence_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("source_id", "code_id", name=op.f("uq_absence_source_id_code_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_absence_uuid")),
    )


def _act() -> None:
    op.create_table(
        "act",
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("do", "undo", "redo", name="actkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("coder_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
            name=op.f("fk_act_coder_id_coder"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["edit_id"],
            ["edit.id"],
            name=op.f("fk_act_edit_id_edit"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    op.create_index(op.f("ix_act_edit_id"), "act", ["edit_id"], unique=False)


def _case_span() -> None:
    op.create_table(
        "case_span",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_case_span_case_id_case"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_case_span_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_span")),
    )
    op.create_index(op.f("ix_case_span_case_id"), "case_span", ["case_id"], unique=False)
    op.create_index(
        "ix_case_span_source_id_start", "case_span", ["source_id", "start"], unique=False
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column(
            "operation",
            sa.Enum("insert", "update", "delete", name="operation", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["edit_id"],
            ["edit.id"],
            name=op.f("fk_change_edit_id_edit"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_edit_id", "change", ["edit_id"], unique=False)


def _paragraph() -> None:
    op.create_table(
        "paragraph",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("heading", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_paragraph_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
        sa.UniqueConstraint("source_id", "number", name=op.f("uq_paragraph_source_id_number")),
    )


def _segment() -> None:
    op.create_table(
        "segment",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_segment_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint(
            "source_id", "start", "end", name=op.f("uq_segment_source_id_start_end")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_segment_uuid")),
    )


def _turn() -> None:
    op.create_table(
        "turn",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words_start", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "interviewer",
                "informant",
                "unknown",
                name="speakerkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("started_ms", sa.Integer(), nullable=True),
        sa.Column("ended_ms", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_turn_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("source_id", "number", name=op.f("uq_turn_source_id_number")),
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
