"""`manage.py cluster`, which is `podbuilder cluster`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import cluster


class Command(CliCommand):
    module: ClassVar[Any] = cluster
    help = cluster.HELP
