"""What a draft can leave as: an object of another kind, a file with companions, folders, and what other tools read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.urls import url_of
from podbuilder.kube.workload_change.change import other_kind


class Target(NamedTuple):
    """A tool: its name, how its file's name ends, and what is made for it."""

    title: str
    ending: str
    says: str


TOOLS: Mapping[str, Target] = {
    "docker-run": Target("docker run", ".docker.sh", "A command for each container, for Docker and what is like it."),
    "podman-run": Target("podman run", ".podman.sh", "A command for each container, in one pod of podman's."),
    "kubectl-run": Target("kubectl run", ".kubectl.sh", "One command that makes the pod without a file."),
    "quadlet": Target("Quadlet", ".kube", "A unit with which systemd and podman run the manifest."),
    "compose": Target("Docker Compose", ".compose.yaml", "A service for each container."),
}
# Folders of files, by the names of their exporters: what they are called, and what is made.
FOLDERS: Mapping[str, Target] = {
    "kustomize": Target("Kustomize", "", "A base, and an overlay for each place where it runs."),
    "helm": Target("Helm chart", "", "A chart with the values that people set. Rendered as it is, it gives this file."),
    "yaml": Target("Files", "", "One file for each object."),
}


class ExportChoice(NamedTuple):
    """One of the ways out: its address, what it is called, and whether it is the one that is shown."""

    url: str
    title: str
    is_shown: bool = False


def choices(draft: Draft, shown: str) -> list[ExportChoice]:
    """All ways out of a draft."""
    return list(_choices(draft, shown))


def _choices(draft: Draft, shown: str) -> Iterator[ExportChoice]:
    to = other_kind(draft.manifest)
    if to:
        yield ExportChoice(url_of("builder:draft-kind", draft.key, to), "As another kind")
    yield ExportChoice(url_of("builder:draft-companions", draft.key), "With companions")
    for name, folder in FOLDERS.items():
        yield ExportChoice(url_of("builder:draft-folder", draft.key, name), folder.title, name == shown)
    for name, tool in TOOLS.items():
        yield ExportChoice(f"{url_of('builder:draft-export', draft.key)}?to={name}", tool.title, name == shown)
