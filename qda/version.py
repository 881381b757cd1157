"""The version of the program: the one place that the wheel, the window and the exports read."""

VERSION = "0.1.0"
