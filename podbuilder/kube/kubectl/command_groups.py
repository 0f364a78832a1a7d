"""The kubectl commands that belong to a manifest, with its own names in them, by what one wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from podbuilder.kube.core.shell_line import Shell
from podbuilder.kube.kubectl.change_commands import change_commands
from podbuilder.kube.kubectl.create_commands import create_commands
from podbuilder.kube.kubectl.delete_commands import delete_commands
from podbuilder.kube.kubectl.explain_commands import explain_commands
from podbuilder.kube.kubectl.inside_commands import inside_commands
from podbuilder.kube.kubectl.log_commands import log_commands
from podbuilder.kube.kubectl.pod_command import CommandGroup, PodCommand
from podbuilder.kube.kubectl.pod_target import PodTarget
from podbuilder.kube.kubectl.reach_commands import reach_commands, usage_commands
from podbuilder.kube.kubectl.rollout_commands import rollout_commands
from podbuilder.kube.kubectl.state_commands import event_commands, state_commands
from podbuilder.kube.kubectl.wait_commands import wait_commands
from podbuilder.kube.manifest import Manifest

# In the order in which people need them.
GROUPS: dict[str, tuple[str, Callable[[PodTarget], Iterator[PodCommand]]]] = {
    "create": ("Create and update it", create_commands),
    "state": ("What state is it in?", state_commands),
    "events": ("What happened?", event_commands),
    "logs": ("What does it say?", log_commands),
    "inside": ("Get into it", inside_commands),
    "reach": ("Reach it", reach_commands),
    "usage": ("What does it use?", usage_commands),
    "change": ("Change it", change_commands),
    "rollout": ("Roll out, run, suspend", rollout_commands),
    "wait": ("Wait for it", wait_commands),
    "explain": ("Look up its fields", explain_commands),
    "delete": ("Delete it", delete_commands),
}


def command_groups(manifest: Manifest, version: str, pod: str = "", container: str = "") -> list[CommandGroup]:
    """All commands that fit a manifest, in the groups that have any.

    `pod` is the name of one of a workload's pods, where somebody knows it. With the name of a `container`, what
    concerns the others alone is left out.
    """
    target = PodTarget(manifest, version, pod, container)
    found = (CommandGroup(slug, title, tuple(make(target))) for slug, (title, make) in GROUPS.items())
    return [group for group in found if group.commands]


def apply_command(manifest: Manifest, version: str) -> str:
    """What creates or updates the object from its file, for a POSIX shell."""
    return next(
        one.line().text
        for one in create_commands(PodTarget(manifest, version))
        if one.is_main and "--dry-run=server" not in one.words
    )


def commands_for(manifest: Manifest, version: str, shell: Shell = Shell.SH) -> list[tuple[str, str]]:
    """The few that nearly everybody needs, in pairs: the purpose, and the command as it is typed in a shell."""
    return [
        (one.purpose, one.line(shell).text)
        for group in command_groups(manifest, version)
        for one in group.commands
        if one.is_main
    ]
