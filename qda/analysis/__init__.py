"""Numbers and tables for Python scripts, from the same reads that windows and verbs use."""
