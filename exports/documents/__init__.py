"""Writers of documents: `pdf` composes a display on pages.

`faces` finds the shipped face that has a character, `embedding` puts it into the document, `bidi`
orders right-to-left text, `typesetting` breaks text into lines of glyphs, `pages` flows tables over
pages, `painting` paints them. `quote_documents` writes quotes as Word, PDF and Markdown,
`number_documents` figures as Word and Markdown.
"""
