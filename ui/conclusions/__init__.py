"""The chosen conclusion in the window: what it stands on, what is against it, its tactics.

- `rows` a list of rows in words, each of which may lead somewhere
- `tactics` the checklist of the 13 + 13 tactics
- `view` all of them together
"""
