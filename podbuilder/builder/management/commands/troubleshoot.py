"""`manage.py troubleshoot`, which is `podbuilder troubleshoot`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import troubleshoot


class Command(CliCommand):
    module: ClassVar[Any] = troubleshoot
    help = troubleshoot.HELP
