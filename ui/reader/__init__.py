"""The reader: one source's text, its paragraph keys and speakers, and its codings.

- `state` the values it shows; `intervals` which codings touch a stretch; `lanes` brackets abreast
- `spacing` generous lines over Qt's lazy layout; `page` the geometry of the lines in view
- `letters` and `units` where letters, words, sentences and turns begin and end
- `coded_text` the words with their codings and where they stand; `text_view` paints them and heeds
  the mouse; `underlays` codings beneath the words; `flash` frames a place; `anchor` keeps it in
  view; `pointing` which letter a point means
- `sides` what stands beside the words: `key_margin`, `code_margin` (`breaking` breaks its names),
  `overview`; `place_line` the line beneath
- `nudging` an edge of a coding that moves: `holding` by keys, `edges` by mouse
- `dropping` codes that fall on words; `selecting` units by keys; `coding_list` a list to go by
- `finding` search; `bars` its fields; `finder` both together
- `reader` all of it as one widget; `keys` which act a key means
"""
