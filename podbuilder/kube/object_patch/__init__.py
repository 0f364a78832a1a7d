"""Patches of whole objects as kubectl and API servers take them: merge, strategic merge and JSON."""
