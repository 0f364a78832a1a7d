"""Overlays of a kept folder come and go: a new one of the base, and one with all of its files."""

from __future__ import annotations

import posixpath

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.folder import TOP, Folder, joined
from podbuilder.kube.kustomization.kustomization_file import NAMES
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import write

_USUAL = "overlays"
_HEAD = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
_LISTS = ("resources", "bases", "components")


def with_overlay(kept: KeptFolder, name: str) -> tuple[KeptFolder, str]:
    """The folder with one more overlay of its base, beside the others, and where that is (KustomizationError)."""
    if kept.base == TOP:
        raise KustomizationError("Its base is the folder itself, and an overlay cannot lie in its own base.")
    at = joined(_beside(kept), name)
    if any(path.startswith(f"{at}/") for path in (*kept.files, *kept.others)):
        raise KustomizationError(f"There is a folder {at} already.")
    text = write({**_HEAD, "resources": [posixpath.relpath(kept.base, at)]})
    made = kept.with_files({**kept.files, posixpath.join(at, NAMES[0]): text})
    return KeptFolder(made.folder.files, kept.base, kept.others), at


def _beside(kept: KeptFolder) -> str:
    """The folder that has the overlays: that of the last one which is made of the base."""
    found = [path for path in kept.overlays() if kept.base in _below(kept.folder, path)]
    return posixpath.dirname(found[-1]) if found else _USUAL


def _below(folder: Folder, path: str) -> list[str]:
    """The folders and files that a kustomization lists."""
    try:
        content = folder.document(folder.kustomization_path(path))
    except KustomizationError:
        return []
    entries = (one for name in _LISTS for one in document.listed(content, (name,)))
    return [joined(path, one) for one in entries if isinstance(one, str)]


def without_overlay(kept: KeptFolder, at: str) -> KeptFolder:
    """The folder without an overlay and all that lies in it (KustomizationError if others are made of that)."""
    inside = {path for path in (*kept.files, *kept.others) if path.startswith(f"{at}/")}
    for path in kept.folder.folders():
        if path != at and not path.startswith(f"{at}/"):
            found = [one for one in _below(kept.folder, path) if one == at or one.startswith(f"{at}/")]
            if found:
                raise KustomizationError(f"{path} is made of {found[0]}, so that it stays.")
    if at == TOP or kept.base == at or kept.base.startswith(f"{at}/"):
        raise KustomizationError(f"The base lies in {at}, so that it stays.")
    files = {path: text for path, text in kept.files.items() if path not in inside}
    others = {path: data for path, data in kept.others.items() if path not in inside}
    return KeptFolder(files, kept.base, others)
