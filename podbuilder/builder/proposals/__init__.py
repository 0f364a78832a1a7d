"""Changes held against a draft: shown with their difference and new errors, then applied as one step of undo."""
