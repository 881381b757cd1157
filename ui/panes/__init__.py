"""The panes of an open study; each wires widgets to the desk and holds no rule of its own."""
