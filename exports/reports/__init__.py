"""Reports: chosen displays with the words around them, and the evidence of all in one appendix.

`plan` counts chapters, captions and evidence, and says what leads where; `docx` and `pdf` write
what it says; `writing` is the door.
"""
