"""A base with overlays that somebody brings: kept whole, with the objects of the base as one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.limits import MAX_KEPT_CHARACTERS
from podbuilder.kube.kustomization.build import build
from podbuilder.kube.kustomization.folder import Folder, joined
from podbuilder.kube.kustomization.kustomization_file import COMPONENT, KIND
from podbuilder.kube.kustomization.overlays.base_text import entries, text_of
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import Manifest, ManifestError


class BroughtFolder(NamedTuple):
    """What a folder comes to: all of it, and the text that has the objects of its base, the files' own lines.

    `problems` are sentences on what of it is not built here, by the folders that cannot be built; of a large one, only
    the first are tried.
    """

    kept: KeptFolder
    text: str
    problems: Mapping[str, str]


def open_folder(files: Mapping[str, str], others: Mapping[str, bytes] | None = None) -> BroughtFolder:
    """Read a folder, also one that cannot be built (KustomizationError if no base in it has a pod, or can be read)."""
    folder = Folder(files, others or {})
    if sum(map(len, files.values())) + sum(map(len, (others or {}).values())) > MAX_KEPT_CHARACTERS:
        raise KustomizationError(f"A folder that is brought has at most {MAX_KEPT_CHARACTERS >> 20} MiB.")
    if not folder.folders():
        raise KustomizationError("There is no kustomization.yaml in it.")
    base, text = _base(folder)
    kept = KeptFolder(files, base, others or {})
    return BroughtFolder(kept, text, dict(_problems(folder, kept.tried(folder.folders()))))


def _base(folder: Folder) -> tuple[str, str]:
    """The folder that most others are made of, and has a pod; with its text."""
    first: KustomizationError | None = None
    for path in _candidates(folder):
        text = text_of(folder, path)
        try:
            Manifest.read(text)
        except ManifestError as problem:
            line = f"Line {problem.line}: " if problem.line else ""
            first = first or KustomizationError(f"{line}{problem.message}", path)
        else:
            return path, text
    raise first or KustomizationError("No kustomization in it has objects of its own.")


def _candidates(folder: Folder) -> list[str]:
    """The folders with a kustomization, bases of many overlays first, and overlays last."""
    below: dict[str, list[str]] = {}
    for path in folder.folders():
        try:
            found = [joined(path, entry) for _, entry in entries(folder, path)]
            kind = document.get(folder.document(folder.kustomization_path(path)), ("kind",))
        except KustomizationError:
            continue
        if kind != COMPONENT:
            below[path] = [one for one in found if one not in folder.files]
    wanted = Counter(one for found in below.values() for one in found)
    return sorted(below, key=lambda path: (bool(below[path]), -wanted[path], path))


def _problems(folder: Folder, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        try:
            if folder.kustomization(path).kind == KIND:
                build(folder, path)
        except KustomizationError as problem:
            yield path, str(problem)
