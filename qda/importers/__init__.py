"""Files read as values, before anything is stored: texts here, tables in `tables`.

The way of a text file: `registry.read_source` takes its bytes (`opening`), asks each importer by
the content whose file it is, and lets that one read it. There is a module per format:
`plain_text`, `markdown`, `word` (with `word_parts`, `word_styles` and `word_numbering`),
`opendocument` (with `opendocument_lists`), `rich_text` (with `rich_text_tokens`), `pdf` (with
`pdf_lines`, `pdf_columns`, `pdf_running` and `pdf_paragraphs`), `web_page` and `subtitles`.
`package` and `xml_part` keep hostile archives and XML out, `text_bytes` decodes.

What every reader hands on is a `Body` (`body`): lines of text, some of them headings or with a
page. `drafting` makes a `draft.SourceDraft` of it: `paragraphs` places them, `head_facts` reads
the block above the talk, `speakers` finds who speaks (`label_shapes`, `label_evidence`, `voices`,
`unlabelled`, `role_words` and `kind_guess`), `technique_guess` and `language_guess` say what it
is. `corrections` changes a guess, as values. `errors` holds every refusal.
"""
