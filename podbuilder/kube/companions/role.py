"""Role and RoleBinding. Mirrors Kubernetes v1.36, pkg/apis/rbac."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.shared_metadata import name_is_path_segment
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, invalid, not_supported, required
from podbuilder.kube.validation.format_errors import validate_dns1123_subdomain
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions

RULES, ROLE_REF, SUBJECTS = ROOT.child("rules"), ROOT.child("roleRef"), ROOT.child("subjects")
GROUP = "rbac.authorization.k8s.io"
ROLE_KINDS = ("Role", "ClusterRole")
# The group of each kind of subject; an account is an object of the group without a name.
SUBJECT_GROUPS = {"ServiceAccount": "", "User": GROUP, "Group": GROUP}


def validate_role(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateRole. A Role without rules allows nothing, which is fine."""
    for i, rule in enumerate(document.get("rules", ())):
        yield from validate_policy_rule(rule, RULES.index(i))


def validate_policy_rule(rule: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidatePolicyRule, for rules of a namespace. sic: what the words mean is not looked at."""
    if not rule.get("verbs"):
        yield required(path.child("verbs"), "Write what is allowed, such as get, list and watch.")
    urls, at = rule.get("nonResourceURLs"), path.child("nonResourceURLs")
    if urls:
        yield invalid(at, urls, "An address that is no resource belongs to no namespace; only a ClusterRole has it.")
        if any(rule.get(name) for name in ("apiGroups", "resources", "resourceNames")):
            yield invalid(at, urls, "A rule is about resources or about other addresses; make it two rules.")
        return
    if not rule.get("apiGroups"):
        yield required(path.child("apiGroups"), 'Write the API group of the resources; that of pods is "".')
    if not rule.get("resources"):
        yield required(path.child("resources"), "Write what the rule is about, such as pods or configmaps.")


def set_defaults_role_binding(document: Document, options: PodOptions) -> Document:
    """The binding with its defaults, a new object. Mirrors SetDefaults_RoleBinding and SetDefaults_Subject, v1.36."""
    role = document.get("roleRef", {})
    stored = {**document, "roleRef": {**role, "apiGroup": role.get("apiGroup") or GROUP}}
    if "subjects" in document:
        stored["subjects"] = [_with_group(subject) for subject in document["subjects"]]
    return stored


def _with_group(subject: dict[str, Any]) -> dict[str, Any]:
    return {**subject, "apiGroup": subject.get("apiGroup") or SUBJECT_GROUPS.get(subject.get("kind", ""), "")}


def validate_role_binding(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateRoleBinding. Whether the role is there is not looked at."""
    role = document["roleRef"]
    if role["apiGroup"] != GROUP:
        yield _only(ROLE_REF.child("apiGroup"), role["apiGroup"], GROUP)
    if role.get("kind", "") not in ROLE_KINDS:
        yield unsupported(ROLE_REF.child("kind"), role.get("kind", ""), ROLE_KINDS)
    if role.get("name"):
        messages = name_is_path_segment(role["name"], prefix=False)
        yield from invalid_for_each(ROLE_REF.child("name"), role["name"], messages)
    else:
        yield required(ROLE_REF.child("name"), "Write the name of the role that is given.")
    for i, subject in enumerate(document.get("subjects", ())):
        yield from validate_subject(subject, SUBJECTS.index(i))


def validate_subject(subject: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateRoleBindingSubject, for bindings of a namespace."""
    name, kind = subject.get("name", ""), subject.get("kind", "")
    if not name:
        yield required(path.child("name"), "Write the name of who gets the role.")
    elif kind == "ServiceAccount":
        yield from validate_dns1123_subdomain(name, path.child("name"))
    if kind not in SUBJECT_GROUPS:
        yield unsupported(path.child("kind"), kind, tuple(SUBJECT_GROUPS))
    elif subject["apiGroup"] != SUBJECT_GROUPS[kind]:
        yield _only(path.child("apiGroup"), subject["apiGroup"], SUBJECT_GROUPS[kind])


def _only(path: FieldPath, found: str, group: str) -> FieldError:
    cure = f'write "{group}"' if group else "leave it out"
    return not_supported(path, found, f"{show(found)} is not the API group of this kind; {cure}.")
