"""The parts of the search tab; the pane of `ui/panes/searching.py` joins them.

- `model` what was found as a list that grows as one scrolls
- `painting` how a row looks: key and title, and the text around with all found words marked
- `filters` which kinds of things are searched, and what narrows the search
- `coding` the row that codes what was found, and asks once more before it does
"""
