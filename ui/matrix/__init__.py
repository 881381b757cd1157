"""A matrix display on screen: cells that lead back to the words they rest on.

- `wording` what a cell says, as plain lines; `model` the table over a `Matrix` value
- `painting` draws cells; `headings` draws rows, columns and groups
- `view` the table with title, facts and legend; `evidence` the quotes behind a cell
"""
