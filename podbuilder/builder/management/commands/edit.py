"""`manage.py edit`, which is `podbuilder edit`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import edit


class Command(CliCommand):
    module: ClassVar[Any] = edit
    help = edit.HELP
