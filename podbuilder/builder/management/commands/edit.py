"""`manage.py edit`, which is `podbuilder edit`."""

from podbuilder.builder.management.cli_command import CliCommand
from podbuilder.cli import edit


class Command(CliCommand):
    module = edit
    help = edit.HELP
