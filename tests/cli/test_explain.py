"""`podbuilder explain` says what a field is, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import yaml

from podbuilder.cli.main import main
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Manifest

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; what it printed."""

    def run(*arguments: str, status: int = 0) -> str:
        assert main(["explain", *arguments]) == status
        printed = capsys.readouterr()
        return printed.err if status else printed.out

    return run


def test_a_closed_set(run: Run) -> None:
    text = run("pod.spec.containers.imagePullPolicy")
    assert text.startswith(
        "pod.spec.containers.imagePullPolicy: Pull policy\n"
        f"  Kind      Pod, v1, Kubernetes {versions.DEFAULT}\n"
        "  Type      text\n"
        "  Also      called pull_policy elsewhere\n"
        "  Choices\n"
        "    Always: "
    )
    assert text.endswith("Example\n  spec:\n    containers:\n    - imagePullPolicy: Always\n")


def test_bounds_and_defaults(run: Run) -> None:
    text = run("pod.spec.terminationGracePeriodSeconds")
    assert "  Default   30 s\n" in text
    assert "  Allowed   0 or more" in text
    mode = run("pod.spec.volumes.configMap.defaultMode")
    assert "  Default   0644 (420)\n  Allowed   0 to 0777\n" in mode


def test_what_is_required_named_and_told_apart(run: Run) -> None:
    assert "  Required  yes\n" in run("pod.spec.containers.name")
    assert "  Told by   name: no two items have the same\n" in run("pod.spec.containers")
    assert "  Names     a Secret of the cluster\n" in run("pod.spec.volumes.secret.secretName")
    text = run("pod.spec.volumes.secret")
    assert "  One of    " in text
    assert " at most one of them\n" in text
    assert "  One of    httpGet, tcpSocket, exec, grpc: exactly one of them\n" in run(
        "pod.spec.containers.livenessProbe.exec"
    )
    assert max(map(len, text.splitlines())) <= 100


def test_fields_below_it(run: Run) -> None:
    text = run("svc.spec.ports")
    assert "\nFields\n  name: text\n      The name of this port within the service\n" in text
    assert "  port: whole number, required\n" in text
    assert "\nExample\n" not in run("pod")


def test_all_fields_below_it(run: Run) -> None:
    text = run("deployment.spec", "--recursive")
    assert "  strategy: DeploymentStrategy\n    type: text\n    rollingUpdate: RollingUpdateDeployment\n" in text
    assert "  replicas: whole number\n" in text


def test_versions(run: Run) -> None:
    assert "  Changes\n    1.27: It is there.\n" in run("pod.spec.containers.resizePolicy")
    assert "resizePolicy: list of ContainerResizePolicy, since 1.27\n" in run("pod.spec.containers")
    message = run("pod.spec.containers.resizePolicy", "--kubernetes", "1.25", status=2)
    assert message.startswith(
        'podbuilder explain: Kubernetes 1.25 has no field "resizePolicy" in pod.spec.containers; '
    )


def test_what_is_meant(run: Run) -> None:
    assert run("pod.spec.contaners", status=2) == (
        'podbuilder explain: There is no field "contaners" in pod.spec. Is it pod.spec.containers?\n'
    )
    assert run("livenessProbe", status=2).endswith(
        "Is it pod.spec.containers.livenessProbe or pod.spec.containers.startupProbe?\n"
    )
    assert run("zzzzzzzz", status=2).endswith("nor a field of a Pod.\n")


def test_for_machines(run: Run) -> None:
    found = json.loads(run("deployment.spec.replicas", "--format", "json"))
    assert {key: found[key] for key in ("field", "kind", "apiVersion", "kubernetes", "type", "default", "minimum")} == {
        "field": "deployment.spec.replicas",
        "kind": "Deployment",
        "apiVersion": "apps/v1",
        "kubernetes": versions.DEFAULT,
        "type": "whole number",
        "default": 1,
        "minimum": 0,
    }
    assert found["example"] == {"spec": {"replicas": 1}}
    below = json.loads(run("pod.spec.containers.ports", "--format", "json", "--recursive"))["fields"]
    assert "containerPort" in [one["name"] for one in below]
    assert all("fields" in one for one in below)
    choices = json.loads(run("pod.spec.restartPolicy", "--format", "json"))["choices"]
    assert [one["value"] for one in choices] == ["Always", "OnFailure", "Never"]


@pytest.mark.parametrize(
    "field", ["pod.spec.containers.image", "deploy.spec.template.spec.containers.ports", "svc.spec"]
)
def test_an_example_is_yaml(run: Run, field: str) -> None:
    example = run(field).rpartition("\nExample\n")[2]
    assert isinstance(yaml.safe_load(example), dict)


def test_an_example_can_stand_in_a_manifest(run: Run) -> None:
    example = run("pod.spec.containers.resources.limits").rpartition("\nExample\n")[2]
    text = "kind: Pod\n" + "".join(f"{line[2:]}\n" for line in example.splitlines())
    assert Manifest.read(text).pod["spec"]["containers"] == [{"resources": {"limits": {"key": "512Mi"}}}]
