"""Kustomize: a base with the user's own lines, and overlays with what differs."""
