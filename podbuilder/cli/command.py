"""What all commands share: where they print, how they end, and how they report that they failed."""

from __future__ import annotations

from typing import Protocol

# Exit statuses: everything is fine; something is as bad as --fail-on says; something could not be read; everything
# would be stored, but the pods of some workload would be refused.
CLEAN, FAILED, UNREADABLE, PODS_FAILED = 0, 1, 2, 3
# From the best to the worst.
STATUSES = (CLEAN, PODS_FAILED, FAILED, UNREADABLE)


class CommandError(Exception):
    """The command cannot do what it was told; the message says why. The exit status is UNREADABLE."""


class Output(Protocol):
    """Where a command prints: a stream, or Django's wrapper around one."""

    def write(self, text: str, /) -> object:
        """Print the text as it is."""
