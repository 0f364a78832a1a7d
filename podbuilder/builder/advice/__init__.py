"""Advice on a draft's pod: what could be better though the API server takes it, its fixes, and what is suppressed."""
