"""How many pods a workload keeps at the same time, as far as its kind counts them."""

from __future__ import annotations

from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document

REPLICAS = ROOT.child("spec", "replicas")


def replica_count(whole: Document, version: str) -> int | None:
    """The number that an object says, or 1 where it says none; None where its kind does not count, or it is no number.

    Mirrors SetDefaults_Deployment and its like, Kubernetes v1.36, pkg/apis/apps/v1.
    """
    fields = catalogue.of_document(whole, version)
    if fields is None or fields.field(REPLICAS) is None:
        return None
    count = document.get(whole, REPLICAS)
    return 1 if count is None else count if type(count) is int else None
