"""How the parts of a pod hang together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.insight.connections import UNDECLARED, Call, Mount, Port, Volume, Wired, wiring
from tests.support.growth import MOST, growth


def spec(**fields: Any) -> dict[str, Any]:
    return {"metadata": {"name": "web"}, "spec": fields}


def first(container: dict[str, Any], **fields: Any) -> Wired:
    return wiring(spec(containers=[{"name": "app", **container}], **fields)).containers[0]


UNFINISHED = {
    "nothing at all": {},
    "no spec": {"metadata": None, "spec": None},
    "containers that are no list": spec(containers={"name": "app"}, volumes="none"),
}


@pytest.mark.parametrize("pod", UNFINISHED.values(), ids=UNFINISHED)
def test_a_pod_that_is_hardly_begun_has_no_parts(pod: dict[str, Any]) -> None:
    found = wiring(pod)
    assert (found.containers, found.volumes) == ((), ())


def test_what_has_the_wrong_shape_is_passed_over() -> None:
    found = first(
        {
            "name": 7,
            "image": None,
            "ports": [{"containerPort": "http"}, "80", {}],
            "volumeMounts": {"name": "data"},
            "env": [{"value": 1}, {"value": None}],
            "command": "run localhost:80",
            "args": [8080],
            "readinessProbe": "yes",
            "resources": {"limits": [1], "claims": "gpu"},
        },
        volumes=["data", {"name": 1}],
    )
    path = FieldPath(("spec", "containers", 0))
    assert found == Wired(path, "", "", False, False, (), (), (), (), ())


PORTS = {
    "at the pod's address": ({"containerPort": 80}, False, Port(80, "TCP", "", None)),
    "named, of another protocol": (
        {"containerPort": 53, "protocol": "UDP", "name": "dns"},
        False,
        Port(53, "UDP", "dns", None),
    ),
    "on the node, too": ({"containerPort": 80, "hostPort": 8080}, False, Port(80, "TCP", "", 8080)),
    "a host port of none": ({"containerPort": 80, "hostPort": 0}, False, Port(80, "TCP", "", None)),
    "of a pod on the node's network": ({"containerPort": 80}, True, Port(80, "TCP", "", 80)),
}


@pytest.mark.parametrize(("port", "host", "expected"), PORTS.values(), ids=PORTS)
def test_a_port(port: dict[str, Any], host: bool, expected: Port) -> None:
    assert first({"ports": [port]}, hostNetwork=host).ports == (expected,)


def test_who_mounts_what_and_who_only_reads() -> None:
    found = wiring(
        spec(
            initContainers=[{"name": "fill", "volumeMounts": [{"name": "data", "mountPath": "/out"}]}],
            containers=[
                {
                    "name": "app",
                    "volumeMounts": [
                        {"name": "data", "mountPath": "/in", "readOnly": True},
                        {"name": "settings", "mountPath": "/etc/app"},
                        {"name": "lost", "mountPath": "/lost"},
                        {"mountPath": "/typing"},
                    ],
                    "volumeDevices": [{"name": "disk", "devicePath": "/dev/xvda"}],
                }
            ],
            volumes=[
                {"name": "data", "emptyDir": {}},
                {"name": "settings", "configMap": {"name": "app-settings"}},
                {"name": "disk", "persistentVolumeClaim": {"claimName": "disk-0"}},
                {"name": "memory", "emptyDir": {"medium": "Memory"}},
                {"name": "bare"},
                {"name": "null", "nfs": None},
            ],
        )
    )
    assert found.containers[1].mounts == (
        Mount("data", "/in", reads_only=True),
        Mount("settings", "/etc/app", reads_only=True),
        Mount("lost", "/lost", reads_only=False),
        Mount("", "/typing", reads_only=False),
        Mount("disk", "/dev/xvda", reads_only=False),
    )
    volumes = FieldPath(("spec", "volumes"))
    assert found.volumes == (
        Volume(volumes.index(0), "data", "emptyDir", "", ("fill", "app")),
        Volume(volumes.index(1), "settings", "configMap", "app-settings", ("app",)),
        Volume(volumes.index(2), "disk", "persistentVolumeClaim", "disk-0", ("app",)),
        Volume(volumes.index(3), "memory", "emptyDir", "in memory", ()),
        Volume(volumes.index(4), "bare", "emptyDir", "", ()),
        Volume(volumes.index(5), "null", "nfs", "", ()),
        Volume(volumes, "lost", UNDECLARED, "", ("app",)),
    )


CALLS = {
    "a longer number": ({"env": [{"name": "A", "value": "localhost:64321"}]}, 0),
    "its own port": ({"ports": [{"containerPort": 6432}], "args": ["--listen=localhost:6432"]}, 0),
    "nobody's port": ({"args": ["localhost:9999"]}, 0),
    "a variable": ({"env": [{"name": "DATABASE", "value": "postgres://127.0.0.1:6432/app"}]}, 1),
    "said twice": ({"command": ["sh", "-c", "curl [::1]:6432"], "args": ["localhost:6432"]}, 1),
}


@pytest.mark.parametrize(("caller", "count"), CALLS.values(), ids=CALLS)
def test_who_is_called_on_localhost(caller: dict[str, Any], count: int) -> None:
    proxy = {"name": "proxy", "ports": [{"containerPort": 6432}]}
    found = wiring(spec(containers=[{"name": "app", **caller}, proxy] if count else [{"name": "app", **caller}]))
    called = Call(6432, FieldPath(("spec", "containers", 1)))
    assert found.containers[0].calls == (called,) * count


def test_probes_and_devices() -> None:
    found = first(
        {
            "livenessProbe": {"httpGet": {"port": 80}},
            "startupProbe": {},
            "resources": {
                "requests": {"cpu": 1, "nvidia.com/gpu": 1, "requests.kubernetes.io/x": 1},
                "limits": {"nvidia.com/gpu": 2, "hugepages-2Mi": "2Mi"},
                "claims": [{"name": "accelerator"}],
            },
        }
    )
    assert found.probes == ("startup", "liveness")
    assert found.devices == (("nvidia.com/gpu", "2"), ("accelerator", "claim"))


def test_which_containers_start_in_turn() -> None:
    found = wiring(
        spec(
            initContainers=[{"name": "task"}, {"name": "proxy", "restartPolicy": "Always"}],
            containers=[{"name": "app"}],
            ephemeralContainers=[{"name": "debugger"}],
            hostNetwork=True,
        )
    )
    assert [(c.name, c.is_init, c.is_native) for c in found.containers] == [
        ("task", True, False),
        ("proxy", True, True),
        ("app", False, False),
        ("debugger", False, False),
    ]
    assert (found.name, found.on_host_network) == ("web", True)


def test_twice_the_containers_are_twice_the_work() -> None:
    def make(count: int) -> Callable[[], object]:
        one = {"name": "a", "ports": [{"containerPort": 80}], "env": [{"name": "X", "value": "localhost:81"}]}
        pod = spec(containers=[one] * count)
        return lambda: wiring(pod)

    assert growth(make, 100) <= MOST


def test_a_port_that_is_no_number_is_nobodys() -> None:
    caller = {"name": "log", "env": [{"name": "A", "value": "localhost:80"}]}
    odd = {"name": "app", "ports": [{"containerPort": "80"}, {"containerPort": 81}]}
    found = wiring(spec(containers=[odd, caller]))
    assert found.containers[1].calls == wiring(spec(containers=[{"name": "app"}, caller])).containers[1].calls


def test_of_many_that_listen_on_a_port_the_first_is_called() -> None:
    caller = {"name": "log", "env": [{"name": "A", "value": "localhost:80"}]}
    apps = [{"name": name, "ports": [{"containerPort": 80}]} for name in ("one", "two", "three")]
    few, many = wiring(spec(containers=[caller, apps[0]])), wiring(spec(containers=[caller, *apps]))
    assert many.containers[0].calls == few.containers[0].calls != ()
