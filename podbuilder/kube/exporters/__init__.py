"""The way back: pods as the commands and files of other tools, with a report of what became of each field."""
