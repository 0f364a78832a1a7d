"""Commands of `podbuilder` as commands of manage.py: the same options, output and exit status."""

from __future__ import annotations

import argparse
import sys
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from podbuilder.cli import command
from podbuilder.kube.core.printable import printable_line


class CliCommand(BaseCommand):
    """Runs the module of podbuilder/cli that a subclass names."""

    module: ClassVar[Any]
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        self.module.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = self.module.run(argparse.Namespace(**options), self.stdout, self.stderr)
        except command.CommandError as problem:
            raise CommandError(printable_line(str(problem)), returncode=command.UNREADABLE) from problem
        if status:
            sys.exit(status)
