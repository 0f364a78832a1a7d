"""What refers to a pod's containers and ports from outside the pod: its Job's policy, and the Services of its file."""

from __future__ import annotations

from collections import defaultdict

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import file_places
from podbuilder.kube.manifest.manifest import Manifest

_RULES = ("spec", "podFailurePolicy", "rules")
_JOB_OF_CRON_JOB = ("spec", "jobTemplate")


def of_container(manifest: Manifest, name: str) -> file_places.Places:
    """The rules of the Job around the pod that are about this container's exit code."""
    if not manifest.is_template:
        return {}
    found = [
        FieldPath((*manifest.object_path, *job, *_RULES, number, "onExitCodes", "containerName"))
        for job in ((), _JOB_OF_CRON_JOB)
        for number, rule in enumerate(document.listed(manifest.object, (*job, *_RULES)))
        if document.get(rule, ("onExitCodes", "containerName")) == name
    ]
    return {manifest.document_number: found} if found else {}


def of_port(manifest: Manifest, name: str) -> file_places.Places:
    """The ports of Services in the pod's file that select it and lead to the port of this name."""
    labels = document.get(manifest.pod, ("metadata", "labels"))
    found: dict[int, list[FieldPath]] = defaultdict(list)
    for number, at, one in file_places.neighbours(manifest):
        selector = document.get(one, ("spec", "selector"))
        if one.get("kind") != "Service" or not isinstance(selector, dict) or not isinstance(labels, dict):
            continue
        if not selector or not selector.items() <= labels.items():
            continue
        for i, port in enumerate(document.listed(one, ("spec", "ports"))):
            if document.get(port, ("targetPort",)) == name:
                found[number].append(FieldPath((*at, "spec", "ports", i, "targetPort")))
    return found
