"""The starters: complete pods for a purpose, one YAML file each under files/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.pod_containers import INIT_CONTAINERS, is_native_sidecar, visit_containers
from podbuilder.kube.manifest import Manifest

LONGEST_QUERY = 100
FOLDER = Path(__file__).parent / "files"


class Drawn(NamedTuple):
    """A container in a starter's thumbnail: `role` is app, sidecar or init."""

    name: str
    role: str


@dataclass(frozen=True)
class Starter:
    """A pod to start from: what it is for, and its manifest with comments that explain it."""

    slug: str
    order: int
    title: str
    summary: str
    tags: tuple[str, ...]
    # The name of the app container; the others help it.
    app: str
    manifest: str
    # The oldest Kubernetes version that accepts it; "" if all known versions do.
    since: str = ""
    # The strictest Pod Security level that its purpose allows.
    level: str = "restricted"
    # The roles of containers that are neither the app nor an init task, by name; those not listed are sidecars.
    helpers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pod(self) -> dict[str, Any]:
        return Manifest.read(self.manifest).pod

    @property
    def roles(self) -> dict[str, str]:
        """The role of every container, by name."""
        return {
            c["name"]: "app"
            if c["name"] == self.app
            else "init"
            if kind == INIT_CONTAINERS and not is_native_sidecar(c, kind)
            else self.helpers.get(c["name"], "sidecar")
            for _, c, kind in visit_containers(self.pod)
        }

    @property
    def containers(self) -> list[Drawn]:
        """The containers in start order, for the thumbnail."""
        return [Drawn(name, role if role in ("app", "init") else "sidecar") for name, role in self.roles.items()]

    @property
    def words(self) -> str:
        """What it is found by: its title, summary and tags, the names of its containers and their images."""
        images = [c["image"] for _, c, _ in visit_containers(self.pod)]
        return " ".join((self.slug, self.title, self.summary, *self.tags, *self.roles, *images)).casefold()

    @property
    def shared_volume(self) -> str:
        """The first volume that more than one container mounts; "" if there is none."""
        mounted = [m["name"] for _, c, _ in visit_containers(self.pod) for m in c.get("volumeMounts", ())]
        return next((name for name in mounted if mounted.count(name) > 1), "")


@lru_cache(maxsize=1)
def all_starters() -> tuple[Starter, ...]:
    """Every starter, in the order in which people are offered them."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        found.append(Starter(slug=file.stem, **{**data, "tags": tuple(data["tags"])}))
    return tuple(sorted(found, key=lambda s: s.order))


def find(slug: str) -> Starter | None:
    """The starter with this slug."""
    return next((s for s in all_starters() if s.slug == slug), None)


def search(asked: str) -> tuple[Starter, ...]:
    """The starters that have every word of a text, in their order; all of them for an empty one."""
    words = asked[:LONGEST_QUERY].casefold().split()
    return tuple(s for s in all_starters() if all(word in s.words for word in words))


BLANK = """\
apiVersion: v1
kind: Pod
metadata:
  name: my-pod
spec:
  containers:
  - name: app
    image: ""
"""
