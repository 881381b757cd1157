"""Long work: what it is handed (`progress`) so that it can be watched and stopped."""
