"""What a play reads of a pod."""

from typing import Any

import pytest

from podbuilder.kube.lifecycle.played_pod import played_pod
from tests.kube.lifecycle.plays import APP, pod_of


def test_nothing_at_all() -> None:
    pod = played_pod({}, "1.36")
    assert (pod.name, pod.namespace, pod.containers, pod.grace, pod.restart_policy) == (
        "pod",
        "default",
        (),
        30,
        "Always",
    )
    assert (pod.active_deadline, pod.tolerates_unreachable, pod.counted) == (None, 300, 0)


@pytest.mark.parametrize("odd", [None, "text", 3, [1], {"a": 1}, True])
def test_odd_values_count_as_defaults(odd: Any) -> None:
    container = dict.fromkeys(("name", "image", "imagePullPolicy", "startupProbe", "lifecycle", "restartPolicy"), odd)
    lists = ("readinessGates", "schedulingGates", "tolerations", "volumes")
    spec = dict.fromkeys(("restartPolicy", "terminationGracePeriodSeconds", *lists), odd)
    pod = played_pod({"metadata": odd, "spec": {**spec, "containers": [container, odd]}}, "1.36")
    assert pod.grace in (3, 30)
    assert all(isinstance(one.name, str) and isinstance(one.image, str) for one in pod.containers)
    assert played_pod({"spec": odd}, "1.36").containers == ()


def test_a_template_has_a_name_given() -> None:
    pod = played_pod({"metadata": {"name": "x"}}, "1.36", "web-7d4", "shop")
    assert (pod.name, pod.namespace) == ("web-7d4", "shop")


def test_containers_are_numbered_init_containers_first() -> None:
    pod = pod_of(APP, initContainers=[{"image": "a:1"}, {"name": "s", "restartPolicy": "Always"}])
    assert [(one.key, one.name, one.field_path) for one in pod.containers] == [
        (0, "initContainers[0]", "spec.initContainers{initContainers[0]}"),
        (1, "s", "spec.initContainers{s}"),
        (2, "app", "spec.containers{app}"),
    ]
    assert ([one.key for one in pod.init], [one.key for one in pod.apps], pod.counted) == ([0, 1], [2], 2)


def test_a_probe_has_its_defaults() -> None:
    pod = pod_of({**APP, "readinessProbe": {"periodSeconds": 0, "terminationGracePeriodSeconds": 5}})
    probe = pod.apps[0].probe("readiness")
    assert probe is not None
    numbers = (probe.initial_delay, probe.period, probe.timeout, probe.successes, probe.failures, probe.grace)
    assert numbers == (0, 10, 1, 1, 3, None)
    assert pod.apps[0].probe("liveness") is None


def test_a_probe_of_its_own_grace() -> None:
    pod = pod_of({**APP, "livenessProbe": {"terminationGracePeriodSeconds": 5, "initialDelaySeconds": 7}})
    probe = pod.apps[0].probe("liveness")
    assert probe is not None
    assert (probe.grace, probe.initial_delay) == (5, 7)


def test_only_sidecars_among_init_containers_have_probes() -> None:
    probe = {"livenessProbe": {"tcpSocket": {"port": 1}}}
    pod = pod_of(initContainers=[{"name": "a", **probe}, {"name": "b", "restartPolicy": "Always", **probe}])
    assert [len(one.probes) for one in pod.init] == [0, 1]


def test_a_stop_signal_is_read_where_the_gate_is_on(monkeypatch) -> None:
    app = {**APP, "lifecycle": {"stopSignal": "SIGINT"}}
    assert pod_of(app).apps[0].stop_signal == "SIGTERM"
    monkeypatch.setitem(
        __import__("podbuilder.kube.core.feature_gates", fromlist=["FLIPS"]).FLIPS, "ContainerStopSignals", (33,)
    )
    assert pod_of(app).apps[0].stop_signal == "SIGINT"


UNREACHABLE = "node.kubernetes.io/unreachable"


@pytest.mark.parametrize(
    ("tolerations", "seconds"),
    [
        pytest.param([], 300, id="none"),
        pytest.param([{"key": "other", "operator": "Exists"}], 300, id="of another taint"),
        pytest.param([{"key": UNREACHABLE, "operator": "Exists", "effect": "NoSchedule"}], 300, id="of another effect"),
        pytest.param([{"key": UNREACHABLE, "value": "x"}], 300, id="of another value"),
        pytest.param([{"key": UNREACHABLE, "operator": "Exists", "tolerationSeconds": 60}], 60, id="for a minute"),
        pytest.param([{"key": UNREACHABLE, "tolerationSeconds": -5}], 0, id="not at all"),
        pytest.param([{"operator": "Exists"}], None, id="of everything, for ever"),
        pytest.param([{"operator": "Exists"}, {"key": UNREACHABLE, "tolerationSeconds": 9}], 9, id="the shortest"),
    ],
)
def test_how_long_it_stays_on_an_unreachable_node(tolerations: list[Any], seconds: int | None) -> None:
    assert pod_of(tolerations=tolerations).tolerates_unreachable == seconds
