"""Pods as units of systemd, which podman's Quadlet makes of a file that names a manifest."""
