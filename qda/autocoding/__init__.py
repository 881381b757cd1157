"""Codes that the program proposes because a text holds the words of a list.

`term_list` says what a list is; `notation` how a term is written; `reading` and `writing` keep
lists as YAML or XLSX files; `shelf` finds the lists that come with the program (`lists/`).
`matching` finds the terms in a text; `proposals` turns what was found into proposed codings.
Everything here is proposed, never confirmed, and nothing here touches a study.
"""
