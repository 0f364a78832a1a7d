"""Exports everything that people keep in this installation into one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from podbuilder.accounts.models import User
from podbuilder.library.transfer import backup


class Command(BaseCommand):
    help = (
        "Write all accounts, teams, drafts, templates with their revisions, stars, links, tokens and the audit trail "
        "into a new file, which import_all reads into another database. Protect it like the database: it contains "
        "private data and the keys of links."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.zip", type=Path, help="the file to create")
        parser.add_argument(
            "--passwords",
            action="store_true",
            help="include the hashes of passwords; without them, people reset their passwords by mail, which those "
            "without an address cannot",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            counts = backup.write(file, with_passwords=options["passwords"])
        except FileExistsError as error:
            raise CommandError(f"{file} exists already; choose another name.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        lost = 0 if options["passwords"] else User.objects.filter(email="", is_active=True).count()
        if lost:
            accounts = "One account has" if lost == 1 else f"{lost} accounts have"
            self.stderr.write(
                f"{accounts} no confirmed e-mail address and cannot sign in where this is imported: without passwords, "
                "people reset them by mail. Export again with --passwords, or set passwords there one by one with "
                "manage.py changepassword NAME."
            )
        self.stdout.write(f"{file}: {', '.join(f'{number} {name}' for name, number in counts.items())}")
