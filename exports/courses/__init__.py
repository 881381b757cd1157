"""Pictures of courses: quantities and ratings as lines over time, with the events beside them.

`reading` takes from a display what is to be drawn, `scales` says where a moment and a value lie,
`placing` finds room for figures and flags, `drawing` makes the drawing that `exports.drawings`
paints. What is drawn is what the cells hold: a point leads to its cell.
"""
