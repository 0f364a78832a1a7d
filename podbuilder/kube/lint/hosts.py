"""Directories of the node: which of them are dangerous, and how to remove a volume from a pod."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.subject import Item, Subject
from podbuilder.kube.manifest import remove_
from podbuilder.kube.yamltext.edits import Edit

# Directories through which the node itself can be changed, including what lies below them.
SENSITIVE = ("/boot", "/dev", "/etc", "/lib", "/proc", "/sys", "/usr", "/var/lib/docker", "/var/lib/kubelet")
SOCKETS = (
    "/var/run/docker.sock",
    "/var/run/docker",
    "/var/run/containerd/containerd.sock",
    "/var/run/crio/crio.sock",
    "/var/run/cri-dockerd.sock",
    "/var/run/podman/podman.sock",
)
# On Windows, the sockets are named pipes.
_PIPES = ("//./pipe/docker_engine", "//./pipe/containerd-containerd")
# Directories that contain sockets and so expose them.
_SOCKET_FOLDERS = ("/var/run", "/var", "/")


def normal_path(path: str) -> str:
    """A path without empty parts and dots, with /run written as /var/run."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    text = "/" + "/".join(parts)
    return f"/var{text}" if is_inside(text, "/run") else text


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it."""
    return path == folder or path.startswith(f"{folder.rstrip('/')}/")


def sensitive_parent(path: str) -> str:
    """The sensitive directory that a path is, or lies in; "" if none."""
    path = normal_path(path)
    if path == "/":
        return path
    return next((folder for folder in SENSITIVE if is_inside(path, folder)), "")


def socket_of(path: str) -> str:
    """The container runtime's socket that a path exposes; "" if none."""
    if path.lower().replace("\\", "/") in _PIPES:
        return path
    path = normal_path(path)
    if path in _SOCKET_FOLDERS:
        return SOCKETS[0]
    return next((s for s in SOCKETS if path == s or is_inside(s, path) or is_inside(path, s)), "")


def removal(pod: Subject, volume: Item) -> Iterator[Edit]:
    """The edits that remove a volume and its mounts from a pod, the last mounts first."""
    mounts = [mount for _, mount in pod.mounts_of(volume.fields.get("name", ""))]
    for mount in sorted(mounts, key=lambda m: str(m.path[:3]) + f"{m.path[-1]:05}", reverse=True):
        yield remove_(mount.path)
    index = volume.path[-1]
    yield remove_(SPEC.child("volumes").index(int(index)))
