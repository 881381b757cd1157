"""Pictures of networks, laid out from left to right and drawn to be read in black and white.

`ranking` and `ordering` decide who stands where, `layout` gives the places in points, `routes` and
`labels` draw arrows and what stands on them clear of the nodes; `drawing` makes the drawing that
`exports.drawings` paints, and `writing` is the door.
"""
