"""Kustomize: folders of bases and overlays are read, built as kubectl builds them, and edited where a field is set."""
