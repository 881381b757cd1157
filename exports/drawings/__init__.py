"""Drawings of lines, surfaces and words in points, and what paints them.

`shapes` is what a drawing is made of; `lettering` sets its words, `key` says what its signs mean,
`cells` names places that stand for cells. `svg` and `png` write it, `exports.documents` paints it
into a PDF, the window onto its screen.
"""
