"""The verbs. Read, decide, write: one module a command."""
