"""The questions of surveys in the window: as they would be imported, and as the study keeps them.

`scales` reads and words a scale, `draft_model` shows the questions of a file before it is stored,
`model` those of a survey of the study, `details` what belongs to the current one.
"""
