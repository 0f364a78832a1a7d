"""A name that an object can have as another kind, made from the one that it has."""

from __future__ import annotations

from podbuilder.kube.validation.formats import DNS1123_LABEL_MAX_LENGTH
from podbuilder.kube.workload_change.change import CRON_JOB, JOB, STATEFUL_SET
from podbuilder.kube.workloads.batch import MAX_CRON_JOB_NAME

# How long the name of an object of a kind can be, whose own name goes into those of its pods, or into their labels.
LONGEST = {CRON_JOB: MAX_CRON_JOB_NAME, JOB: DNS1123_LABEL_MAX_LENGTH, STATEFUL_SET: DNS1123_LABEL_MAX_LENGTH}


def fitting_name(name: str, to: str) -> str:
    """As much of a name as an object of the kind `to` can bear; the whole name where it fits."""
    if to == STATEFUL_SET:
        name = name.replace(".", "-")
    longest = LONGEST.get(to)
    return name if longest is None or len(name) <= longest else name[:longest].rstrip("-.")
