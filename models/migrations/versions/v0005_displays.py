"""Displays with versions, entries and conclusions; records beside codings; judgements; reviews."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables of displays, of what researchers record, and of what they judge."""
    _event()
    _stage()
    _rating()
    _relation()
    _asked()
    _claim()
    _planned()
    _display()
    _display_version()
    _cell_entry()
    _conclusion()
    _conclusion_cell()
    _convergence_label()
    _sheet_answer()
    _review_round()
    _review_note()


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _choice(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=24)


def _must(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _may(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        initially="DEFERRED",
        deferrable=True,
    )


_CODINGSTATE = _choice("codingstate", "proposed", "confirmed")
_RELATIONTYPE = _choice(
    "relationtype",
    "influences",
    "answered_by",
    "results_in",
    "leads_to",
    "explains",
    "precedes",
    "reports_to",
    "cooperates_with",
    "contradicts",
)
_FORMULA = _choice("formula", "share", "ratio", "sum", "difference", "growth", "density")
_TECHNIQUE = _choice(
    "technique",
    "interview",
    "observation",
    "documentation",
    "literature",
    "focus_group",
    "survey",
    "app_review",
    "social_media",
)
_PLANSTATE = _choice("planstate", "planned", "collected", "declined", "not_applicable")
_ENTRYKIND = _choice(
    "entrykind",
    "quote",
    "paraphrase",
    "summary",
    "rating",
    "count",
    "symbol",
    "judgement",
    "event",
    "missing",
)
_CONVERGENCE = _choice(
    "convergence",
    "agreement",
    "partial",
    "silence",
    "dissonance",
    "silence_expected",
    "not_asked",
    "no_data",
)
_CONSEQUENCE = _choice("consequence", "kept", "revised", "needs_data")
_VERDICT = _choice("verdict", "agreed", "revise", "rejected", "question")


def _event() -> None:
    op.create_table(
        "event",
        _must("title", sa.String()),
        _must("starts_on", sa.String()),
        _must("coder_id", sa.Integer()),
        _must("ends_on", sa.String()),
        _must("strand", sa.String()),
        _may("code_id", sa.Integer()),
        _may("source_id", sa.Integer()),
        _may("start", sa.Integer()),
        _may("end", sa.Integer()),
        _must("is_critical", sa.Boolean()),
        _must("reason", sa.Text()),
        _must("rule", sa.String()),
        _must("state", _CODINGSTATE),
        _must("note", sa.Text()),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("event", "code_id", "code"),
        _refers("event", "coder_id", "coder"),
        _refers("event", "source_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("uuid", name=op.f("uq_event_uuid")),
    )
    op.create_index(op.f("ix_event_code_id"), "event", ["code_id"], unique=False)
    op.create_index(op.f("ix_event_source_id"), "event", ["source_id"], unique=False)
    op.create_index(op.f("ix_event_starts_on"), "event", ["starts_on"], unique=False)


def _stage() -> None:
    op.create_table(
        "stage",
        _must("name", sa.String()),
        _must("starts_on", sa.String()),
        _must("ends_on", sa.String()),
        _must("position", sa.Integer()),
        _must("note", sa.Text()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("uuid", name=op.f("uq_stage_uuid")),
        sa.UniqueConstraint("name", name=op.f("uq_stage_name")),
    )


def _rating() -> None:
    op.create_table(
        "rating",
        _must("code_id", sa.Integer()),
        _must("coder_id", sa.Integer()),
        _must("value", sa.Double()),
        _must("low", sa.Integer()),
        _must("high", sa.Integer()),
        _may("case_id", sa.Integer()),
        _may("source_id", sa.Integer()),
        _must("dated_on", sa.String()),
        _must("rule", sa.Text()),
        _must("reason", sa.Text()),
        _must("evidence", _json()),
        _must("state", _CODINGSTATE),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("rating", "case_id", "case"),
        _refers("rating", "code_id", "code"),
        _refers("rating", "coder_id", "coder"),
        _refers("rating", "source_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("uuid", name=op.f("uq_rating_uuid")),
    )
    op.create_index(op.f("ix_rating_case_id"), "rating", ["case_id"], unique=False)
    op.create_index(op.f("ix_rating_code_id"), "rating", ["code_id"], unique=False)
    op.create_index(op.f("ix_rating_source_id"), "rating", ["source_id"], unique=False)


def _relation() -> None:
    op.create_table(
        "relation",
        _must("type", _RELATIONTYPE),
        _must("coder_id", sa.Integer()),
        _may("from_code_id", sa.Integer()),
        _may("to_code_id", sa.Integer()),
        _must("from_coding", sa.String()),
        _must("to_coding", sa.String()),
        _may("from_case_id", sa.Integer()),
        _may("to_case_id", sa.Integer()),
        _may("source_id", sa.Integer()),
        _may("start", sa.Integer()),
        _may("end", sa.Integer()),
        _must("sign", sa.String()),
        _may("strength", sa.Integer()),
        _must("contradicts", sa.Boolean()),
        _may("order", sa.Integer()),
        _must("actor", sa.String()),
        _must("note", sa.Text()),
        _must("state", _CODINGSTATE),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("relation", "coder_id", "coder"),
        _refers("relation", "from_case_id", "case"),
        _refers("relation", "from_code_id", "code"),
        _refers("relation", "source_id", "source"),
        _refers("relation", "to_case_id", "case"),
        _refers("relation", "to_code_id", "code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sa.UniqueConstraint("uuid", name=op.f("uq_relation_uuid")),
    )
    op.create_index(op.f("ix_relation_from_case_id"), "relation", ["from_case_id"], unique=False)
    op.create_index(op.f("ix_relation_from_code_id"), "relation", ["from_code_id"], unique=False)
    op.create_index(op.f("ix_relation_from_coding"), "relation", ["from_coding"], unique=False)
    op.create_index(op.f("ix_relation_source_id"), "relation", ["source_id"], unique=False)
    op.create_index(op.f("ix_relation_to_case_id"), "relation", ["to_case_id"], unique=False)
    op.create_index(op.f("ix_relation_to_code_id"), "relation", ["to_code_id"], unique=False)
    op.create_index(op.f("ix_relation_to_coding"), "relation", ["to_coding"], unique=False)


def _asked() -> None:
    op.create_table(
        "asked",
        _must("source_id", sa.Integer()),
        _must("code_id", sa.Integer()),
        _must("coder_id", sa.Integer()),
        _must("is_asked", sa.Boolean()),
        _may("start", sa.Integer()),
        _may("end", sa.Integer()),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("asked", "code_id", "code"),
        _refers("asked", "coder_id", "coder"),
        _refers("asked", "source_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
        sa.UniqueConstraint("uuid", name=op.f("uq_asked_uuid")),
        sa.UniqueConstraint("source_id", "code_id", name=op.f("uq_asked_source_id_code_id")),
    )
    op.create_index(op.f("ix_asked_code_id"), "asked", ["code_id"], unique=False)


def _claim() -> None:
    op.create_table(
        "claim",
        _must("quantity", sa.String()),
        _must("value", sa.Double()),
        _must("coder_id", sa.Integer()),
        _must("stated", sa.String()),
        _must("unit", sa.String()),
        _must("year", sa.String()),
        _may("page", sa.Integer()),
        _may("code_id", sa.Integer()),
        _may("source_id", sa.Integer()),
        _may("start", sa.Integer()),
        _may("end", sa.Integer()),
        _may("formula", _FORMULA),
        _must("operands", _json()),
        _must("rule", sa.String()),
        _must("state", _CODINGSTATE),
        _must("note", sa.Text()),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("claim", "code_id", "code"),
        _refers("claim", "coder_id", "coder"),
        _refers("claim", "source_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("uuid", name=op.f("uq_claim_uuid")),
    )
    op.create_index(op.f("ix_claim_code_id"), "claim", ["code_id"], unique=False)
    op.create_index(op.f("ix_claim_quantity"), "claim", ["quantity"], unique=False)
    op.create_index(op.f("ix_claim_source_id"), "claim", ["source_id"], unique=False)


def _planned() -> None:
    op.create_table(
        "planned",
        _must("who", sa.String()),
        _must("technique", _TECHNIQUE),
        _must("number", sa.Integer()),
        _may("case_id", sa.Integer()),
        _may("source_id", sa.Integer()),
        _must("state", _PLANSTATE),
        _must("due_on", sa.String()),
        _must("note", sa.Text()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("planned", "case_id", "case"),
        _refers("planned", "source_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned")),
        sa.UniqueConstraint("uuid", name=op.f("uq_planned_uuid")),
    )
    op.create_index(op.f("ix_planned_case_id"), "planned", ["case_id"], unique=False)
    op.create_index(op.f("ix_planned_source_id"), "planned", ["source_id"], unique=False)


def _display() -> None:
    op.create_table(
        "display",
        _must("title", sa.String()),
        _must("kind", sa.String()),
        _must("coder_id", sa.Integer()),
        _must("language", sa.String()),
        _must("question", sa.Text()),
        _must("settings", _json()),
        _must("places", _json()),
        _must("position", sa.Integer()),
        _must("note", sa.Text()),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("display", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_display")),
        sa.UniqueConstraint("uuid", name=op.f("uq_display_uuid")),
        sa.UniqueConstraint("title", name=op.f("uq_display_title")),
    )


def _display_version() -> None:
    op.create_table(
        "display_version",
        _must("display_id", sa.Integer()),
        _must("number", sa.Integer()),
        _must("coder_id", sa.Integer()),
        _must("content", sa.LargeBinary()),
        _must("study_version", sa.Integer()),
        _must("refreshed", _json()),
        _must("made_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("display_version", "coder_id", "coder"),
        _refers("display_version", "display_id", "display"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_display_version")),
        sa.UniqueConstraint(
            "display_id", "number", name=op.f("uq_display_version_display_id_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_display_version_uuid")),
    )


def _cell_entry() -> None:
    op.create_table(
        "cell_entry",
        _must("display_id", sa.Integer()),
        _must("row", sa.String()),
        _must("column", sa.String()),
        _must("kind", _ENTRYKIND),
        _must("coder_id", sa.Integer()),
        _must("text", sa.Text()),
        _must("generated", sa.Text()),
        _may("value", sa.Double()),
        _must("rule", sa.Text()),
        _must("evidence", _json()),
        _must("records", _json()),
        _must("state", _CODINGSTATE),
        _must("position", sa.Integer()),
        _must("made_at", sa.String()),
        _must("changed_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("cell_entry", "coder_id", "coder"),
        _refers("cell_entry", "display_id", "display"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell_entry")),
        sa.UniqueConstraint("uuid", name=op.f("uq_cell_entry_uuid")),
    )
    op.create_index(op.f("ix_cell_entry_display_id"), "cell_entry", ["display_id"], unique=False)


def _conclusion() -> None:
    op.create_table(
        "conclusion",
        _must("text", sa.Text()),
        _must("coder_id", sa.Integer()),
        _must("question", sa.Text()),
        _may("code_id", sa.Integer()),
        _may("confidence", sa.Integer()),
        _must("position", sa.Integer()),
        _must("note", sa.Text()),
        _must("made_at", sa.String()),
        _must("changed_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("conclusion", "code_id", "code"),
        _refers("conclusion", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion")),
        sa.UniqueConstraint("uuid", name=op.f("uq_conclusion_uuid")),
    )
    op.create_index(op.f("ix_conclusion_code_id"), "conclusion", ["code_id"], unique=False)


def _conclusion_cell() -> None:
    op.create_table(
        "conclusion_cell",
        _must("conclusion_id", sa.Integer()),
        _must("display_id", sa.Integer()),
        _must("row", sa.String()),
        _must("column", sa.String()),
        _must("contradicts", sa.Boolean()),
        _must("id", sa.Integer()),
        _refers("conclusion_cell", "conclusion_id", "conclusion"),
        _refers("conclusion_cell", "display_id", "display"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion_cell")),
        sa.UniqueConstraint(
            "conclusion_id",
            "display_id",
            "row",
            "column",
            name=op.f("uq_conclusion_cell_conclusion_id_display_id_row_column"),
        ),
    )
    op.create_index(
        op.f("ix_conclusion_cell_display_id"), "conclusion_cell", ["display_id"], unique=False
    )


def _convergence_label() -> None:
    op.create_table(
        "convergence_label",
        _must("display_id", sa.Integer()),
        _must("coder_id", sa.Integer()),
        _must("row", sa.String()),
        _must("label", _CONVERGENCE),
        _must("first", sa.String()),
        _must("second", sa.String()),
        _may("proposed", _CONVERGENCE),
        _must("reason", sa.Text()),
        _must("inference", sa.Text()),
        _may("consequence", _CONSEQUENCE),
        _must("made_at", sa.String()),
        _must("changed_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("convergence_label", "coder_id", "coder"),
        _refers("convergence_label", "display_id", "display"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convergence_label")),
        sa.UniqueConstraint("uuid", name=op.f("uq_convergence_label_uuid")),
        sa.UniqueConstraint(
            "display_id",
            "coder_id",
            "row",
            "first",
            "second",
            name=op.f("uq_convergence_label_display_id_coder_id_row_first_second"),
        ),
    )


def _sheet_answer() -> None:
    op.create_table(
        "sheet_answer",
        _must("sheet", sa.String()),
        _must("item", sa.String()),
        _must("coder_id", sa.Integer()),
        _must("about", sa.String()),
        _must("answer", sa.Text()),
        _must("page", sa.String()),
        _may("done", sa.Boolean()),
        _must("links", _json()),
        _must("changed_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("sheet_answer", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_answer")),
        sa.UniqueConstraint(
            "sheet", "item", "about", name=op.f("uq_sheet_answer_sheet_item_about")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_sheet_answer_uuid")),
    )


def _review_round() -> None:
    op.create_table(
        "review_round",
        _must("number", sa.Integer()),
        _must("coder_id", sa.Integer()),
        _must("reviewer", sa.String()),
        _must("file_name", sa.String()),
        _must("displays", _json()),
        _must("sent", sa.LargeBinary()),
        _must("study_version", sa.Integer()),
        _must("sent_at", sa.String()),
        _must("returned_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("review_round", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_round")),
        sa.UniqueConstraint("uuid", name=op.f("uq_review_round_uuid")),
        sa.UniqueConstraint("number", name=op.f("uq_review_round_number")),
    )


def _review_note() -> None:
    op.create_table(
        "review_note",
        _must("round_id", sa.Integer()),
        _must("item", sa.String()),
        _must("display_uuid", sa.String()),
        _must("row", sa.String()),
        _must("column", sa.String()),
        _must("coding_uuid", sa.String()),
        _may("verdict", _VERDICT),
        _must("comment", sa.Text()),
        _must("has_moved_on", sa.Boolean()),
        _must("answer", sa.Text()),
        _must("is_settled", sa.Boolean()),
        _may("answered_by", sa.Integer()),
        _must("made_at", sa.String()),
        _must("changed_at", sa.String()),
        _must("id", sa.Integer()),
        _must("uuid", sa.String()),
        _refers("review_note", "answered_by", "coder"),
        _refers("review_note", "round_id", "review_round"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_note")),
        sa.UniqueConstraint("uuid", name=op.f("uq_review_note_uuid")),
        sa.UniqueConstraint("round_id", "item", name=op.f("uq_review_note_round_id_item")),
    )
    op.create_index(
        op.f("ix_review_note_coding_uuid"), "review_note", ["coding_uuid"], unique=False
    )
    op.create_index(
        op.f("ix_review_note_display_uuid"), "review_note", ["display_uuid"], unique=False
    )
