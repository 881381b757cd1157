"""Small parts that every pane uses; each takes plain values and emits signals.

- `figure` a picture of figures, whose marks lead to the rows behind them
- `speaking` how a widget is worded anew when the language changes
- `marks` the coloured shapes that stand for codes
- `notice_bar` messages in place of dialogs; `progress_row` a running job and its stop button
- `search_field`, `empty_state`, `collapsible` parts of a pane
- `quick_list` the panel in which one chooses by typing; `quick_rows` its rows
- `segments` the rows of coded segments as values and model; `segment_cells` draws them,
  `segment_list` is the list, `filter_bar` and `flow` its filter, `tag_field` asks for tags
- `proposal_card` the parts of the work queue; `whole_words` breaks long words in a tree into lines
"""
