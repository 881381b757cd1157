"""The windows: Qt lives only here; no SQL, no file formats, no statistics.

- `text_positions` counts between code points (store) and UTF-16 units (Qt)
- `theme` colours and spacing, light and dark; `appearance` the look that is chosen
- `trail` the places one came from; `tabs` the panes that are open; `short_words` for rows
- `signs` what stands for polarity, importance and memos of a coding
- `widgets` small parts that every pane uses: notices, progress, search, empty states, lists
- `reader` the text with its codings; `matrix` a display and its evidence; `code_tree` the codes
"""
