"""The fictional sample study that the program ships: `contents` reads it, `files/` holds it."""
