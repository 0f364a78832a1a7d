"""Changes held against a draft: shown with their difference and their errors, then applied as one step of undo."""
