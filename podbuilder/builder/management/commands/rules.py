"""`manage.py rules`, which is `podbuilder rules`."""

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import rules


class Command(CliCommand):
    module = rules
    help = rules.HELP
