"""`manage.py review`, which is `podbuilder review`."""

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import review


class Command(CliCommand):
    module = review
    help = review.HELP
