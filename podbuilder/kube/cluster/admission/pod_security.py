"""The Pod Security Standard that a namespace's labels ask for: enforced, warned of, audited.

Mirrors Kubernetes v1.36, pod-security-admission/admission. Nothing is exempt here, and without labels all is allowed,
which is what a server does that has no configuration of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.admission import pod_security_words
from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.kinds import native
from podbuilder.kube.podsecurity.check import LEVELS, PRIVILEGED, Subject
from podbuilder.kube.podsecurity.evaluate import checks_at

NAME = "PodSecurity"
PREFIX = "pod-security.kubernetes.io/"
LATEST = "latest"
# Before this minor version the profile stood in annotations, of which we have no check.
SECCOMP_FIELD_SINCE = 19
_VERSION = re.compile(r"v1\.([0-9]|[1-9][0-9]*)")


class Policy(NamedTuple):
    """A level and the version of the standard that is meant."""

    level: str
    version: str

    def __str__(self) -> str:
        return f"{self.level}:{self.version}"

    def minor(self, of_server: int) -> int:
        """The minor version whose checks are made: never one later than the server's."""
        found = _VERSION.fullmatch(self.version)
        return min(int(found[1]), of_server) if found else of_server


def validate(request: Request) -> Outcome:
    """Mirrors ValidatePod and ValidatePodController: what makes pods is warned of and never refused."""
    enforced, warned = policies(request.namespace_object["metadata"].get("labels") or {}, request.version)
    pod = request.object if request.is_pod else _template(request)
    request = _unsure(request, enforced, warned)
    if request.is_pod and (told := violations(pod, enforced, request.version)):
        return request.forbidden(f'violates PodSecurity "{enforced}": {told}')
    told = violations(pod, warned, request.version)
    return request.warned(f'would violate PodSecurity "{warned}": {told}') if told else request


def policies(labels: Mapping[str, str], of_server: str) -> tuple[Policy, Policy]:
    """What is enforced and what is warned of. Mirrors PolicyToEvaluate, pod-security-admission/api.

    A level that is enforced is warned of as well since 1.26, unless the labels say what is to be.
    """
    level, version = _labelled(labels, "enforce")
    # sic: an unknown level is enforced as the strictest one, and not warned of.
    enforced = Policy(level if level in LEVELS else LEVELS[-1] if level else PRIVILEGED, version or LATEST)
    level, version = _labelled(labels, "warn")
    warned = Policy(level if level in LEVELS else PRIVILEGED, version or LATEST)
    is_implied = not level and holds("EnforcedIsWarnedOf", of_server)
    if is_implied and labels.get(f"{PREFIX}enforce") in LEVELS[1:]:
        warned = Policy(enforced.level, version or enforced.version)
    return enforced, warned


def _labelled(labels: Mapping[str, str], mode: str) -> tuple[str, str]:
    version = labels.get(f"{PREFIX}{mode}-version", "")
    return labels.get(PREFIX + mode, ""), version if _VERSION.fullmatch(version) else ""


def violations(pod: Document, policy: Policy, version: str) -> str:
    """What of a policy a pod violates, as the server tells it; "" if nothing is."""
    subject = Subject.of(pod)
    told = []
    for check, function in checks_at(policy.level, policy.minor(versions.minor(version))):
        paths = [offence.path for offence in function(subject)]
        if paths:
            told.append(pod_security_words.told(check.id, pod, paths, version))
    return ", ".join(told)


def _template(request: Request) -> dict[str, Any]:
    """The pod template of a workload; an empty one where it has none."""
    return document.mapping_at(request.object, native()[request.resource.kind].templates[0].path)


def _unsure(request: Request, *asked: Policy) -> Request:
    if not request.snapshot.knows("Namespace"):
        return request.unsure("The snapshot has no namespaces, so their Pod Security labels are unknown.")
    server = versions.minor(request.version)
    if any(one.level != PRIVILEGED and one.minor(server) < SECCOMP_FIELD_SINCE for one in asked):
        return request.unsure("Seccomp annotations, which Pod Security looked at before v1.19, are not judged.")
    return request
