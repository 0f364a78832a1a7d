"""`manage.py commands`, which is `podbuilder commands`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import commands


class Command(CliCommand):
    module: ClassVar[Any] = commands
    help = commands.HELP
