"""Pods as a Compose file: a service for each container."""
