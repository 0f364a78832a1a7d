"""Folders and files of somebody's machine: which of them a node has as well, and what a pod can have in their place."""

from __future__ import annotations

import re
from typing import NamedTuple

_EXTENSION = re.compile(r"[^/\\]\.(?!d/?$)[A-Za-z][A-Za-z0-9]{0,9}$")
_SOCKETS = re.compile(r"/(?:docker|podman|containerd|crio)\.sock$")
_CLOCK = ("/etc/localtime", "/etc/timezone")


class HostPath(NamedTuple):
    """What a source of a bind mount is."""

    path: str
    is_on_nodes: bool  # an absolute path of Linux, which a node can have
    is_file: bool
    is_engine: bool = False  # the socket of a container engine
    is_clock: bool = False
    is_device: bool = False


def read_host_path(source: str, target: str, substitutions: tuple[str, ...] = ()) -> HostPath:
    """What the source of a bind mount is, as far as its name tells."""
    is_local = (
        not source.startswith("/")
        or ".." in source.split("/")
        or any(one in source for one in substitutions)
        or "%" in source
    )
    return HostPath(
        source,
        not is_local,
        _is_file(source) or (_is_file(target) and not source.endswith("/")),
        _SOCKETS.search(source[-100:]) is not None,
        source in _CLOCK,
        source.startswith("/dev/"),
    )


def _is_file(path: str) -> bool:
    return _EXTENSION.search(path[-100:]) is not None


def base_name(path: str) -> str:
    """The last part of a path; "" for the root."""
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1]
