"""What an overlay changes, as somebody chooses it: a value that is written as files and read from them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Amounts by the names of resources; None takes one away.
Amounts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ImageChange:
    """Another name, tag or digest for an image, wherever it is used; the name has its registry, as in the base."""

    name: str
    new_name: str = ""
    new_tag: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ContainerChange:
    """What is different in one container, init containers among them, of a workload or pod."""

    kind: str
    name: str
    container: str
    requests: Amounts = field(default_factory=dict)
    limits: Amounts = field(default_factory=dict)
    # Variables with their values; None takes one away.
    env: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HostChange:
    """Another host instead of one of an Ingress, or of a route of the Gateway API."""

    kind: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ConfigChange:
    """Other texts in a ConfigMap; None takes one away."""

    name: str
    entries: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay; what is empty is as in the base. Its name is that of its folder."""

    name: str
    namespace: str = ""
    name_prefix: str = ""
    name_suffix: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    images: tuple[ImageChange, ...] = ()
    # Numbers of pods by the workloads' names.
    replicas: Mapping[str, int] = field(default_factory=dict)
    containers: tuple[ContainerChange, ...] = ()
    hosts: tuple[HostChange, ...] = ()
    config: tuple[ConfigChange, ...] = ()
