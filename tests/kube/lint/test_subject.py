"""A pod as rules see it: whose value counts, which containers are which, and what is passed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podbuilder.kube import lint
from podbuilder.kube.core import image
from podbuilder.kube.lint.subject import Container, Subject, capability, quantity, read_image
from tests.support.growth import MOST, growth
from tests.support.pods import Pod, path_of

SECURITY = "spec.securityContext"


def pod_of(*containers: dict[str, Any], **spec: Any) -> Pod:
    named = [{"name": f"c{i}", **container} for i, container in enumerate(containers)]
    return {"spec": {"containers": named, **spec}}


def container_of(**fields: Any) -> Container:
    return Subject(pod_of(fields)).containers[0]


@pytest.mark.parametrize(
    ("spec", "title", "is_init", "is_sidecar", "is_ephemeral"),
    {
        "a container": ({"containers": [{"name": "web"}]}, 'Container "web"', False, False, False),
        "one that restarts": (
            {"containers": [{"name": "web", "restartPolicy": "Always"}]},
            'Container "web"',
            False,
            False,
            False,
        ),
        "an init container": ({"initContainers": [{"name": "web"}]}, 'Init container "web"', True, False, False),
        "one that retries": (
            {"initContainers": [{"name": "web", "restartPolicy": "OnFailure"}]},
            'Init container "web"',
            True,
            False,
            False,
        ),
        "a sidecar": (
            {"initContainers": [{"name": "web", "restartPolicy": "Always"}]},
            'Native sidecar "web"',
            False,
            True,
            False,
        ),
        "one for debugging": (
            {"ephemeralContainers": [{"name": "web"}]},
            'Ephemeral container "web"',
            False,
            False,
            True,
        ),
        "one without a name": ({"containers": [{}]}, 'Container ""', False, False, False),
    }.values(),
)
def test_kinds_of_containers(
    spec: dict[str, Any], title: str, is_init: bool, is_sidecar: bool, is_ephemeral: bool
) -> None:
    subject = Subject({"spec": spec})
    (container,) = subject.containers
    assert container.title == title
    assert (container.is_init, container.is_sidecar, container.is_ephemeral) == (is_init, is_sidecar, is_ephemeral)
    assert subject.planned == (() if is_ephemeral else (container,))
    assert subject.lasting == (() if is_init or is_ephemeral else (container,))


@pytest.mark.parametrize(
    ("spec", "is_windows"),
    {
        "nothing": ({}, False),
        "Linux nodes": ({"nodeSelector": {"kubernetes.io/os": "linux"}}, False),
        "another label": ({"nodeSelector": {"example.com/os": "windows"}}, False),
        "the pod's own word before the nodes'": (
            {"os": {"name": "linux"}, "nodeSelector": {"kubernetes.io/os": "windows"}},
            False,
        ),
        "the new label before the old": (
            {"nodeSelector": {"kubernetes.io/os": "linux", "beta.kubernetes.io/os": "windows"}},
            False,
        ),
        "the pod's own word": ({"os": {"name": "windows"}}, True),
        "Windows nodes": ({"nodeSelector": {"kubernetes.io/os": "windows"}}, True),
        "the old label": ({"nodeSelector": {"beta.kubernetes.io/os": "windows"}}, True),
    }.values(),
)
def test_windows(spec: dict[str, Any], is_windows: bool) -> None:
    subject = Subject(pod_of({}, **spec))
    assert subject.is_windows is is_windows
    assert subject.linux == (() if is_windows else subject.containers)


@pytest.mark.parametrize(("policy", "ends"), [(None, False), ("Always", False), ("OnFailure", True), ("Never", True)])
def test_a_pod_that_is_meant_to_end(policy: str | None, ends: bool) -> None:
    assert Subject({"spec": {"restartPolicy": policy}}).is_job_like is ends


@pytest.mark.parametrize(("host_users", "has_one"), [(None, False), (True, False), (False, True)])
def test_a_user_namespace(host_users: bool | None, has_one: bool) -> None:
    assert Subject({"spec": {"hostUsers": host_users}}).has_user_namespace is has_one


@pytest.mark.parametrize(
    ("fields", "policy"),
    [
        ({}, image.IF_NOT_PRESENT),
        ({"image": "nginx:1.27"}, image.IF_NOT_PRESENT),
        ({"image": "Not An Image"}, image.IF_NOT_PRESENT),
        ({"image": "nginx"}, image.ALWAYS),
        ({"image": "nginx", "imagePullPolicy": "Never"}, "Never"),
    ],
)
def test_the_pull_policy(fields: dict[str, Any], policy: str) -> None:
    assert container_of(**fields).pull_policy == policy


def test_requests_that_follow_from_limits() -> None:
    assert container_of().requests == {}
    limits = {"cpu": "2", "memory": "1Gi"}
    assert container_of(resources={"limits": limits}).requests == limits
    both = container_of(resources={"limits": limits, "requests": {"cpu": "1"}})
    assert both.requests == {"cpu": "1", "memory": "1Gi"}
    assert both.limits == limits


def test_added_capabilities() -> None:
    assert list(container_of(securityContext={"capabilities": {"drop": ["ALL"]}}).added()) == []
    added = container_of(securityContext={"capabilities": {"add": ["KILL", "cap_net_raw"]}}).added()
    at = path_of("spec.containers[0].securityContext.capabilities.add")
    assert list(added) == [(at.index(0), "KILL", "KILL"), (at.index(1), "cap_net_raw", "NET_RAW")]


def test_probes_that_are_set() -> None:
    http = {"httpGet": {"port": 80}}
    container = container_of(startupProbe=http, livenessProbe=http, readinessProbe={})
    assert [name for name, _ in container.probes] == ["livenessProbe", "startupProbe"]
    assert container.probes[0][1] == (path_of("spec.containers[0].livenessProbe"), http)


def test_items_that_are_no_objects_are_passed_over() -> None:
    container = container_of(env=["odd", {"name": "A"}, None], volumeMounts=None)
    assert list(container.items("env")) == [(path_of("spec.containers[0].env[1]"), {"name": "A"})]
    assert container.mounts == ()


@pytest.mark.parametrize(("version", "known"), [("1.33", False), ("1.34", True)])
def test_resources_of_the_whole_pod_have_a_version(version: str, known: bool) -> None:
    resources = {"limits": {"cpu": "1"}}
    assert Subject({"spec": {"resources": resources}}, version).resources == (resources if known else {})


def test_volumes_and_their_mounts() -> None:
    volumes = [{"name": "a", "hostPath": {"path": "/a"}}, {"name": "b", "hostPath": {}}, {"name": "c", "emptyDir": {}}]
    subject = Subject(
        pod_of(
            {"volumeMounts": [{"name": "a", "mountPath": "/1"}, {"name": "b", "mountPath": "/2"}]},
            {"volumeMounts": [{"name": "a", "mountPath": "/3"}]},
            volumes=volumes,
        )
    )
    assert [(volume.fields["name"], path) for volume, path in subject.host_paths] == [("a", "/a")]
    assert subject.volumes_by_name["c"].path == path_of("spec.volumes[2]")
    mounts = [(c.name, str(mount.path)) for c, mount in subject.mounts_of("a")]
    assert mounts == [("c0", "spec.containers[0].volumeMounts[0]"), ("c1", "spec.containers[1].volumeMounts[0]")]


@pytest.mark.parametrize(
    ("own", "of_pod", "counts"),
    [(None, None, None), (None, True, True), (False, True, False), (True, None, True), (0, 5, 0)],
)
def test_whose_value_counts(own: Any, of_pod: Any, counts: Any) -> None:
    subject = Subject(pod_of({"securityContext": {"x": own}}, securityContext={"x": of_pod}))
    assert subject.of(subject.containers[0], "x") is counts


EVERY = "Every container that inherits the pod's setting"


@pytest.mark.parametrize(
    ("owns", "of_pod", "failing"),
    {
        "a good value of the pod": ([None, None], 5, []),
        "good values of the containers": ([5, 6], 0, []),
        "no container": ([], 0, []),
        "a bad value that one inherits": ([5, None], 0, [(f"{SECURITY}.x", 0, 'Container "c1"')]),
        "a bad value that both inherit": ([None, None], 0, [(f"{SECURITY}.x", 0, EVERY)]),
        "a bad value of a container": (
            [0, None],
            5,
            [("spec.containers[0].securityContext.x", 0, 'Container "c0"')],
        ),
        "bad values everywhere": (
            [None, 0],
            0,
            [
                (f"{SECURITY}.x", 0, 'Container "c0"'),
                ("spec.containers[1].securityContext.x", 0, 'Container "c1"'),
            ],
        ),
    }.values(),
)
def test_where_a_value_is_bad(owns: list[Any], of_pod: Any, failing: list[tuple[str, Any, str]]) -> None:
    containers = [{"securityContext": {} if own is None else {"x": own}} for own in owns]
    subject = Subject(pod_of(*containers, securityContext={"x": of_pod}))
    found = subject.failing("x", lambda value: value == 0, subject.containers)
    assert [(str(path), value, whom) for path, value, whom in found] == failing


def test_only_the_containers_that_are_asked_about_fail() -> None:
    subject = Subject(pod_of({}, {}, securityContext={"x": 0}))
    ((_, _, whom),) = subject.failing("x", lambda value: value == 0, subject.containers[1:])
    assert whom == 'Container "c1"'
    assert list(subject.failing("x", lambda value: value == 0, ())) == []


def test_the_container_of_a_path() -> None:
    subject = Subject(pod_of(*({} for _ in range(11))))
    assert subject.container_at(path_of("spec.containers[10].image")).name == "c10"
    assert subject.container_at(path_of("spec.containers[1]")).name == "c1"


@pytest.mark.parametrize(
    ("text", "plain"), [("NET_RAW", "NET_RAW"), ("cap_net_raw", "NET_RAW"), ("CAP_SYS_ADMIN", "SYS_ADMIN")]
)
def test_a_capability_by_its_plain_name(text: str, plain: str) -> None:
    assert capability(text) == plain


def test_what_cannot_be_read_is_nothing() -> None:
    assert [read_image(text) for text in (None, "", "Not An Image")] == [None, None, None]
    assert [quantity(text) for text in (None, "odd")] == [None, None]
    found = read_image("nginx:1.27")
    assert found is not None
    assert found.tag == "1.27"
    assert quantity("1k") == quantity("1000")


def test_a_pod_without_anything() -> None:
    subject = Subject({})
    assert (subject.containers, subject.volumes, subject.labels, subject.annotations) == ((), (), {}, {})
    assert not subject.is_windows
    assert subject.minor == 36


def test_all_fixes_together_cost_what_the_containers_do() -> None:
    """A pod is prepared once for the fixes of all its findings, and its parts are looked up, not searched."""

    def make(count: int) -> Callable[[], object]:
        pod = pod_of(*[{"image": "nginx", "volumeMounts": [{"name": "data", "mountPath": "/data"}]}] * count)
        pod["spec"]["volumes"] = [{"name": "data", "hostPath": {"path": "/data"}}]
        findings = lint.run(pod)
        subject = lint.Subject(pod)
        return lambda: [lint.fix_in(subject, finding) for finding in findings]

    assert growth(make, 40) <= MOST


def test_where_a_security_field_is_given() -> None:
    options = {"level": "s0"}
    pod = pod_of({}, {"securityContext": {"seLinuxOptions": options}}, securityContext={"seLinuxOptions": options})
    assert [str(path) for path, value in Subject(pod).stating("seLinuxOptions") if value == options] == [
        "spec.securityContext.seLinuxOptions",
        "spec.containers[1].securityContext.seLinuxOptions",
    ]
    assert not [*Subject(pod_of({})).stating("seLinuxOptions")]
