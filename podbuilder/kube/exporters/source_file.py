"""The text that is exported: its pods, and the objects that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import MAX_EXPORTED_PODS
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.source_pod import SourcePod
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.neighbours import has_neighbours, objects_of


class SourceFile:
    """A manifest's text with its pods and their companions: Services, ConfigMaps and others."""

    def __init__(self, text: str, version: str = versions.DEFAULT) -> None:
        """Read a text (ExportRefused if it holds no pod, or cannot be read)."""
        try:
            manifests = Manifest.read_all(text)
        except ManifestError as problem:
            raise ExportRefused(_place(problem) + problem.message) from problem
        if len(manifests) > MAX_EXPORTED_PODS:
            raise ExportRefused(f"There are {len(manifests)} pods; at most {MAX_EXPORTED_PODS} are exported at once.")
        self.text = text
        self.pods = tuple(SourcePod(one, version, len(manifests) == 1) for one in manifests)
        own = {(one.kind, one.name) for one in manifests}
        found = objects_of(manifests[0].tree.source) if has_neighbours(manifests[0]) else ()
        self.companions: tuple[Document, ...] = tuple(one for one in found if key_of(one) not in own)
        self._by_key = {key_of(one): one for one in reversed(self.companions)}

    def companion(self, kind: str, name: str) -> Document | None:
        """The object of this kind and name beside the pods."""
        return self._by_key.get((kind, name))

    def entries(self, kind: str, name: str) -> dict[str, str] | None:
        """The texts in a ConfigMap, or in a Secret's stringData; None if no such object is in the file."""
        found = self.companion(kind, name)
        if found is None:
            return None
        entries = found.get("stringData" if kind == "Secret" else "data")
        return dict(_texts(entries)) if isinstance(entries, dict) else {}


def _texts(entries: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    yield from ((key, value) for key, value in entries.items() if isinstance(key, str) and isinstance(value, str))


def key_of(one: Document) -> tuple[str, str]:
    """Kind and name of an object; "" where it does not say."""
    kind, name = one.get("kind"), document.get(one, ("metadata", "name"))
    return kind if isinstance(kind, str) else "", name if isinstance(name, str) else ""


def _place(problem: ManifestError) -> str:
    return f"Line {problem.line}: " if problem.line else ""
