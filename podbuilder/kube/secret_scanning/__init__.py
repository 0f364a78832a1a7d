"""Credentials in plain text: where a manifest holds them, and how to move them into a Secret."""
