"""`manage.py rules`, which is `podbuilder rules`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import rules


class Command(CliCommand):
    module: ClassVar[Any] = rules
    help = rules.HELP
