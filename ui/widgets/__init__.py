"""Small parts that every pane uses; each takes plain values and emits signals.

- `speaking` how a widget is worded anew when the language changes
- `marks` the coloured shapes that stand for codes
- `notice_bar` messages in place of dialogs; `progress_row` a running job and its stop button
- `search_field`, `empty_state`, `collapsible` parts of a pane
- `segments` the rows of coded segments as values and model; `segment_list` the list with its filter
- `whole_words` breaks long words in a tree into lines
"""
