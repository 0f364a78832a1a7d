"""Imports what export_all has written into this database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from podbuilder.library.transfer import backup
from podbuilder.library.transfer.backup_tables import BadArchive


class Command(BaseCommand):
    help = "Import a file that export_all has written: all of it, or nothing if anything is wrong."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.zip", type=Path, help="the file that export_all has written")
        parser.add_argument(
            "--add", action="store_true", help="allow a database that is not empty; no name may exist in both"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        if not options["add"] and backup.has_data():
            raise CommandError("This database is not empty. Use an empty one, or add to this one with --add.")
        try:
            counts = backup.read(file)
        except BadArchive as error:
            raise CommandError(f"{file} was not imported. {error}") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from error
        self.stdout.write(f"{file}: {', '.join(f'{number} {name}' for name, number in counts.items())}")
