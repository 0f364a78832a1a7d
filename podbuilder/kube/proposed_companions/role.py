"""A Role with what a pod's account may do, and the RoleBinding that gives it to the account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.companions import SERVICE_ACCOUNT, name_of
from podbuilder.kube.proposed_companions.answers import words
from podbuilder.kube.proposed_companions.basis import Basis, each
from podbuilder.kube.proposed_companions.offer import Answers, Companion, CompanionNote, Made, Offer, Question, open_
from podbuilder.kube.proposed_companions.service_account import AUTOMOUNT, account_name, account_named
from podbuilder.kube.proposed_companions.service_account import SLUG as ACCOUNT

SLUG = "role"
ROLE, BINDING = "Role", "RoleBinding"
GROUP = "rbac.authorization.k8s.io"
# Where kubectl creates what names no namespace, unless it is told another one.
_NAMESPACE = "default"


def offers(basis: Basis) -> Iterator[Offer]:
    """Both together: each is nothing without the other."""
    there = next(_bindings(basis), None)
    named = account_named(basis)
    has_account = bool(named) and basis.named(SERVICE_ACCOUNT, named) is not None
    yield Offer(
        SLUG,
        ROLE,
        name_of(there) if there else basis.free_name(ROLE, account_name(basis), "role"),
        "Role and RoleBinding",
        "A binding gives the account of the pod its rights." if there else "The pod asks the API server for something.",
        is_there=there is not None,
        questions=(
            Question(
                "resources", "What it asks for", "configmaps", "words", help="Such as pods/log, deployments.apps."
            ),
            Question("verbs", "What it may do", "get, list, watch", "words"),
        ),
        needs=() if has_account else (ACCOUNT,),
    )


def _bindings(basis: Basis) -> Iterator[Document]:
    for one in basis.neighbours.get(BINDING, ()):
        for subject in each(one.get("subjects")):
            if (subject.get("kind"), subject.get("name")) == (SERVICE_ACCOUNT, account_named(basis)):
                yield one


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The Role and its binding; a subject's namespace must be named, so it is guessed where nobody does."""
    verbs = words(answers["verbs"])
    rules = [{"apiGroups": [group], "resources": found, "verbs": verbs} for group, found in _by_group(answers)]
    role: Document = {
        "apiVersion": f"{GROUP}/v1",
        "kind": ROLE,
        "metadata": basis.metadata(offer.name),
        "rules": rules,
    }
    namespace = basis.namespace or _NAMESPACE
    binding: Document = {
        "apiVersion": f"{GROUP}/v1",
        "kind": BINDING,
        "metadata": basis.metadata(basis.free_name(BINDING, offer.name, "binding")),
        "roleRef": {"apiGroup": GROUP, "kind": ROLE, "name": offer.name},
        "subjects": [{"kind": SERVICE_ACCOUNT, "name": account_name(basis), "namespace": namespace}],
    }
    return Made((Companion(role), Companion(binding)), tuple(_notes(basis, offer)))


def _by_group(answers: Answers) -> list[tuple[str, list[str]]]:
    """The resources by API group, as kubectl reads them: `deployments.apps`, `pods/log`, `deployments.apps/scale`.

    Mirrors CreateRoleOptions.Complete, Kubernetes v1.36, kubectl/pkg/cmd/create.
    """
    found: dict[str, list[str]] = {}
    for word in words(answers["resources"]):
        resource, slash, below = word.partition("/")
        resource, _, group = resource.partition(".")
        found.setdefault(group, []).append(f"{resource}{slash}{below}")
    return list(found.items())


def _notes(basis: Basis, offer: Offer) -> Iterator[CompanionNote]:
    yield open_(offer.slug, ROOT.child("rules"), "Grant what the app asks for and no more.")
    if not basis.namespace:
        sentence = f"The binding names the namespace {_NAMESPACE}, because it must name one. Say where the pod runs."
        yield open_(offer.slug, ROOT.child("subjects").index(0).child("namespace"), sentence)
    mounts: Any = document.get(basis.pod, SPEC.child(AUTOMOUNT))
    if mounts is False:
        yield CompanionNote(
            "open", "", SPEC.child(AUTOMOUNT), "The pod gets no token, so it cannot use what the Role grants."
        )
