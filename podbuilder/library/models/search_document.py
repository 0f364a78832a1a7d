"""What full-text search reads: every word that a template can be found by, in one place."""

from __future__ import annotations

from django.db import models

from podbuilder.library.models.template import SavedTemplate


class SearchEntry(models.Model):
    """The words of one template, in lower case with single spaces between them.

    Each database indexes them in its own way, which migration 0002 sets up: PostgreSQL as a text search vector,
    SQLite in an FTS5 table, which triggers keep up to date.
    """

    template = models.OneToOneField(
        SavedTemplate, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"words of {self.template_id}"
