"""`manage.py review`, which is `podbuilder review`."""

from typing import Any, ClassVar

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import review


class Command(CliCommand):
    module: ClassVar[Any] = review
    help = review.HELP
