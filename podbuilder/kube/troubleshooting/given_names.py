"""Names that people gave, taken out of what a paste says: an image called `webhook` is not about webhooks."""

from __future__ import annotations

import re

_QUOTE = r"\\{0,8}[\"'`]"
# What upstream writes before a name in quotes.
_NAMED = re.compile(
    r"(?i)\b((?:images?|reference|tag|configmaps?|secrets?|volumes?|volumemount|containers?|pods?|handler"
    r"|serviceaccounts?|service|runtimeclass|persistentvolumeclaims?|profile not found|start|exec:|for)[ =:]{0,2})"
    rf"({_QUOTE})[^\s\"'`\\]{{1,253}}({_QUOTE})"
)
# `hub.example.com/till/api:1`, `https://hub.example.com/v2/till/manifests/1`, `docker://till/api`, `sha256:0000…`.
_REFERENCE = re.compile(
    r"(?<![\w./-])(?:[a-z]{2,12}://)?(?!(?:i/o|input/output|net/http)\b)[a-z0-9][\w.-]{0,200}(?::\d{1,5})?"
    r"(?:/[\w.@%:+-]{0,300})+(?:\?[^\s\"]{0,400})?|sha256:[0-9a-f]{4,64}"
)
# What the registries' own addresses have in them.
_KEPT = ("/v2/", "/token?", ".sock")
_OF_PULL = ("Pull", "pull", "reference", "/v2/", "manifest")


def without_names(text: str) -> str:
    """A text without the names of objects in quotes, and, where it is about pulling, without images and addresses."""
    if '"' in text or "'" in text or "`" in text:
        text = _NAMED.sub(r"\1\2\3", text)
    if "/" in text and any(word in text for word in _OF_PULL):
        text = _REFERENCE.sub(_kept, text)
    return text


def _kept(found: re.Match[str]) -> str:
    """What a reference still says without its names."""
    return next((part for part in _KEPT if part in found[0]), "")
