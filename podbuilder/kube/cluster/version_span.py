"""From which minor version of Kubernetes on something is so, and until when: a row of the tables of differences."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.core import versions


class VersionSpan(NamedTuple):
    """The versions in which something is so, what it is, and the file of upstream that says it."""

    said: str
    source: str
    since: int = versions.OLDEST_MINOR
    before: int = versions.NEWEST_MINOR + 1

    def holds(self, minor: int) -> bool:
        """Whether it is so in a minor version."""
        return self.since <= minor < self.before
