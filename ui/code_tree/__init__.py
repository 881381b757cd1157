"""The study's codes as a tree, and the card that says what a code means.

- `state` the values shown; `model` the tree over them; `filtering` rows that match what is typed
- `view` the tree with its filter; `choosing` which theories it shows; `groups` of codes beneath it
- `moving` where codes go by keys; `card` rules, examples, evidence, arrows, one's own note
"""
