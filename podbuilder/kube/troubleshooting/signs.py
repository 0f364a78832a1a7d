"""Signs that need more than a phrase."""

from __future__ import annotations

import re

# How a line shows that it is about pulling: by the words of the kubelet, Docker, containerd and CRI-O. What the kubelet
# calls, `PullImage`, is the second one without its blank.
PULLING = (
    "failed to pull",
    "pull image",
    "pulling image",
    "image pull",
    "error pulling",
    "pull and unpack",
    "ErrImagePull",
)


def word(text: str) -> str:
    """A sign for a word by itself: `file not found` says no ENOTFOUND, though it does once its blanks are taken out."""
    return rf"{text} ~ \b{re.escape(text)}\b"


def pulling(text: str) -> tuple[str, ...]:
    """Signs for a text by itself, not in another word or number, in a line about pulling an image."""
    return tuple(f"{pull} … {text} ~ (?i)\\b{re.escape(text.rstrip(':'))}\\b" for pull in PULLING)
