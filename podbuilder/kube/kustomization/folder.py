"""A folder as somebody brings it: texts by their paths. Nothing outside it is read, and nothing remote."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from typing import Any

from podbuilder.kube.core.limits import MAX_FOLDER_CHARACTERS, MAX_FOLDER_DEPTH, MAX_FOLDER_FILES
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.kustomization.kustomization_file import NAMES, Kustomization, kustomization_of
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem

_REMOTE = ("://", "git@", "?ref=", "github.com/", "git::")
TOP = "."


class Folder:
    """Texts by their paths, which are relative, with slashes, and lead nowhere else."""

    def __init__(self, files: Mapping[str, str], others: Collection[str] = ()) -> None:
        """Take the texts, and the paths of what is no text (KustomizationError: too many, or a path that leads out)."""
        if len(files) + len(others) > MAX_FOLDER_FILES:
            raise KustomizationError(f"A folder has at most {MAX_FOLDER_FILES} files here.")
        if sum(map(len, files.values())) > MAX_FOLDER_CHARACTERS:
            raise KustomizationError(f"A folder has at most {MAX_FOLDER_CHARACTERS >> 20} MiB here.")
        self.files, self.others = dict(files), frozenset(others)
        for path in (*files, *others):
            if not _is_safe(path):
                raise KustomizationError(
                    f"The path {cut(path)} is not taken: it must be relative and lead to one place."
                )

    def folders(self) -> list[str]:
        """The folders that have a kustomization, in their order."""
        return sorted({posixpath.dirname(path) or TOP for path in self.files if posixpath.basename(path) in NAMES})

    def kustomization_path(self, folder: str) -> str:
        """The path of a folder's kustomization (KustomizationError if there is none, or more than one)."""
        found = [path for path in (joined(folder, name) for name in NAMES) if path in self.files]
        if len(found) != 1:
            what = "several kustomizations, and one is wanted" if found else f"no {NAMES[0]}"
            raise KustomizationError(f"The folder {cut(folder)} has {what}.")
        return found[0]

    def kustomization(self, folder: str) -> Kustomization:
        """What a folder's kustomization says (KustomizationError)."""
        path = self.kustomization_path(folder)
        return kustomization_of(self.document(path), path)

    def document(self, path: str) -> Any:
        """The one document of a file, as the API server reads it (KustomizationError)."""
        try:
            return parse.only_mapping(self.files[path], "It is one document.", "It is a mapping.").root.value
        except YamlProblem as problem:
            raise KustomizationError(_message(problem), path) from problem

    def text(self, folder: str, path: str, file: str) -> str:
        """The text of a file that a kustomization names, which must lie in its folder (KustomizationError)."""
        found = self.resolved(folder, path, file)
        if found in self.others:
            raise KustomizationError(f"It names {cut(path)}, which is no text. Such files are not read here.", file)
        if found not in self.files:
            raise KustomizationError(f"It names {cut(path)}, which is not in this folder.", file)
        if folder != TOP and not found.startswith(f"{folder}/"):
            raise KustomizationError(f"It names {cut(path)}; kustomize reads files of its own folder only.", file)
        return self.files[found]

    def resolved(self, folder: str, path: str, file: str) -> str:
        """Where a path leads that stands in a kustomization (KustomizationError if that is outside, or remote)."""
        found = joined(folder, path)
        if any(sign in path for sign in _REMOTE) and found not in self.files:
            raise KustomizationError(f"It names {cut(path)}, which is remote. Nothing is fetched here.", file)
        if path.startswith("/") or found == ".." or found.startswith("../"):
            raise KustomizationError(f"It names {cut(path)}, which is outside of what was brought.", file)
        return found


def joined(folder: str, path: str) -> str:
    """A path that is relative to a folder, as one from the top."""
    return posixpath.normpath(posixpath.join(folder, path))


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    is_plain = "\\" not in path and "\0" not in path and ":" not in parts[0]
    return is_plain and not {"", ".", ".."} & set(parts) and len(parts) <= MAX_FOLDER_DEPTH


def _message(problem: YamlProblem) -> str:
    return f"Line {problem.line}: {problem.message}" if problem.line else problem.message
