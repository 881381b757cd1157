"""What the tabs of displays are made of: what is asked, the stale bar, the panel of the cell."""
