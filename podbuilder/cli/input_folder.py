"""A folder for Kustomize that a command reads, from the disk or from a ZIP, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from podbuilder.cli.command import CommandError
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.limits import MAX_FOLDER_CHARACTERS, MAX_FOLDER_FILES
from podbuilder.kube.kustomization.overlays.brought_folder import BroughtFolder, open_folder
from podbuilder.kube.kustomization.overlays.zip_files import ZipContents, unzipped
from podbuilder.kube.kustomization.problem import KustomizationError

# Folders in which tools keep their own things.
_TOOLS = frozenset((".git", ".hg", ".svn"))


def read_folder(name: str) -> BroughtFolder:
    """The folder or the ZIP of this name (CommandError)."""
    path = Path(name)
    try:
        found = _contents(path) if path.is_dir() else unzipped(path.read_bytes())
        return open_folder(found.texts, found.others)
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
    except KustomizationError as problem:
        raise CommandError(f"{name}: {problem}") from problem


def _contents(folder: Path) -> ZipContents:
    found, left = ZipContents({}, {}), MAX_FOLDER_CHARACTERS
    for number, (path, file) in enumerate(_files(folder)):
        left -= file.stat().st_size
        if number == MAX_FOLDER_FILES or left < 0:
            most = f"{MAX_FOLDER_FILES} files and {MAX_FOLDER_CHARACTERS >> 20} MiB"
            raise KustomizationError(f"A folder has at most {most} here.")
        data = file.read_bytes()
        try:
            found.texts[path] = data.decode("utf-8")
        except UnicodeDecodeError:
            found.others[path] = data
    return found


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if not _TOOLS & set(path.parts) and file.is_file():
            yield path.as_posix(), file


def folder_lines(brought: BroughtFolder) -> tuple[ReportLine, ...]:
    """What became of each folder with a kustomization in it."""
    kept = brought.kept
    base = ReportLine(kept.base, Outcome.CARRIED, "the manifest")
    problems = brought.problems
    others = [
        ReportLine(path, Outcome.LEFT, says=f"It is kept as it is, and not built. {problems[path]}")
        if path in problems
        else ReportLine(path, Outcome.CARRIED, path)
        for path in kept.overlays()
    ]
    return (base, *others)
