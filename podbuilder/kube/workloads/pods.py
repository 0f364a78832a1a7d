"""The pods that a workload makes, where they differ from its template."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document


def pod_of(template: Document, wrapper: Document) -> Document:
    """The template (well-typed, with its defaults) as its workload (as written) completes it.

    A StatefulSet gives each pod a volume for every claim and sets its host name. Volumes keep their places, so that
    paths stay the template's. Mirrors ValidateStatefulSetSpec, Kubernetes v1.36, pkg/apis/apps/validation.
    """
    if wrapper.get("kind") != "StatefulSet":
        return template
    spec = {name: value for name, value in template["spec"].items() if name not in ("hostname", "subdomain")}
    claims = {name: {"name": name, "persistentVolumeClaim": {"claimName": name}} for name in _claims(wrapper)}
    if claims:
        volumes = [claims.pop(volume.get("name", ""), volume) for volume in spec.get("volumes", ())]
        spec["volumes"] = [*volumes, *claims.values()]
    return {**template, "spec": spec}


def _claims(wrapper: Document) -> Iterator[str]:
    claims = document.get(wrapper, ("spec", "volumeClaimTemplates"))
    for claim in claims if isinstance(claims, list) else ():
        name = document.get(claim, ("metadata", "name"), "") if isinstance(claim, dict) else None
        if isinstance(name, str):
            yield name
