"""What somebody asked to keep with a draft: a paste of the Troubleshooter, without its credentials."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from podbuilder.builder.models.draft import Draft
from podbuilder.kube.core.limits import SHOWN_OF_PASTED_LINE
from podbuilder.kube.troubleshooting import mask
from podbuilder.web.limits import KEPT_PASTES, PASTE_CHARACTERS


class PasteNotKept(Exception):
    """The paste is too long, or there are too many already. The message is a sentence for people."""


class KeptPasteManager(models.Manager["KeptPaste"]):
    """The pastes of drafts, the newest first."""

    def keep(self, draft: Draft, text: str) -> KeptPaste:
        """Keep a paste with a draft, its credentials covered; the same text is kept once. Raises PasteNotKept."""
        lines = (line[:SHOWN_OF_PASTED_LINE] for line in text.split("\n"))
        covered = mask("\n".join(lines)).strip("\n")
        if len(covered) > PASTE_CHARACTERS:
            raise PasteNotKept(
                f"A paste that is kept may have {PASTE_CHARACTERS:,} characters, and this has {len(covered):,}. "
                "Keep the part that tells why."
            )
        kept = self.filter(draft=draft)
        same = kept.filter(text=covered).first()
        if same is not None:
            return same
        if kept.count() >= KEPT_PASTES:
            raise PasteNotKept(f"{KEPT_PASTES} pastes are kept with this draft, which is the most. Delete one first.")
        return self.create(draft=draft, text=covered)


class KeptPaste(models.Model):
    """A paste that is kept with a draft until somebody deletes it, its time is over, or the draft is gone."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="pastes")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptPasteManager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.draft_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def first_line(self) -> str:
        """What it begins with, to tell it from others."""
        return next((line.strip() for line in self.text.split("\n") if line.strip()), "")[:80]
