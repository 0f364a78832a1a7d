"""Limits that a LimitRange has filled in below what is asked for, which makes the pod invalid."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.admission.registry import VALIDATION
from podbuilder.kube.cluster.remedies.container_amounts import LIMITS, REQUESTS, ContainerAmounts
from podbuilder.kube.cluster.remedies.quota_limits import title_of
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.core.document import mapping_at

NAME = VALIDATION


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Limits of one's own, as high as the requests; or requests no higher than the limits that are filled in."""
    for side, size in ((LIMITS, Size.ADDED), (REQUESTS, Size.OTHER)):
        found = ContainerAmounts(refused.written, refused.stored, refused.version)
        for holder in found.holders:
            said = mapping_at(refused.written, (*holder.path, "resources", LIMITS))
            for name in mapping_at(refused.written, (*holder.path, "resources", REQUESTS)):
                request, limit = found.amount(holder, REQUESTS, name), found.amount(holder, LIMITS, name)
                if name in said or request is None or limit is None or request <= limit:
                    continue
                if side == LIMITS:
                    found.set_limit(holder, name, request)
                else:
                    found.set_request(holder, name, limit)
        yield Remedy(title_of(found), found.field, found.edits, size)
