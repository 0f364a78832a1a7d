"""The revision: a whole copy of a template's manifest, never changed once it is written."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from podbuilder.kube.core import versions
from podbuilder.library.models.template import SavedTemplate


class AppendOnly(Exception):
    """An attempt to change a revision, or to delete it without its template."""


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Revisions, which can be read and added, but not changed."""

    def update(self, **changes: Any) -> NoReturn:
        raise AppendOnly("Revisions are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Revisions are deleted with their template only.")


class Revision(models.Model):
    """What a template contained at one time, and who saved it."""

    template = models.ForeignKey(SavedTemplate, on_delete=models.CASCADE, related_name="revisions")
    # From 1, without gaps.
    number = models.PositiveIntegerField()
    text = models.TextField()
    parameters = models.JSONField(default=list, blank=True)
    kubernetes = models.CharField(max_length=8, default=versions.DEFAULT)
    # What a draft has besides its text: roles of containers, suppressed advice, the lint profile.
    notes = models.JSONField(default=dict, blank=True)
    message = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(name="one_revision_a_number", fields=("template", "number")),)

    def __str__(self) -> str:
        return f"{self.template} @{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Revisions are never changed.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("library:template-revision", args=[self.template.owner_name, self.template.slug, self.number])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Revisions are deleted with their template only.")

    @property
    def pod_number(self) -> int:
        """Which pod in its text this is about, counted from 0."""
        return int(self.notes.get("pod_number") or 0)
