"""Which container plays which role: in public manifests, labelled by hand, and by their wiring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.roles import recognition
from podbuilder.kube.starters.starters import all_starters
from tests.support.pod_text import pod_of

LABELLED = yaml.safe_load(Path(__file__).with_name("labelled.yaml").read_text(encoding="utf-8"))
KINDS = {"i": "initContainers", "n": "initContainers", "c": "containers"}


def labelled_pod(name: str, lines: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The pod that a table shows, and the role by container name."""
    spec: dict[str, Any] = {}
    expected = {}
    for line in lines:
        kind, container, rest = line.split(" ", 2)
        image, _, role = rest.partition(" = ")
        entry = {"name": container, "image": image}
        if kind == "n":
            entry["restartPolicy"] = "Always"
        spec.setdefault(KINDS[kind], []).append(entry)
        expected[container] = role
    return {"metadata": {"name": name}, "spec": spec}, expected


def test_labelled_containers_have_the_right_role() -> None:
    right, wrong = 0, []
    for name, lines in LABELLED.items():
        pod, expected = labelled_pod(name, lines)
        found = {_name(pod, role): role.role for role in recognition.roles(pod, "1.36")}
        right += sum(found[c] == role for c, role in expected.items())
        wrong += [f"{name}: {c} is {role}, not {found[c]}" for c, role in expected.items() if found[c] != role]
    total = right + len(wrong)
    assert total >= 150
    assert right / total >= 0.95, f"{right}/{total}\n" + "\n".join(wrong)


def _name(pod: dict[str, Any], role: recognition.Role) -> str:
    kind, index = role.path[1], role.path[2]
    return str(pod["spec"][kind][index]["name"])


@pytest.mark.parametrize("starter", all_starters(), ids=lambda s: s.slug)
def test_every_container_of_a_starter_is_recognised(starter: Any) -> None:
    found = {_name(starter.pod, role): role for role in recognition.roles(starter.pod, "1.36")}
    assert found[starter.app].role == recognition.APP
    assert {name: role.role for name, role in found.items()} == starter.roles
    assert all(role.reason.endswith(".") for role in found.values())


def test_a_pod_without_containers_has_no_roles() -> None:
    assert recognition.roles({}, "1.36") == []
    assert recognition.app_container({"spec": {"containers": None}}) == ""


def test_odd_containers_are_passed_over() -> None:
    pod = pod_of(containers=[{"name": 3, "image": ["x"], "ports": "no", "env": {}, "volumeMounts": 1}])
    assert [role.role for role in recognition.roles(pod, "1.36")] == ["app"]


def test_a_helper_alone_is_the_app() -> None:
    pod = pod_of(containers=[{"name": "proxy", "image": "envoyproxy/envoy:v1.30.0"}])
    assert recognition.roles(pod, "1.36")[0].role == "app"


def test_a_native_sidecar_is_an_init_task_where_there_are_none() -> None:
    pod = pod_of(
        initContainers=[{"name": "logs", "image": "fluent/fluent-bit:4", "restartPolicy": "Always"}],
        containers=[{"name": "app", "image": "x"}],
    )
    assert [r.role for r in recognition.roles(pod, "1.36")] == ["sidecar", "app"]
    assert [r.role for r in recognition.roles(pod, "1.27")] == ["init", "app"]


def test_a_port_on_localhost_tells_an_ambassador() -> None:
    pod = pod_of(
        containers=[
            {"name": "web", "image": "x", "env": [{"name": "API", "value": "http://localhost:8081/v1"}]},
            {"name": "other", "image": "y", "ports": [{"containerPort": 8081}]},
        ]
    )
    found = recognition.roles(pod, "1.36")[1]
    assert (found.role, found.reason) == ("ambassador", "The container web reaches it on localhost, port 8081.")


def test_reading_what_another_writes_tells_a_sidecar() -> None:
    pod = pod_of(
        containers=[
            {"name": "web", "image": "x", "volumeMounts": [{"name": "d", "mountPath": "/d"}]},
            {"name": "other", "image": "y", "volumeMounts": [{"name": "d", "mountPath": "/d", "readOnly": True}]},
        ]
    )
    found = recognition.roles(pod, "1.36")[1]
    assert found.role == "sidecar"
    assert found.reason.startswith("It reads the volume d, which web writes")


def test_what_the_user_says_counts() -> None:
    pod = pod_of(containers=[{"name": "app", "image": "x"}, {"name": "b", "image": "y"}])
    found = recognition.roles(pod, "1.36", {"b": "adapter", "app": "nonsense"})
    assert [(r.role, r.reason) for r in found][1] == ("adapter", "You said so.")
    assert found[0].role == "app"


def test_kubectls_default_container_is_the_app() -> None:
    pod = pod_of(containers=[{"name": "a", "image": "x"}, {"name": "b", "image": "y"}])
    pod["metadata"]["annotations"] = {"kubectl.kubernetes.io/default-container": "b"}
    assert recognition.app_container(pod) == "b"
    assert "annotation" in recognition.roles(pod, "1.36")[1].reason


def test_an_ephemeral_container_is_there_to_debug() -> None:
    pod = pod_of(containers=[{"name": "a", "image": "x"}], ephemeralContainers=[{"name": "d", "image": "y"}])
    assert [r.role for r in recognition.roles(pod, "1.36")] == ["app", "debug"]


def test_what_nobody_calls_is_an_app_of_its_own() -> None:
    env = [{"name": "SELF", "value": "http://localhost:9"}, {"name": "FAR", "value": "http://db:8081"}]
    pod = pod_of(
        containers=[
            {"name": "web", "image": "x", "env": env},
            {"name": "other", "image": "y", "ports": [{"containerPort": 8081}]},
        ]
    )
    assert [r.role for r in recognition.roles(pod, "1.36")] == ["app", "app"]
