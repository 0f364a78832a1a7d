"""The claims of a StatefulSet, which become volumes of its pods."""

from __future__ import annotations

from dataclasses import replace

from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath

CLAIMS = ROOT.child("spec", "volumeClaimTemplates")
VOLUMES = ROOT.child("spec", "volumes")


def with_claims(template: Document, wrapper: Document) -> Document:
    """A StatefulSet's template (well-typed) with a volume for each claim, and without the names that its pods get.

    The volumes of claims come first, and a claim takes the place of the template's volume of that name. Mirrors
    ValidateStatefulSetSpec, Kubernetes v1.36, pkg/apis/apps/validation, and updateStorage, pkg/controller/statefulset.
    """
    spec = {name: value for name, value in template["spec"].items() if name not in ("hostname", "subdomain")}
    names = dict.fromkeys(_names(wrapper))
    if names:
        made = [{"name": name, "persistentVolumeClaim": {"claimName": name}} for name in names]
        spec["volumes"] = [*made, *(one for one in spec.get("volumes", ()) if one.get("name", "") not in names)]
    return {**template, "spec": spec}


def at_its_place(error: FieldError, template: Document, wrapper: Document, within: FieldPath) -> FieldError:
    """An error of the template with its claims, which is at `within`, at the claim or the volume that it is about."""
    names = list(dict.fromkeys(_names(wrapper)))
    volumes = FieldPath((*within, *VOLUMES))
    if not names or not error.path.is_under(volumes) or len(error.path) == len(volumes):
        return error
    number, rest = error.path[len(volumes)], error.path[len(volumes) + 1 :]
    if int(number) < len(names):
        place = CLAIMS.index(_names(wrapper).index(names[int(number)])).child("metadata", "name")
    else:
        kept = [i for i, one in enumerate(template["spec"]["volumes"]) if one.get("name", "") not in names]
        place = FieldPath((*volumes, kept[int(number) - len(names)], *rest))
    return replace(error, path=place, told_at=error.path)


def _names(wrapper: Document) -> list[str]:
    claims = (wrapper.get("spec") or {}).get("volumeClaimTemplates") or ()
    return [(claim.get("metadata") or {}).get("name", "") for claim in claims]
