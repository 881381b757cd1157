"""The parts of the page of numbers: its choices, its tables, what lies behind a figure."""
