"""The parts in which memos are written and listed; the pane of `ui/panes/memos.py` joins them.

- `draft` a memo while it is written, and how it is kept
- `text` the field for its words, in which links are dressed and opened
- `editor` title, kind, day, words and links of one memo
- `listing` the memos as a tree of days or of what they are on
"""
