"""Other short forms, and defaults of long ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podbuilder.kube.importers.compose import short_forms
from podbuilder.kube.importers.compose.problem import UnreadableValue

STARTED = {"condition": "service_started", "required": True}
MADE: dict[str, tuple[Callable[[Any], Any], Any, Any]] = {
    "dependencies": (short_forms.dependencies, ["a"], {"a": STARTED}),
    "dependencies that are not required": (
        short_forms.dependencies,
        {"a": {"condition": "x"}, "b": {"required": False}},
        {"a": {"condition": "x", "required": True}, "b": {"required": False}},
    ),
    "names": (short_forms.by_name, ["a"], {"a": None}),
    "names of a mapping": (short_forms.by_name, {"a": {}}, {"a": {}}),
    "a text": (short_forms.texts, "a", ["a"]),
    "texts": (short_forms.texts, ["a", "b"], ["a", "b"]),
    "a file of variables": (short_forms.env_files, "a", [{"path": "a", "required": True}]),
    "files of variables": (
        short_forms.env_files,
        ["a", {"path": "b", "required": False}],
        [{"path": "a", "required": True}, {"path": "b", "required": False}],
    ),
    "mounts": (short_forms.mounts, ["a", {"source": "b"}], [{"source": "a"}, {"source": "b"}]),
    "includes": (short_forms.includes, ["a"], [{"path": "a"}]),
    "extends": (short_forms.extends, "a", {"service": "a"}),
    "a folder to build": (short_forms.build, "a", {"context": "a", "dockerfile": "Dockerfile"}),
    "a Dockerfile inline": (short_forms.build, {"dockerfile_inline": "x"}, {"context": ".", "dockerfile_inline": "x"}),
    "a device": (
        short_forms.long_devices,
        "/dev/a",
        [{"source": "/dev/a", "target": "/dev/a", "permissions": "rwm"}],
    ),
    "a device with an empty target": (
        short_forms.long_devices,
        "/dev/a::r",
        [{"source": "/dev/a", "target": "/dev/a", "permissions": "r"}],
    ),
    "a device in its long form": (short_forms.long_devices, {"source": "a"}, [{"source": "a"}]),
    "all GPUs": (short_forms.device_requests, "all", [{"count": -1}]),
    "some GPUs": (
        short_forms.device_requests,
        [{"driver": "x"}, {"count": "2"}, {"device_ids": ["0"]}],
        [{"driver": "x", "count": -1}, {"count": 2}, {"device_ids": ["0"]}],
    ),
    "a health check": (short_forms.healthcheck_test, "a b", ["CMD-SHELL", "a b"]),
    "a health check as a list": (short_forms.healthcheck_test, ["CMD", "a"], ["CMD", "a"]),
    "a health check of nothing": (short_forms.healthcheck_test, [], []),
    "a name of a container": (short_forms.container_name, "web1", "web1"),
    "an old pull policy": (short_forms.pull_policy, "if_not_present", "missing"),
    "a pull policy": (short_forms.pull_policy, "every_12h", "every_12h"),
    "a service": (
        short_forms.whole_service,
        {"dns": ["", "1.1.1.1"], "secrets": [{"source": "a"}, {"source": "b", "target": "c"}]},
        {"dns": ["1.1.1.1"], "secrets": [{"source": "a", "target": "/run/secrets/a"}, {"source": "b", "target": "c"}]},
    ),
    "a service that says nothing": (short_forms.whole_service, {}, {}),
    "a port": (short_forms.whole_port, {"target": 80}, {"target": 80, "protocol": "tcp", "mode": "ingress"}),
    "a mount": (short_forms.whole_mount, {"target": "/a/"}, {"target": "/a"}),
    "a resource": (short_forms.whole_resource, {"external": True}, {"external": True}),
    "a resource in the old way": (
        short_forms.whole_resource,
        {"external": {"name": "x"}},
        {"external": True, "name": "x"},
    ),
    "a resource in the old way without a name": (short_forms.whole_resource, {"external": {}}, {"external": True}),
}


@pytest.mark.parametrize(("make", "value", "made"), [pytest.param(*case, id=name) for name, case in MADE.items()])
def test_what_is_made(make: Callable[[Any], Any], value: Any, made: Any) -> None:
    assert make(value) == made


@pytest.mark.parametrize(
    ("make", "value", "words"),
    [
        (short_forms.long_devices, "a:b:c:d", "three parts"),
        (short_forms.healthcheck_test, ["a"], "begin with CMD"),
        (short_forms.container_name, "c", "two letters"),
        (short_forms.pull_policy, "sometimes", "must be always"),
        (short_forms.whole_port, {}, "needs a target"),
        (short_forms.whole_mount, {}, "needs a target"),
    ],
)
def test_what_cannot_be_read(make: Callable[[Any], Any], value: Any, words: str) -> None:
    with pytest.raises(UnreadableValue, match=words):
        make(value)
