"""From a posted page to the next one: read its names, make and save its edits, draw the page that follows."""
