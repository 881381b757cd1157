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

    search_index.create(op.get_bind())
