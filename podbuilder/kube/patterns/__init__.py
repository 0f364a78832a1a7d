"""Whole pods to start from, and changes to a whole pod."""
