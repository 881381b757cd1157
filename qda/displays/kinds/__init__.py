"""One module per kind of display; `qda.displays.registry` finds them in this folder."""
