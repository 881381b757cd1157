"""The reader: one source's text, its paragraph keys and speakers, and its codings.

- `state` the values it shows; `intervals` which codings touch a stretch; `lanes` brackets abreast
- `spacing` generous lines over Qt's lazy layout; `page` the geometry of the lines in view
- `underlays` paints codings beneath the words; `margins` keys to the left, names to the right
- `text_view` the text itself; `nudging` moves an edge by keys; `finding` search; `bars` its fields
- `reader` all of it as one widget
"""
