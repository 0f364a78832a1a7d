"""Directories of the node, however they are written, and volumes that go with all their mounts."""

from __future__ import annotations

import pytest

from podbuilder.kube.lint import Patch, Safety, apply
from podbuilder.kube.lint.hosts import SOCKETS, is_inside, normal_path, removal, sensitive_parent, socket_of
from podbuilder.kube.lint.subject import Subject


@pytest.mark.parametrize(
    ("path", "normal"),
    {
        "as it should be": ("/data/a", "/data/a"),
        "the root": ("/", "/"),
        "nothing": ("", "/"),
        "slashes and dots": ("//data/./a//", "/data/a"),
        "up again": ("/data/../srv", "/srv"),
        "up from the root": ("/../../etc", "/etc"),
        "three dots": ("/data/.../a", "/data/.../a"),
        "without a slash in front": ("data", "/data"),
        "run": ("/run/docker.sock", "/var/run/docker.sock"),
        "run itself": ("/run/", "/var/run"),
        "run elsewhere": ("/srv/run", "/srv/run"),
        "a name that begins like run": ("/runner", "/runner"),
        "already spelled out": ("/var/run", "/var/run"),
    }.values(),
)
def test_a_path_in_its_normal_form(path: str, normal: str) -> None:
    assert normal_path(path) == normal


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [
        ("/etc", "/etc", True),
        ("/etc/a", "/etc", True),
        ("/etc/a", "/etc/", True),
        ("/etc", "/", True),
        ("/etcd", "/etc", False),
        ("/", "/etc", False),
        ("/a/etc", "/etc", False),
    ],
)
def test_what_lies_inside(path: str, folder: str, inside: bool) -> None:
    assert is_inside(path, folder) is inside


@pytest.mark.parametrize(
    ("path", "parent"),
    [
        ("/data", ""),
        ("/etcd", ""),
        ("/var/lib", ""),
        ("/var/lib/kubelet-data", ""),
        ("/", "/"),
        ("/..", "/"),
        ("/etc/", "/etc"),
        ("/data/../proc/1", "/proc"),
        ("/var/lib/kubelet/pods", "/var/lib/kubelet"),
    ],
)
def test_sensitive_directories(path: str, parent: str) -> None:
    assert sensitive_parent(path) == parent


@pytest.mark.parametrize(
    ("path", "socket"),
    [
        ("/data", ""),
        ("/var/running", ""),
        ("/var/run/secrets", ""),
        ("/srv/docker.sock", ""),
        ("//./pipe/other", ""),
        ("/", SOCKETS[0]),
        ("/var", SOCKETS[0]),
        ("/run", SOCKETS[0]),
        ("/var/run/docker.sock", SOCKETS[0]),
        ("/run/docker.sock", SOCKETS[0]),
        ("/var/run/docker/containerd", "/var/run/docker"),
        ("/run/containerd", "/var/run/containerd/containerd.sock"),
        ("/run/crio/crio.sock", "/var/run/crio/crio.sock"),
        ("/run/podman", "/var/run/podman/podman.sock"),
        (r"\\.\pipe\Docker_Engine", r"\\.\pipe\Docker_Engine"),
    ],
)
def test_sockets_that_a_path_exposes(path: str, socket: str) -> None:
    assert socket_of(path) == socket


def test_a_volume_goes_with_all_of_its_mounts() -> None:
    """With more than ten mounts, the order of numbers and that of their letters differ."""
    mounts = [{"name": "b" if i in (3, 7) else "a", "mountPath": f"/{i}"} for i in range(12)]
    pod = {
        "spec": {
            "initContainers": [{"name": "i", "volumeMounts": [{"name": "a", "mountPath": "/x"}]}],
            "containers": [{"name": "c", "volumeMounts": mounts}, {"name": "d"}],
            "volumes": [{"name": "b"}, {"name": "a"}],
        }
    }
    subject = Subject(pod)
    after = apply(pod, Patch("Remove it.", Safety.SAFE, tuple(removal(subject, subject.volumes[1]))))
    assert after["spec"]["volumes"] == [{"name": "b"}]
    assert [mount["mountPath"] for mount in after["spec"]["containers"][0]["volumeMounts"]] == ["/3", "/7"]
    assert after["spec"]["initContainers"][0]["volumeMounts"] == []
    assert after["spec"]["containers"][1] == {"name": "d"}


def test_a_volume_without_mounts() -> None:
    subject = Subject({"spec": {"containers": [{"name": "c"}], "volumes": [{"name": "a"}]}})
    assert [(edit.op, str(edit.path)) for edit in removal(subject, subject.volumes[0])] == [
        ("remove", "spec.volumes[0]")
    ]
