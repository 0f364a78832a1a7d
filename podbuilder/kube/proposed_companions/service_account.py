"""The ServiceAccount as which a pod talks to the API server."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.insight.prerequisites import BUILT_IN
from podbuilder.kube.lint.companions import SERVICE_ACCOUNT
from podbuilder.kube.manifest import set_
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.offer import Answers, Companion, Made, Offer, added_
from podbuilder.kube.validation.formats import is_dns1123_subdomain

SLUG = "service-account"
FIELD, AUTOMOUNT = SPEC.child("serviceAccountName"), "automountServiceAccountToken"


def account_named(basis: Basis) -> str:
    """The account that the pod names, but for the one that every namespace has; "" for none."""
    name = document.get(basis.pod, FIELD) or document.get(basis.pod, SPEC.child("serviceAccount"))
    return name if isinstance(name, str) and (SERVICE_ACCOUNT, name) not in BUILT_IN else ""


def account_name(basis: Basis) -> str:
    """The account that the pod names, or the one that it gets."""
    return account_named(basis) or basis.free_name(SERVICE_ACCOUNT, basis.name, "pod")


def offers(basis: Basis) -> Iterator[Offer]:
    """The account that the pod names, or one of its own."""
    named, name = account_named(basis), account_name(basis)
    is_name, there = not is_dns1123_subdomain(name), bool(named) and basis.named(SERVICE_ACCOUNT, named) is not None
    reason = "The pod runs as this account." if named else "The pod would have an account of its own."
    yield Offer(
        SLUG,
        SERVICE_ACCOUNT,
        name,
        "ServiceAccount",
        reason if is_name else f"{quote(name)} is no name that an account can have.",
        is_possible=is_name,
        is_advised=is_name and bool(named) and not there,
        is_there=there,
    )


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The account, which mounts its token where the pod says so, and the pod's name for it."""
    whole: Document = {"apiVersion": "v1", "kind": SERVICE_ACCOUNT, "metadata": basis.metadata(offer.name)}
    mounts = document.get(basis.pod, SPEC.child(AUTOMOUNT))
    if isinstance(mounts, bool):
        whole[AUTOMOUNT] = mounts
    if account_named(basis):
        return Made((Companion(whole),))
    note = added_(FIELD, "The pod runs as this account now.")
    return Made((Companion(whole),), (note,), (set_(FIELD, offer.name),))
