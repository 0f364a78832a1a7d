"""Which of the open pages of a draft wrote last, and what the others have missed."""

from __future__ import annotations

from typing import Any

from django.db import models


class Conflict(Exception):
    """Another page has written the draft since this one was loaded."""


class Overtaken(Exception):
    """The same page has written something newer already: what it sent before arrives late."""


class WrittenByPages(models.Model):
    """The part of a draft that tells its open pages apart."""

    # Counts every write, undo included; a page says which one it was drawn from.
    revision = models.PositiveIntegerField(default=1)
    # The open page (a tab of a browser) that wrote last, and the revision it found when its run of writes began.
    tab_id = models.CharField(max_length=32, blank=True)
    tab_id_since = models.PositiveIntegerField(default=1)
    # The serial of its newest post: one that it sent before, and that arrives only now, writes nothing.
    tab_serial = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def is_stale(self, base: int, tab_id: str) -> bool:
        """Whether a page drawn from revision `base` has missed what another page wrote since."""
        if base == self.revision:
            return False
        return not (tab_id and tab_id == self.tab_id and base >= self.tab_id_since)

    def is_overtaken(self, tab_id: str, serial: int) -> bool:
        """Whether a page has sent something newer than its post with this serial; one without, 0, never is."""
        return bool(tab_id) and tab_id == self.tab_id and 0 < serial < self.tab_serial

    def turn_of(self, tab_id: str, serial: int) -> dict[str, Any]:
        """The columns that say which page writes now, and with which of its posts."""
        if tab_id == self.tab_id:
            return {"tab_serial": serial} if serial else {}
        return {"tab_id": tab_id, "tab_id_since": self.revision, "tab_serial": serial}
