"""Drafts in the database: begun there, and given from one owner to another."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from podbuilder.accounts.models import User
from podbuilder.builder.models.summary import summarize
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest

# The draft, which knows this module.
Row = TypeVar("Row", bound=models.Model)


class DraftQuerySet(models.QuerySet[Row]):
    """The manager of drafts, and what it finds."""

    def begin(self, manifest: Manifest, received: str | None = None, **columns: Any) -> Row:
        """Store a new draft of a manifest; `columns` say whose it is, and what it knows beside the text.

        `received` is the text that came in, where the manifest is not exactly that.
        """
        summary = summarize(manifest, columns.get("parameters", ()), columns.setdefault("kubernetes", DEFAULT))
        text = manifest.text
        columns["received"] = text if received is None else received
        return self.create(text=text, pod_number=manifest.number, **summary, **columns)

    def move_in(self, person: User) -> None:
        """Give drafts that belonged to a browser to an account."""
        self.update(owner=person, visitor="")
