"""The controls, one per file, each with upstream's id; a module's `check` registers it."""
