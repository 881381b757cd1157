"""Runs the migrations in the transaction that `models.schema.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from models.base import Base
from models.entities import RECORDED  # noqa: F401 - the tables must be known

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
