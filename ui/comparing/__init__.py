"""What the comparison of two coders is made of; `ui.panes.comparing` puts it together.

- `choices` who is compared, in which text, and which comparisons are listed
- `list` the list of comparisons: its table model and its filter
- `marks` the codings of a text as two readers show them
- `texts` two readers side by side that scroll in step
- `settle_bar` what is agreed on, and why
"""
