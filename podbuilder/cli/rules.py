"""`podbuilder rules`: the rules of advice, and the ids under which other tools report the same."""

from __future__ import annotations

import argparse
import json
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, Output
from podbuilder.cli.profile_option import add_profile_option, read_profile_option
from podbuilder.kube import lint

HELP = "List the rules of advice, with the ids under which other tools report the same things."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--format", default="text", choices=("text", "json"), help="json: one array with all rules")
    add_profile_option(parser)


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print all rules as the profile has them: which are on, and how severe they are."""
    profile = read_profile_option(options.profile)
    rules = lint.all_rules().items()
    with until_reader_leaves():
        if options.format == "json":
            out.write(json.dumps([as_json(id, loaded, profile) for id, loaded in rules], indent=1) + "\n")
        else:
            for id, loaded in rules:
                off = "" if profile.wants(loaded.rule) else " (off)"
                out.write(f"{id}: {profile.severity(loaded.rule)}{off}: {loaded.summary}\n")
    return CLEAN


def as_json(id: str, loaded: lint.Loaded, profile: lint.Profile) -> dict[str, Any]:
    """A rule for machines; `on` and `severity` are as the profile has them."""
    rule = loaded.rule
    return {
        "id": id,
        "severity": str(profile.severity(rule)),
        "category": rule.category,
        "default": rule.default,
        "on": profile.wants(rule),
        "since": rule.since,
        "summary": loaded.summary,
        "foreign": {tool: list(checks) for tool, checks in rule.foreign.items()},
    }
