"""RoleBindings, the Roles that they grant, and the ServiceAccounts that they grant them to."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.file_references.contradiction import FileFinding
from podbuilder.kube.file_references.file_objects import FileObject, FileObjects
from podbuilder.kube.lint.companions import SERVICE_ACCOUNT
from podbuilder.kube.manifest import set_

_ROLE = ROOT.child("roleRef")
_ROLES = {"Role": "ClusterRole", "ClusterRole": "Role"}


def findings(objects: FileObjects) -> Iterator[FileFinding]:
    """Bindings of a Role of the other kind, and of what only another namespace has."""
    for one in objects.of("RoleBinding"):
        yield from _on_role(objects, one)
    for one in objects.of("RoleBinding", "ClusterRoleBinding"):
        yield from _on_subjects(objects, one)


def _on_role(objects: FileObjects, one: FileObject) -> Iterator[FileFinding]:
    kind, name = one.get(*_ROLE, "kind"), one.get(*_ROLE, "name")
    where = objects.elsewhere("Role", name, one.namespace) if kind == "Role" else ""
    if where:
        yield one.found(_ROLE.child("name"), f"The Role {quote(name)} is in another namespace, {quote(where)}.")
        return
    other = _ROLES.get(kind, "") if isinstance(kind, str) else ""
    if other and not objects.named(kind, name, one.namespace) and objects.named(other, name, one.namespace):
        fix = one.fix(f"Grant the {other}.", set_(_ROLE.child("kind"), other), is_safe=True)
        yield one.found(_ROLE.child("kind"), f"In this file, {quote(name)} is a {other}.", fix)


def _on_subjects(objects: FileObjects, one: FileObject) -> Iterator[FileFinding]:
    for path, subject in one.items("subjects"):
        name, namespace = subject.get("name"), subject.get("namespace")
        if subject.get("kind") != SERVICE_ACCOUNT or not isinstance(namespace, str):
            continue
        if where := objects.elsewhere(SERVICE_ACCOUNT, name, namespace):
            sentence = f"The ServiceAccount {quote(str(name))} is in another namespace, {quote(where)}."
            fix = one.fix("Name its namespace.", set_(path.child("namespace"), where))
            yield one.found(path.child("namespace"), sentence, fix)
