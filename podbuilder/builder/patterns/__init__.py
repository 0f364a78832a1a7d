"""Patterns as people meet them: helpers added by purpose, roles recognised and corrected, containers converted."""
