"""Folders that a command writes: a chart, a base with overlays, one file an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from podbuilder.cli.command import CommandError
from podbuilder.kube.exporters.kustomize.overlay_answers import overlay_of
from podbuilder.kube.kustomization.overlays.overlay import Overlay


def write_folder(name: str, files: Mapping[str, str | bytes]) -> None:
    """Write files by their paths into a folder, which is made, or is empty (CommandError)."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise CommandError(f"{name} is not empty. Name a new folder, so that nothing is overwritten.")
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as problem:
        raise CommandError(f"{name} cannot be written: {problem.strerror}.") from problem


def overlays_of(given: Sequence[str]) -> tuple[Overlay, ...]:
    """The overlays that options describe, `NAME` or `NAME:KEY=VALUE` each (CommandError)."""
    answers: dict[str, dict[str, str]] = {}
    for one in given:
        name, has_answer, answer = one.partition(":")
        key, sign, value = answer.partition("=")
        if has_answer and not sign:
            raise CommandError(f"--overlay {one} has no value; write NAME:KEY=VALUE.")
        answers.setdefault(name, {}).update({key: value} if has_answer else {})
    found = [overlay_of(name, own) for name, own in answers.items()]
    wrong = [f"{key}: {sentence}" for one in found for key, sentence in one.wrong.items()]
    if wrong:
        raise CommandError(" ".join(wrong))
    return tuple(one.overlay for one in found)
