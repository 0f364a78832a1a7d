"""The profile that a command line names: one that everybody has, or a file."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from podbuilder.kube import lint
from podbuilder.kube.lint.profile_text import MOST_CHARACTERS

HELP = f"which rules of advice are asked: {', '.join(lint.NAMED)}, or the YAML file of your own"
# What a command ends with when it was asked something that it cannot read.
UNREADABLE = 2


def profile_of(name: str) -> lint.Profile:
    """The profile of a name, or else the one that a file describes (CommandError)."""
    if name in lint.NAMED:
        return lint.profile_named(name)
    try:
        with Path(name).open("rb") as file:
            # A character has at most four bytes, and one more than there may be tells that it is too long.
            return lint.read_profile(file.read(4 * MOST_CHARACTERS + 1).decode("utf-8", "replace"))
    except OSError as problem:
        said = f"this is no profile's name ({', '.join(lint.NAMED)}), and no file that can be read: {problem.strerror}."
        raise CommandError(f"{name}: {said}", returncode=UNREADABLE) from problem
    except lint.ProfileError as problem:
        at = f":{problem.line}:{problem.column}" if problem.line else ""
        raise CommandError(f"{name}{at}: {problem.message}", returncode=UNREADABLE) from problem
