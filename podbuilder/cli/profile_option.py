"""The option --profile: the name of a built-in profile, or a file that describes one."""

from __future__ import annotations

import argparse
from pathlib import Path

from podbuilder.cli.command import CommandError
from podbuilder.kube import lint
from podbuilder.kube.lint.profile_yaml import MOST_CHARACTERS


def add_profile_option(parser: argparse.ArgumentParser) -> None:
    """Give a command the option --profile; `read_profile_option` makes a profile of it."""
    names = ", ".join(lint.NAMED)
    parser.add_argument(
        "--profile",
        default="default",
        metavar="NAME|FILE",
        help=f"which rules of advice apply: {names}, or a YAML file with a profile of your own",
    )


def read_profile_option(value: str) -> lint.Profile:
    """The profile of that name, or else the one in that file; CommandError if there is neither."""
    if value in lint.NAMED:
        return lint.profile_named(value)
    try:
        with Path(value).open("rb") as file:
            # A character has four bytes at most. Reading one byte more tells apart what is too long.
            return lint.read_profile(file.read(4 * MOST_CHARACTERS + 1).decode("utf-8", "replace"))
    except OSError as problem:
        names = ", ".join(lint.NAMED)
        reason = f"this is neither the name of a profile ({names}) nor a file that can be read: {problem.strerror}."
        raise CommandError(f"{value}: {reason}") from problem
    except lint.ProfileError as problem:
        at = f":{problem.line}:{problem.column}" if problem.line else ""
        raise CommandError(f"{value}{at}: {problem.message}") from problem
