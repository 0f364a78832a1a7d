"""`manage.py convert`, which is `podbuilder convert`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import convert


class Command(CliCommand):
    module: ClassVar[Any] = convert
    help = convert.HELP
