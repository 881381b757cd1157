"""The supervisor's round trip: what is sent to be read, and what comes back.

`sheet` is what a file says, as a value; `making` makes it of kept displays; `names` are the stable
names of its rows; `returned` reads a file that came back, `matching` finds what its rows speak of.
"""
