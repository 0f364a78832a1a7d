"""Pods as `kubectl run` commands."""
