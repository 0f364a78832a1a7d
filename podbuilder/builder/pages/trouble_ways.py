"""Pages of a draft that mend a cause where no change to one field does: an object beside the pod, a level, a helper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse

from podbuilder.builder.models import Draft
from podbuilder.kube.review import LEVELS
from podbuilder.kube.troubleshooting import Cause

# What is missing beside the pod, by the cause that says so.
_BESIDE = {
    "configmap-missing": "ConfigMap",
    "secret-missing": "Secret",
    "service-account-missing": "ServiceAccount",
    "pvc-missing": "PersistentVolumeClaim",
}
# The recipes of helpers that mend a cause, with what the link says.
_HELPERS = {
    "app-dependency-unreachable": ("wait-tcp", "Wait for it in an init container"),
    "file-permission": ("fix-permissions", "Set the owner in an init container"),
}
_LEVEL = re.compile(r"violates PodSecurity \\?\"([a-z]{1,20}):")


class Way(NamedTuple):
    """A page that mends it, and what a link to it says."""

    title: str
    url: str


def ways_to_mend(cause: Cause, draft: Draft, name: object) -> Iterator[Way]:
    """The pages of a draft that mend a cause; `name` is what its field names now."""
    kind = _BESIDE.get(cause.label)
    if kind and isinstance(name, str) and name:
        url = reverse("builder:draft-companions", args=[draft.key])
        yield Way(f"Add the {kind} to the file", f"{url}?add={kind}/{quote(name)}")
    level = next((found[1] for text in cause.evidence if (found := _LEVEL.search(text))), "")
    if cause.label == "pod-security-denied" and level in LEVELS:
        yield Way(f"Reach {level.capitalize()}", reverse("builder:draft-harden", args=[draft.key, level]))
    if cause.label in _HELPERS:
        recipe, title = _HELPERS[cause.label]
        yield Way(title, reverse("builder:draft-add-recipe", args=[draft.key, recipe]))
    if cause.label == "process-completes" and not draft.manifest.is_template:
        yield Way("Make it a Job", reverse("builder:draft-kind", args=[draft.key, "Job"]))
    if cause.label == "insufficient-extended-resource":
        yield Way("Choose the device", reverse("builder:draft-devices", args=[draft.key]))
