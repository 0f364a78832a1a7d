"""What a draft was when it came in."""

from __future__ import annotations

from django.db import models

from podbuilder.builder.models.import_record import ImportRecord


class Arrival(models.Model):
    """The part of a draft that says what came in; the text that it has by now is the draft's own."""

    text: models.TextField[str, str]
    # The text as it came in, which stays while steps of undo are dropped; None for drafts from before that was kept.
    received = models.TextField(null=True, blank=True)  # noqa: DJ001 - an empty text would say that nothing came in
    # What it was before it became a manifest, with the report of that, as JSON: see import_record.py. "" for none.
    imported = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @property
    def was_imported(self) -> bool:
        """Whether it was no manifest when it came in; asked without reading what it was."""
        return type(self)._base_manager.filter(pk=self.pk).exclude(imported="").exists()

    @property
    def import_record(self) -> ImportRecord | None:
        """What it was before it became a manifest; None if it was one."""
        return ImportRecord.from_json(self.imported)

    @property
    def is_as_received(self) -> bool:
        """Whether its text is the one that came in."""
        return self.text == self.received
