"""Pods as commands of container engines, `docker run` and `podman run`: a command for each container."""
