"""The manifests of a file that a command is given, or of the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from podbuilder.cli.command import CommandError
from podbuilder.kube.manifest import Manifest, ManifestError


def read_manifests(name: str) -> tuple[Manifest, ...]:
    """Every pod and workload of a file; CommandError if it cannot be read, or has none."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
    try:
        return Manifest.read_all(content)
    except ManifestError as problem:
        at = f":{problem.line}" if problem.line else ""
        raise CommandError(f"{name}{at}: {problem}") from problem
