"""`manage.py explain`, which is `podbuilder explain`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import explain


class Command(CliCommand):
    module: ClassVar[Any] = explain
    help = explain.HELP
