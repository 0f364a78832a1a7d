"""The folder for Kustomize that a draft was brought in, with the draft's text in the files of its base."""

from __future__ import annotations

import re
from collections.abc import Mapping

from podbuilder.builder.models import Draft, State
from podbuilder.kube.core import document
from podbuilder.kube.kustomization.kustomization_file import COMPONENT
from podbuilder.kube.kustomization.overlays.base_text import changed_text
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def folder_of(draft: Draft) -> KeptFolder | None:
    """The folder as it is now, None for none (KustomizationError if the files of its base cannot take the text)."""
    kept = KeptFolder.from_json(draft.folder)
    return kept.with_text(draft.text) if kept else None


def overlay_names(kept: KeptFolder) -> list[str]:
    """The folders in it that are built besides the base."""
    return [path for path in kept.overlays() if not _is_component(kept, path)]


def overlay_name(typed: str) -> str:
    """The name that a new overlay gets (KustomizationError if it is none for a folder)."""
    name = typed.strip()
    if not _NAME.fullmatch(name):
        raise KustomizationError("An overlay's name is small letters, digits and dashes: staging, for example.")
    return name


def _is_component(kept: KeptFolder, path: str) -> bool:
    try:
        top = kept.folder.document(kept.folder.kustomization_path(path))
    except KustomizationError:
        return False
    return bool(document.get(top, ("kind",)) == COMPONENT)


def written(draft: Draft, kept: KeptFolder, files: Mapping[str, str]) -> tuple[str, State]:
    """The text of a draft and what it keeps, once the files of its folder are others (KustomizationError)."""
    text = changed_text(kept.folder, kept.base, draft.text, files)
    return text, State(folder=kept.with_files(files).to_json())
