"""What a posted page changes: its names are read, its edits made and saved, and the next page drawn."""
