"""Whether a folder is one that was written here: then its overlays say all that is in it."""

from __future__ import annotations

from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.kustomize.kustomize_export import BASE, export_kustomize
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.kustomization.overlays.overlay_description import describe_overlay
from podbuilder.kube.kustomization.problem import KustomizationError


def written_here(kept: KeptFolder, text: str) -> tuple[Overlay, ...] | None:
    """The overlays of which, with the text of the base, every file is made again to the byte; None if that fails."""
    if kept.base != BASE or kept.others:
        return None
    try:
        found = [describe_overlay(kept.folder, path) for path in kept.overlays()]
        overlays = tuple(one.overlay for one in found if one is not None)
        made = export_kustomize(text, overlays)
    except (KustomizationError, ExportRefused):
        return None
    return overlays if made.files == kept.files else None
