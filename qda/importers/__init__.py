"""Files read as values, before anything is stored: texts here, tables in `tables`.

The way of a text file: `registry.read_source` takes its bytes (`opening`), asks each importer by
the content whose file it is, and lets that one read it. There is a module per format:

- `plain_text`, `markdown`, `web_page`; `subtitles` with `subtitle_cues` (the second and the last
  know `character_references`)
- `word` with `word_text` and `word_styles`
- `opendocument` with `opendocument_text` and `opendocument_styles`
- `rich_text` with `rich_text_walk` and `rich_text_tokens`
- `pdf` with `pdf_lines`, `pdf_columns`, `pdf_running` and `pdf_paragraphs`

`package` and `xml_part` keep hostile archives and XML out, `text_bytes` decodes, `numbering`
counts list items, `left_out` counts what did not become text.

What every reader hands on is a `Body` (`body`): lines of text, some of them headings or with a
page. `drafting` makes a `draft.SourceDraft` of it, with the `options` known beforehand:
`paragraphs` places them, `head_facts` (with `spoken_dates`) reads the block above the talk,
`speakers` finds who speaks (`label_shapes`, `label_evidence`, `unlabelled`, `role_words` and
`kind_guess`), `technique_guess` and `language_guess` say what it is. `corrections` changes a
guess, as values; `preview` words a draft. `errors` holds every refusal.
"""
