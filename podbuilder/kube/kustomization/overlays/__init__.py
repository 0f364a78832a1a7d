"""Overlays as somebody chooses them: what they change, read from their files, and edited there."""
