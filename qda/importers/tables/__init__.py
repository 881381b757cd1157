"""Tables of short texts (app reviews above all) read as collection drafts; nothing is stored.

The way of a file: `registry` picks a reader (`delimited`, `workbook`, `nested_json`), which gives
a `RawTable` of exact text cells (`raw`; `encoding`, `framing` and `package_check` help it). Then
`drafting` makes the draft: `layouts` and `columns` guess what each column holds, `conversion`
types the cells (`values`, `dates`), `signs` looks for damaged text, `titles` names the whole.
`identity` tells which review a row is and what a newer export adds, `people` turns user names
into tokens. `errors` holds every refusal.
"""
