"""Files that go to a supervisor to be read: a workbook or a Word document, and the way there.

`xlsx` and `docx` write what `qda.reviewing.sheet` says; `writing` chooses between them by the
ending, and `sending` writes a file and notes in the study that it was sent.
"""
