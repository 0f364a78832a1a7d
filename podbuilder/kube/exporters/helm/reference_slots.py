"""Names in a chart: those that follow the release, wherever they stand, and those that are values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.note import carried, left
from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, texts
from podbuilder.kube.exporters.helm.value_schema import SWITCH, TEXT, TEXTS
from podbuilder.kube.insight.prerequisites import Reference, references

_NAME = FieldPath(("metadata", "name"))
_NAMESPACE = FieldPath(("metadata", "namespace"))
_ACCOUNT = "ServiceAccount"
_ACCOUNT_FIELDS = ("serviceAccountName", "serviceAccount")
_ACCOUNT_VALUES = "serviceAccount"
_BESIDE = "*"
# Where objects beside pods name others, and of which kind; "*" where the kind stands beside the name.
_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "Ingress": (
        ("spec.defaultBackend.service.name", "Service"),
        ("spec.rules[].http.paths[].backend.service.name", "Service"),
        ("spec.tls[].secretName", "Secret"),
    ),
    "HorizontalPodAutoscaler": (("spec.scaleTargetRef.name", _BESIDE),),
    "RoleBinding": (("roleRef.name", _BESIDE), ("subjects[].name", _BESIDE)),
    "ClusterRoleBinding": (("roleRef.name", _BESIDE), ("subjects[].name", _BESIDE)),
    "HTTPRoute": (("spec.rules[].backendRefs[].name", "Service"),),
    "ServiceAccount": (("imagePullSecrets[].name", "Secret"), ("secrets[].name", "Secret")),
    "StatefulSet": (("spec.serviceName", "Service"),),
}
_SECRET = "A Secret that must be there before; the chart has none."  # noqa: S105 - a comment


class Named(NamedTuple):
    """A field that names an object."""

    path: FieldPath
    kind: str
    name: str
    # What is read of it, where the field says so.
    keys: tuple[str, ...] = ()


def named_in(draft: ChartDraft, one: ObjectTemplate) -> Iterator[Named]:
    """Every field of an object that names another one."""
    kind = kinds.kind_of(one.document)
    if kind and kind.definition:
        for found in references(one.document, catalogue.load(draft.version, kind.name)):
            yield _named(found, found.path)
    else:
        for pod in one.pods:
            for found in references(one.get(*pod), catalogue.load(draft.version)):
                yield _named(found, FieldPath((*pod, *found.path)))
    wanted = dict(_FIELDS.get(one.kind, ()))
    for path, value in document.walk(one.document) if wanted else ():
        names = wanted.get(path.pattern())
        if names and isinstance(value, str):
            beside = one.get(*path.parent, "kind")
            yield Named(path, str(beside) if names == _BESIDE else names, value)


def _named(found: Reference, path: FieldPath) -> Named:
    return Named(path, found.kind, found.name, tuple(key.name for key in found.keys))


def add_names(draft: ChartDraft) -> None:
    """Have names follow the release, and make values of the names of Secrets and of the pods' account."""
    account = _add_account(draft)
    for one in draft.objects:
        _add_own(draft, one, account)
        for path, kind, name, keys in named_in(draft, one):
            if kind == "Secret":
                draft.needs_secret(name, keys)
            if not one.is_free(path):
                continue
            expression = draft.names.name_of(kind, name)
            if kind == _ACCOUNT and name == account:
                one.put(path, texts(draft.names.helper("serviceAccountName")))
            elif kind == "Secret" and "imagePullSecrets" not in path:
                to = draft.values.scope(name, ("existingSecrets",), "", of=kind)
                one.put(path, texts(draft.values.add(to, name, _SECRET, TEXT | {"minLength": 1})))
                draft.say(one, path, carried(".".join(to)))
            elif expression:
                one.put(path, texts(expression))


def _add_own(draft: ChartDraft, one: ObjectTemplate, account: str) -> None:
    """Name and namespace of an object, and namespaces that it names."""
    expression = draft.names.name_of(one.kind, one.name)
    if one.kind == _ACCOUNT and one.name == account:
        expression = draft.names.helper("serviceAccountName")
    if one.is_free(_NAME):
        if expression:
            one.put(_NAME, texts(expression))
        else:
            says = "The name is the same in every release; a second one in the same namespace finds it taken."
            draft.say(one, _NAME, left(says))
    for path, value in list(document.walk(one.document)):
        is_namespace = path == _NAMESPACE or path.pattern() == "subjects[].namespace"
        if not is_namespace or not value or not one.is_free(path):
            continue
        if value == draft.names.namespace:
            one.put(path, texts(".Release.Namespace"))
            draft.say(one, path, carried("the release's namespace"))
        elif path == _NAMESPACE:
            draft.say(one, path, left("It stays in this namespace, whatever the release's is."))


def _add_account(draft: ChartDraft) -> str:
    """Make values of the account that the first workload's pods run as; its name."""
    one = draft.workloads[0]
    spec = one.pods[0].child("spec")
    name, to = one.get(*spec, _ACCOUNT_FIELDS[0]), (_ACCOUNT_VALUES, "name")
    account = next((found for found in draft.of_kind(_ACCOUNT) if found.name == name), None)
    if not isinstance(one.get(*spec), dict):
        return ""
    if account is None:
        if not one.has(spec.child(_ACCOUNT_FIELDS[0])) and not one.has(spec.child(_ACCOUNT_FIELDS[1])):
            draft.values.add(to, "", "The account that the pods run as; empty for the namespace's default.", TEXT)
            helper = draft.names.helper("serviceAccountName")
            one.put(spec.child(_ACCOUNT_FIELDS[0]), Slot(". | quote", condition=f"with {helper}"))
            return ""
        if not isinstance(name, str) or not name or not one.is_free(spec.child(_ACCOUNT_FIELDS[0])):
            return ""
        draft.values.add(to, name, "The account that the pods run as, which must be there before.", TEXT)
        draft.say(one, spec.child(_ACCOUNT_FIELDS[0]), carried(".".join(to)))
        return name
    about = "Whether the chart makes the account that the pods run as."
    account.condition = draft.values.add((_ACCOUNT_VALUES, "create"), True, about, SWITCH)
    follows = draft.names.name_of(_ACCOUNT, account.name)
    empty = "empty for that of the release" if follows else "empty for the namespace's default"
    draft.values.add(to, "" if follows else account.name, f"Its name; {empty}.", TEXT)
    draft.add_structure(
        *(account, FieldPath(("metadata", "annotations")), (_ACCOUNT_VALUES, "annotations")),
        *("Its annotations, such as those that give it an identity in a cloud.", {}, TEXTS),
    )
    return account.name
