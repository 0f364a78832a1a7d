"""A base with overlays that somebody brings: the objects of the base as one text, and what each overlay changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from podbuilder.kube.kustomization.build import build
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.overlay_description import DescribedOverlay, describe_overlay
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import write

# What a kustomization may say that only lists the files of its objects.
_LIST = frozenset(("apiVersion", "kind", "metadata", "resources"))
_MARK = "---\n"


@dataclass(frozen=True, slots=True)
class BroughtFolder:
    """What a folder comes to.

    `text` has the objects of the base: the files' own lines, or what is built of them where it `is_built`. `left` are
    sentences on what the overlays say besides, which they lose.
    """

    text: str
    overlays: tuple[DescribedOverlay, ...]
    is_built: bool
    left: tuple[str, ...]


def open_folder(files: Mapping[str, str]) -> BroughtFolder:
    """Read a folder (KustomizationError)."""
    folder = Folder(files)
    paths = folder.folders()
    if not paths:
        raise KustomizationError("There is no kustomization.yaml in it.")
    described = {path: describe_overlay(folder, path) for path in paths}
    found = {path: one for path, one in described.items() if one is not None}
    bases = Counter(one.base for one in found.values() if one.base not in found)
    base = bases.most_common(1)[0][0] if bases else paths[0]
    kept = tuple(one for path, one in found.items() if one.base == base and path != base)
    others = [path for path in paths if path != base and (path not in found or found[path] not in kept)]
    left = [f"{path}: it is not an overlay of {base}." for path in others]
    left += [f"{one.overlay.name}: {place} is left out." for one in kept for place in one.beyond]
    text, is_built = _text(folder, base)
    return BroughtFolder(text, kept, is_built, tuple(left))


def _text(folder: Folder, base: str) -> tuple[str, bool]:
    """The objects of a base as one text, and whether they had to be built."""
    top = folder.kustomization(base)
    content = folder.document(top.file)
    paths = [folder.resolved(base, entry, top.file) for entry in top.resources]
    if set(content) <= _LIST and all(path in folder.files for path in paths):
        texts = (folder.files[path] for path in paths)
        return _MARK.join(_ended(text.removeprefix(_MARK)) for text in texts), False
    return _MARK.join(write(one) for one in build(folder, base)), True


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"
