"""What a study is and how it is kept.

`vocabulary` holds the closed lists, `positions` the algebra of spans, `errors` the refusals.
The entities stand by theme in `study`, `source`, `case`, `code`, `coding`, `memo` and `history`;
`base` is what they share. `store` opens and makes studies, `recording` records every edit as row
changes, `undoing` applies their inverses, `search_index` finds words, `schema` brings an older
study up to date and `checking` proves that a study is whole.
"""
