"""The few dialogs: only where a decision is needed, with verbs on their buttons."""
