"""`podbuilder commands`: the kubectl commands that fit a manifest, with its own names in them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, Output
from podbuilder.cli.manifest_file import read_manifests
from podbuilder.kube.core import versions
from podbuilder.kube.core.printable import printable, printable_line
from podbuilder.kube.core.shell_line import Shell
from podbuilder.kube.kubectl.command_groups import GROUPS, command_groups
from podbuilder.kube.kubectl.pod_command import CommandGroup, PodCommand
from podbuilder.kube.manifest import Manifest

HELP = (
    "List the kubectl commands that fit a manifest, with its own names, containers, ports and paths. Words in "
    "capitals, such as VALUE, are for you to replace. The exit status is 2 if the file cannot be read."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="FILE", help="a file with a pod or a workload; - is the standard input")
    parser.add_argument("--shell", default=Shell.SH, type=Shell, choices=tuple(Shell), help="whose quotes are used")
    parser.add_argument("--about", action="append", choices=tuple(GROUPS), help="only the commands of this group")
    parser.add_argument("--pod", default="", metavar="NAME", help="the name of one of a workload's pods")
    parser.add_argument("--container", default="", metavar="NAME", help="leave out what concerns others alone")
    parser.add_argument("--json", action="store_true", help="one array with all commands, their words and what they do")
    parser.add_argument(
        "--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="the version of the cluster"
    )


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print the commands for each pod and workload of the file."""
    manifests = read_manifests(options.file)
    found = [(one, groups_of(one, options)) for one in manifests]
    with until_reader_leaves():
        if options.json:
            every = [as_json(*where, options.shell) for where in every_command(found)]
            out.write("".join(f"{printable(line)}\n" for line in json.dumps(every, indent=1).splitlines()))
            return CLEAN
        for manifest, groups in found:
            if len(found) > 1:
                out.write(printable_line(f"== {manifest.kind} {manifest.name}") + "\n\n")
            for group in groups:
                out.write("".join(f"{line}\n" for line in lines(group, options.shell)))
    return CLEAN


def groups_of(manifest: Manifest, options: argparse.Namespace) -> list[CommandGroup]:
    """The groups that are asked for."""
    groups = command_groups(manifest, options.kubernetes, options.pod, options.container)
    return [group for group in groups if not options.about or group.slug in options.about]


def every_command(
    found: list[tuple[Manifest, list[CommandGroup]]],
) -> Iterator[tuple[Manifest, CommandGroup, PodCommand]]:
    """Each command with the group and the manifest that it belongs to."""
    for manifest, groups in found:
        for group in groups:
            for one in group.commands:
                yield manifest, group, one


def lines(group: CommandGroup, shell: Shell) -> Iterator[str]:
    """A group for people."""
    yield group.title
    for one in group.commands:
        line = one.line(shell)
        needs = f" (kubectl {one.needs})" if one.needs else ""
        yield printable_line(f"  {one.purpose}{needs}")
        # A word may go over several lines, which a shell must get as they are.
        yield from (f"    {printable(part)}" if number == 0 else printable(part) for number, part in _parts(line.text))
        for says in (one.expect, one.danger and f"Careful: {one.danger}", *line.notes):
            if says:
                yield printable_line(f"      {says}")
    yield ""


def _parts(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n")) if text else iter(())


def as_json(manifest: Manifest, group: CommandGroup, one: PodCommand, shell: Shell) -> dict[str, Any]:
    """A command for machines."""
    line = one.line(shell)
    return {
        "kind": manifest.kind,
        "name": manifest.name,
        "group": group.slug,
        "purpose": one.purpose,
        "expect": one.expect,
        "danger": one.danger,
        "container": one.container,
        "since": one.since,
        "words": list(one.words),
        "line": line.text,
        "notes": list(line.notes),
    }
