"""The flags of each command of kubectl that is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from podbuilder.kube.importers.docker_run.flag_table import FlagTable, read_table

_FOLDER = Path(__file__).parent / "flags"
RUN, EXPOSE = "run", "expose"
DEPLOYMENT, JOB, CRON_JOB = "create deployment", "create job", "create cronjob"
# The files of each command, in which a later one says more.
_FILES = {
    RUN: ("common", "run"),
    DEPLOYMENT: ("common", "create", "deployment"),
    JOB: ("common", "create", "job"),
    CRON_JOB: ("common", "create", "cronjob"),
    EXPOSE: ("common", "expose"),
}
VERBS = tuple(_FILES)


@cache
def table_of_verb(verb: str) -> FlagTable:
    """The flags of a command such as `create job`; of one that is not read, those of all commands."""
    return read_table(f"kubectl {verb}", *(_FOLDER / f"{name}.yaml" for name in _FILES.get(verb, ("common",))))
