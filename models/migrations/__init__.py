"""The Alembic scripts that bring an older study up to date; `env` runs them."""
