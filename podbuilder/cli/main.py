"""`podbuilder COMMAND …`: finds the command and passes it the remaining arguments."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from podbuilder.cli.command import UNREADABLE, CommandError
from podbuilder.kube.core.printable import printable, printable_line

# Each is a module of this package. Only the one that is asked for is loaded: most of a short run is loading modules.
COMMANDS = {
    "review": "check manifests as the API server does, and give advice",
    "rules": "list the rules of advice",
    "edit": "edit manifests and leave every other line as it is",
    "convert": "turn commands of other tools into manifests, and back",
    "cluster": "say what a cluster would do to a pod",
    "troubleshoot": "say why a pod does not run, from what kubectl says",
    "commands": "list the kubectl commands that fit a manifest",
    "explain": "explain a field, with bounds, choices, versions and an example",
    "serve": "serve the web application on this machine",
}
# How many objects may be created before Python looks for cycles among them. A short run ends before that, and saves a
# tenth of its time: nearly all its objects belong to modules, which stay.
OBJECTS_BETWEEN_COLLECTIONS = 500_000
INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints show arguments as a terminal may: names of files, for example."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command with these arguments, or those of the process; the exit status."""
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name not in COMMANDS:
        return _without_command([name, *rest])
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    command = import_module(f"podbuilder.cli.{name}")
    parser = _Parser(prog=f"podbuilder {name}", description=command.HELP)
    command.add_arguments(parser)
    options = parser.parse_args(rest)
    try:
        return int(command.run(options, sys.stdout, sys.stderr))
    except CommandError as problem:
        print(printable_line(f"podbuilder {name}: {problem}"), file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _without_command(arguments: list[str]) -> int:
    """Answer --help or --version, or refuse an unknown command."""
    parser = _Parser(prog="podbuilder", description="Check, edit and build Kubernetes Pods.")
    parser.add_argument("--version", action="store_true", help="print the version of Podbuilder and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        commands.add_parser(name, add_help=False, help=summary)
    if parser.parse_args(arguments).version:
        print(f"podbuilder {_version()}")
    return 0


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and rarely wanted

    try:
        return version("podbuilder")
    except PackageNotFoundError:
        return "(not installed)"
