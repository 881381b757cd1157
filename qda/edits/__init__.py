"""Everything that can change a study, one frozen value per act.

An edit is made with its facts and carried out by `qda.session.StudySession.do`; `edit` says what
an edit is, `titles` words each one for the history. To add one: write the class in the module of
its theme with `kind` and `title`, list the module in `titles`, and the history, the undo and the
audit trail follow by themselves.
"""
