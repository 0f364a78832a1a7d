"""Removes what is kept no longer."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from podbuilder.library import retention


class Command(BaseCommand):
    help = (
        "Remove for good what is over: drafts and templates after their time in the bin, drafts that visitors have "
        "abandoned, expired sessions, tokens, links and invitations, counts of tries, and old audit entries."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        is_rehearsal = options["dry_run"]
        for name, number in retention.counts() if is_rehearsal else retention.tidy():
            self.stdout.write(f"{number:8} {name}")
        if is_rehearsal:
            self.stdout.write("Nothing was removed.")
