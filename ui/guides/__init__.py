"""The parts of the guide's pane: `questions` the table, `details` one question, `covering` gaps."""
