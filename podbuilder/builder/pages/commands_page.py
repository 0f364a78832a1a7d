"""The commands for a draft's manifest: which are shown, in which shell's words, and for which pod and container."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import cached_property

from podbuilder.builder.pages.urls import url_of
from podbuilder.kube.core.shell_line import Shell
from podbuilder.kube.kubectl.command_groups import command_groups
from podbuilder.kube.kubectl.pod_command import CommandGroup, PodCommand
from podbuilder.kube.kubectl.pod_target import POD, PodTarget, is_usable, name_of
from podbuilder.kube.manifest import Manifest

LONGEST_QUERY = 100
# The longest name that a pod can have.
_LONGEST_NAME = 253


class CommandRow(NamedTuple):
    """A command as the page shows it."""

    purpose: str
    expect: str
    danger: str
    # "" where the shell cannot say it; the notes say why.
    line: str
    notes: tuple[str, ...]
    needs: str
    # The field whose documentation says more; "" for none.
    field: str


class ShownGroup(NamedTuple):
    """The commands of a group that are shown."""

    slug: str
    title: str
    rows: tuple[CommandRow, ...]


@dataclass(frozen=True)
class CommandsPage:
    """What is asked of the page, as far as it makes sense, and what it shows."""

    manifest: Manifest
    version: str
    shell: Shell
    asked: str
    container: str
    # As it was typed; whether it is a name that kubectl takes, it says below.
    pod: str

    @classmethod
    def of(cls, manifest: Manifest, version: str, query: QueryDict, shell: Shell) -> CommandsPage:
        """The page that a query asks for; a container that the manifest lacks is not chosen."""
        known = _container_names(PodTarget(manifest, version))
        container = query.get("container", "")
        return cls(
            manifest,
            version,
            shell,
            query.get("q", "")[:LONGEST_QUERY].strip(),
            container if container in known else "",
            query.get("pod", "")[:_LONGEST_NAME].strip(),
        )

    @property
    def docs(self) -> str:
        """The documentation of fields, whose paths come behind it."""
        return f"{url_of('builder:field-docs')}?version={self.version}"

    @property
    def shells(self) -> list[Shell]:
        """The shells to choose from."""
        return list(Shell)

    @property
    def containers(self) -> list[str]:
        """The containers to choose from, where there are several."""
        names = _container_names(PodTarget(self.manifest, self.version))
        return names if len(names) > 1 else []

    @property
    def asks_for_pod(self) -> bool:
        """Whether the names of the pods are made up by the cluster, so that somebody has to look for one."""
        return PodTarget(self.manifest, self.version).pod == POD

    @property
    def is_pod_unusable(self) -> bool:
        """Whether something was typed that can be no pod's name."""
        return bool(self.pod) and not is_usable(self.pod)

    @property
    def total(self) -> int:
        """How many commands there are for this pod and container."""
        return sum(len(group.commands) for group in self._every_group)

    @property
    def shown(self) -> int:
        """How many of them fit the words that are asked for."""
        return sum(len(group.rows) for group in self.groups)

    @cached_property
    def groups(self) -> list[ShownGroup]:
        """The groups that have commands to show."""
        found = (ShownGroup(one.slug, one.title, tuple(self._rows(one))) for one in self._every_group)
        return [group for group in found if group.rows]

    @cached_property
    def _every_group(self) -> list[CommandGroup]:
        return command_groups(self.manifest, self.version, self.pod, self.container)

    def _rows(self, group: CommandGroup) -> Iterator[CommandRow]:
        words = self.asked.lower().split()
        for one in group.commands:
            row = self._row(one)
            said = " ".join((group.title, row.purpose, row.expect, *one.words)).lower()
            if all(word in said for word in words):
                yield row

    def _row(self, one: PodCommand) -> CommandRow:
        line = one.line(self.shell)
        return CommandRow(one.purpose, one.expect, one.danger, line.text, line.notes, one.needs, one.field)


def _container_names(target: PodTarget) -> list[str]:
    return list(dict.fromkeys(name_of(one) for one in target.containers))
