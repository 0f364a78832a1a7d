"""Commands of a manifest as a POSIX shell gets them, for tables of what is expected."""

from __future__ import annotations

from typing import Any

import yaml

from podbuilder.kube.kubectl.command_groups import command_groups
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import PodTarget
from podbuilder.kube.manifest import Manifest

VERSION = "1.36"
ONE = {"name": "app", "image": "nginx:1.27"}


def pod(containers: list[dict[str, Any]] | None = None, name: Any = "web", **spec: Any) -> str:
    """A pod's manifest."""
    whole = {"containers": [ONE] if containers is None else containers, **spec}
    return yaml.safe_dump({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": whole})


def workload(kind: str, spec: dict[str, Any] | None = None, labels: dict[str, Any] | None = None) -> str:
    """A workload's manifest, of a kind that has its template right in its spec."""
    template = {"metadata": {"labels": {"app": "shop"} if labels is None else labels}, "spec": {"containers": [ONE]}}
    whole = {"selector": {"matchLabels": {"app": "shop"}}, "template": template, **(spec or {})}
    version = {"Job": "batch/v1", "ReplicationController": "v1"}.get(kind, "apps/v1")
    return yaml.safe_dump({"apiVersion": version, "kind": kind, "metadata": {"name": "shop"}, "spec": whole})


def target(text: str, chosen: str = "", version: str = VERSION) -> PodTarget:
    """The target of a manifest's commands."""
    return PodTarget(Manifest.read(text), version, chosen)


def commands(text: str, group: str, chosen: str = "", version: str = VERSION) -> list[PodCommand]:
    """The commands of one group."""
    found = {one.slug: one for one in command_groups(Manifest.read(text), version, chosen)}
    return list(found[group].commands) if group in found else []


def lines(text: str, group: str, chosen: str = "", version: str = VERSION) -> list[str]:
    """The same as they are typed, without the program's name."""
    return [one.line().text.removeprefix("kubectl ") for one in commands(text, group, chosen, version)]


def has(text: str, group: str, beginning: str) -> list[str]:
    """Those that begin with a text."""
    return [one for one in lines(text, group) if one.startswith(beginning)]
