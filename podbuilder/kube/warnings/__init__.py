"""What the API server accepts and warns about. Mirrors WarningsOnCreate, Kubernetes v1.36, pkg/registry/core/pod.

Each rule says from which version on it holds. Of v1.37 no change is known, so it warns of what v1.36 warns of.
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document, FieldPath, FieldWarning
from podbuilder.kube.warnings.addresses import warnings_for_addresses
from podbuilder.kube.warnings.containers import warnings_for_containers
from podbuilder.kube.warnings.metadata import warnings_for_metadata, warnings_for_template_metadata
from podbuilder.kube.warnings.node_selection import warnings_for_scheduling
from podbuilder.kube.warnings.ports import warnings_for_ports
from podbuilder.kube.warnings.spec import warnings_for_spec
from podbuilder.kube.warnings.volume_sources import warnings_for_volumes

__all__ = ["warnings_for_pod", "warnings_for_pod_template"]


def warnings_for_pod(pod: Document, version: str, posted: Document | None = None) -> Iterator[FieldWarning]:
    """The warnings about a pod that the server of a version accepts.

    `pod` is the defaulted one. `posted` is the pod as it was sent, for the one rule that looks at it before the server
    fills in AppArmor profiles from annotations; without it the defaulted pod is used.

    The API server gives no warning about a negative terminationGracePeriodSeconds of a Pod, since it reads it as 1.
    """
    minor = versions.minor(version)
    yield from warnings_for_metadata(pod, pod if posted is None else posted, minor)
    yield from _warnings_for_spec(pod, version)


def warnings_for_pod_template(template: Document, version: str) -> Iterator[FieldWarning]:
    """The warnings about a workload's template, which has the defaults that templates get.

    Mirrors GetWarningsForPodTemplate, Kubernetes v1.36, pkg/api/pod.
    """
    yield from warnings_for_template_metadata(template, versions.minor(version))
    yield from _warnings_for_spec(template, version)
    # Since 1.27 pods with a negative number have 1 instead. A template keeps it.
    grace = template["spec"]["terminationGracePeriodSeconds"]
    if grace < 0 and versions.minor(version) >= 27:
        message = f"{grace} seconds will be taken for 1. Give the pods the time that they need to stop, such as 30."
        yield FieldWarning(FieldPath(("spec", "terminationGracePeriodSeconds")), message)


def _warnings_for_spec(pod: Document, version: str) -> Iterator[FieldWarning]:
    minor = versions.minor(version)
    yield from warnings_for_scheduling(pod, minor)
    yield from warnings_for_volumes(pod, version)
    yield from warnings_for_spec(pod)
    yield from warnings_for_containers(pod, minor)
    yield from warnings_for_ports(pod, minor)
    yield from warnings_for_addresses(pod, minor)
