"""The scheduler's filters, one a file, each named as upstream's plugin."""
