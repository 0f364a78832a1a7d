"""Helpers that can be added to a pod: each with its questions and what it adds."""
