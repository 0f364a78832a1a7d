"""The rules of advice on a command line: what there is, and under which ids other tools report the same."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from podbuilder.builder.reporting.profiles import HELP, profile_of
from podbuilder.builder.reporting.reading_on import while_read
from podbuilder.kube import lint


class Command(BaseCommand):
    help = "List the rules of advice, with the ids under which other tools report the same things."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--format", default="text", choices=("text", "json"), help="json: one array with all rules")
        parser.add_argument("--profile", default="default", metavar="NAME|FILE", help=HELP)

    def handle(self, *args: Any, **options: Any) -> None:
        profile = profile_of(options["profile"])
        rules = lint.all_rules().items()
        with while_read():
            if options["format"] == "json":
                self.stdout.write(json.dumps([as_json(id, loaded, profile) for id, loaded in rules], indent=1))
                return
            for id, loaded in rules:
                off = "" if profile.wants(loaded.rule) else " (off)"
                self.stdout.write(f"{id}: {profile.severity(loaded.rule)}{off}: {loaded.summary}")


def as_json(id: str, loaded: lint.Loaded, profile: lint.Profile) -> dict[str, Any]:
    """What a machine wants to know of a rule; `on` and `severity` are as the profile has them."""
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
