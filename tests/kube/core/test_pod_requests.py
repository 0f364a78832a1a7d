"""The sums over a pod's containers."""

import pytest

from podbuilder.kube.core import pod_requests


def container(cpu=None, *, restart=None, **limits):
    made = {"name": "app", "resources": {"requests": {"cpu": cpu} if cpu else {}, "limits": limits}}
    return made | ({"restartPolicy": restart} if restart else {})


def told(amounts):
    return {name: amount.canonical() for name, amount in amounts.items()}


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        pytest.param({}, {}, id="quiet - no containers"),
        pytest.param({"containers": [{"name": "app"}]}, {}, id="quiet - no resources"),
        pytest.param({"containers": [{"name": "app", "resources": {}}]}, {}, id="quiet - empty resources"),
        pytest.param({"containers": [container("x1")]}, {}, id="quiet - no quantity"),
        pytest.param({"containers": [container("1")]}, {"cpu": "1"}, id="quiet - one"),
        pytest.param({"containers": [container("1"), container("500m")]}, {"cpu": "1500m"}, id="containers add up"),
        pytest.param(
            {"containers": [container("1")], "initContainers": [container("3"), container("2")]},
            {"cpu": "3"},
            id="the largest init container decides",
        ),
        pytest.param(
            {"containers": [container("1")], "initContainers": [container("500m")]},
            {"cpu": "1"},
            id="a small init container does not count",
        ),
        pytest.param(
            {"containers": [container("1")], "initContainers": [container("250m", restart="Always")]},
            {"cpu": "1250m"},
            id="a native sidecar adds up",
        ),
        pytest.param(
            {
                "containers": [container("1")],
                "initContainers": [container("2", restart="Always"), container("3"), container("2", restart="Always")],
            },
            {"cpu": "5"},
            id="an init container runs beside the sidecars before it",
        ),
        pytest.param(
            {"containers": [{"name": "app"}], "initContainers": [container("2"), container("1", restart="Always")]},
            {"cpu": "2"},
            id="and not beside those after it",
        ),
    ],
)
def test_aggregate(spec, expected):
    assert told(pod_requests.aggregate(spec, "requests")) == expected


POD_LEVEL = {
    "containers": [container("1", memory="1Gi")],
    "resources": {"requests": {"cpu": "4", "example.com/gpu": "1"}, "limits": {"hugepages-2Mi": "4Mi"}},
    "overhead": {"cpu": "250m", "memory": "64Mi", "ephemeral-storage": "1Gi"},
}


@pytest.mark.parametrize(
    ("side", "pod_level", "expected"),
    [
        ("requests", True, {"cpu": "4250m", "memory": "64Mi", "ephemeral-storage": "1Gi"}),
        ("requests", False, {"cpu": "1250m", "memory": "64Mi", "ephemeral-storage": "1Gi"}),
        ("limits", True, {"memory": "1088Mi", "hugepages-2Mi": "4Mi"}),
        ("limits", False, {"memory": "1088Mi"}),
    ],
)
def test_pod_level_and_overhead(side, pod_level, expected):
    assert told(pod_requests.pod_amounts(POD_LEVEL, side, pod_level=pod_level)) == expected


def test_overhead_does_not_add_to_a_limit_of_zero():
    spec = {"containers": [container(memory="0")], "overhead": {"memory": "64Mi"}}
    assert told(pod_requests.pod_amounts(spec, "limits", pod_level=True)) == {"memory": "0"}


@pytest.mark.parametrize(
    ("name", "known"),
    [("cpu", True), ("memory", True), ("hugepages-1Gi", True), ("ephemeral-storage", False), ("example.com/x", False)],
)
def test_resources_of_a_pod_as_a_whole(name, known):
    assert pod_requests.is_pod_level(name) is known


BARE = {"name": "bare"}
LIMITED = {"name": "limited", "resources": {"limits": {"cpu": "1"}}}


def pod(*containers, own=None, init=()):
    resources = {"resources": {"requests": own}} if own else {}
    return {"spec": {"containers": list(containers), "initContainers": list(init), **resources}}


@pytest.mark.parametrize(
    ("whole", "lacking"),
    [
        pytest.param({}, None, id="quiet - no pod"),
        pytest.param(pod(container("1")), None, id="quiet - a request"),
        pytest.param(pod(LIMITED), None, id="quiet - a limit becomes the request"),
        pytest.param(pod(container("1"), init=[BARE]), None, id="quiet - init containers do not count"),
        pytest.param(pod(BARE, own={"cpu": "1"}), None, id="quiet - one for the whole pod"),
        pytest.param(pod(container("1"), BARE, own={"memory": "1Gi"}), None, id="quiet - what is there is summed"),
        pytest.param(pod(container("1"), BARE), "bare", id="a container without"),
        pytest.param(pod(container("1"), init=[BARE | {"restartPolicy": "Always"}]), "bare", id="a native sidecar"),
        pytest.param(pod(BARE, own={"memory": "1Gi"}), "bare", id="nobody says anything of it"),
        pytest.param(pod(BARE, own={"example.com/x": 1}), "bare", id="no resource of a pod as a whole"),
    ],
)
def test_what_an_autoscaler_can_compare_with(whole, lacking):
    assert pod_requests.container_without_request(whole, "cpu", pod_level=True) == lacking


def test_requests_of_the_pod_count_where_there_are_some():
    assert pod_requests.container_without_request(pod(BARE, own={"cpu": "1"}), "cpu", pod_level=False) == "bare"
