"""A folder of bases and overlays as somebody brought it, kept whole: every file to the byte, built or not."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from podbuilder.kube.core.limits import MAX_REREAD
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.base_text import with_text
from podbuilder.kube.kustomization.problem import KustomizationError


@dataclass(frozen=True, slots=True)
class KeptFolder:
    """Texts by their paths, what is no text, and the folder of the base, whose objects stand in a text of their own."""

    files: Mapping[str, str]
    base: str
    others: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def folder(self) -> Folder:
        """The folder to build (KustomizationError)."""
        return Folder(self.files, self.others)

    def with_text(self, text: str) -> KeptFolder:
        """The same with the objects of the base as a text has them (KustomizationError)."""
        return self.with_files(with_text(self.folder, self.base, text).files)

    def with_files(self, files: Mapping[str, str]) -> KeptFolder:
        """The same with other texts."""
        return KeptFolder(files, self.base, self.others)

    def overlays(self) -> list[str]:
        """The folders besides the base that have a kustomization."""
        return [path for path in self.folder.folders() if path != self.base]

    def tried(self, paths: Sequence[str]) -> Sequence[str]:
        """Those of some folders that are built to see whether they can be: each reads all of it again."""
        return paths[: max(1, MAX_REREAD // max(1, sum(map(len, self.files.values()))))]

    @property
    def contents(self) -> dict[str, str | bytes]:
        """All of it by the paths."""
        return {**self.files, **self.others}

    def to_json(self) -> str:
        """As it is stored."""
        others = {path: base64.b64encode(data).decode() for path, data in self.others.items()}
        kept = {"base": self.base, "files": dict(self.files), "others": others}
        return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> KeptFolder | None:
        """What was stored; None for "" (KustomizationError if it is no such folder)."""
        if not text:
            return None
        try:
            kept = json.loads(text)
            others = {str(path): base64.b64decode(data) for path, data in kept["others"].items()}
            return cls({str(path): str(own) for path, own in kept["files"].items()}, str(kept["base"]), others)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise KustomizationError("What is kept of a folder cannot be read.") from problem
