"""Images by other names, tags or digests.

Mirrors ImageTagTransformer, kustomize v5.8.1 (api/internal/builtins, api/filters/imagetag, api/internal/image).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from podbuilder.kube.kustomization.field_specs import field_specs, set_field
from podbuilder.kube.kustomization.kustomization_file import ImageEntry
from podbuilder.kube.kustomization.patterns import pattern
from podbuilder.kube.kustomization.resource import Resource

_IGNORED = "CustomResourceDefinition"
_LISTS = ("containers", "initContainers")
_TAG_AND_DIGEST = re.compile(r"(?::[a-zA-Z0-9_.{}-]*+)?(?:@sha256:[a-zA-Z0-9_.{}-]*+)?\Z")
# A tag and a digest have one colon each, and the digest an at sign before it.
_MOST_SIGNS = 3


class ImageParts(NamedTuple):
    """An image's name with its registry, its tag, and its digest with the algorithm; "" for what is missing."""

    name: str
    tag: str
    digest: str

    def __str__(self) -> str:
        return self.name + (f":{self.tag}" if self.tag else "") + (f"@{self.digest}" if self.digest else "")


def split_image(image: str) -> ImageParts:
    """The parts of an image as kustomize sees them. Mirrors Split."""
    start = max(image.find("/"), 0)
    at, colon = image.find("@", start), image.find(":", start)
    if at >= 0 and (colon < 0 or at < colon):
        return ImageParts(image[:at], "", image[at + 1 :])
    if colon < 0:
        return ImageParts(image, "", "")
    end = at if at >= 0 else len(image)
    return ImageParts(image[:colon], image[colon + 1 : end], image[end + 1 :])


def is_image(image: str, name: str) -> bool:
    """Whether an image has this name, whatever its tag. Mirrors IsImageMatched, for which a dot is any character."""
    wanted = pattern(name)
    ends = [number for number, character in enumerate(image) if character in ":@"][-_MOST_SIGNS:]
    return any(_TAG_AND_DIGEST.match(image, end) and wanted.matches(image[:end]) for end in (*ends, len(image)))


def with_image(image: str, entry: ImageEntry) -> str:
    """The image as an entry of the kustomization wants it; itself, if it has another name."""
    if not is_image(image, entry.name):
        return image
    parts = split_image(image)
    name = entry.new_name or parts.name
    if entry.new_tag or entry.digest:
        return str(ImageParts(name, entry.new_tag, entry.digest))
    if entry.tag_suffix:
        return str(ImageParts(name, parts.tag + entry.tag_suffix, ""))
    return str(parts._replace(name=name))


def set_images(resources: Sequence[Resource], entry: ImageEntry) -> None:
    """Set an image wherever it is used: in each list of containers, and where pods mount images."""

    def changed(image: Any) -> Any:
        return with_image(image, entry) if isinstance(image, str) else image

    for one in resources:
        if one.kind != _IGNORED:
            _set_in_lists(one.document, changed)
            for spec in field_specs("images"):
                set_field(one, spec, changed)


def _set_in_lists(node: Any, changed: Any) -> None:
    """Mirrors LegacyFilter, which looks for lists of containers at every depth."""
    if isinstance(node, list):
        for item in node:
            _set_in_lists(item, changed)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        _set_in_lists(value, changed)
        for item in value if key in _LISTS and isinstance(value, list) else ():
            if isinstance(item, dict) and "image" in item:
                item["image"] = changed(item["image"])
