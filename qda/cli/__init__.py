"""The command line: a skin over the same edits and reads that the window uses.

`main` parses and answers for the exit codes, `output` prints, the `verbs_*` modules hold the verbs
by theme. To add a verb: write a function `(call: Call) -> int` and its arguments in the module of
its theme, and list it in that module's `add`; the documentation test asks for the rest.
"""
