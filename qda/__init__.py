"""What a researcher can do, without a window.

`session` opens a study and carries out edits; `edits` holds them by theme; `importers` read files
into drafts; `retrieval` reads rows back; `language` and `autocoding` find terms; `displays` build
matrices as values; `statistics` computes, `numbers` counts codes and answers with it; `jobs` carry
long work; `settings`, `i18n` and `cli` are the edges.
"""
