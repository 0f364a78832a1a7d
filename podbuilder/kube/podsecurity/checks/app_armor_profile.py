"""The default AppArmor profile must not be overridden or turned off.

**Restricted fields:** spec.securityContext.appArmorProfile.type and the same of every container

**Allowed values:** RuntimeDefault, Localhost, undefined

**Restricted fields:** metadata.annotations[container.apparmor.security.beta.kubernetes.io/*]

**Allowed values:** runtime/default, localhost/*, empty, undefined

Mirrors CheckAppArmorProfile, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.annotation_keys import APP_ARMOR_CONTAINER, LOCALHOST, RUNTIME_DEFAULT
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, POD_SECURITY, Check, Offence, Subject

ALLOWED_TYPES = {"RuntimeDefault", "Localhost"}
CHANGE = "Use RuntimeDefault or Localhost, or leave the profile out."


def app_armor_profile_1_0(pod: Subject) -> Iterator[Offence]:
    if _is_bad(pod.security):
        yield Offence(POD_SECURITY.child("appArmorProfile", "type"), _said("The pod", pod.security), CHANGE)
    for container in pod.containers:
        if _is_bad(container.security):
            path = container.at("appArmorProfile", "type")
            yield Offence(path, _said(container.title, container.security), CHANGE)
    for key, value in pod.annotations.items():
        # sic: the annotation counts even if the pod has no container of that name.
        if key.startswith(APP_ARMOR_CONTAINER) and value not in ("", RUNTIME_DEFAULT):
            if value.startswith(LOCALHOST):
                continue
            yield Offence(
                ROOT.child("metadata", "annotations").key(key),
                f"An annotation asks for the AppArmor profile {quote(value)}.",
                "Remove the annotation, or set it to runtime/default or to a localhost/ profile.",
            )


def _is_bad(security: dict[str, Any]) -> bool:
    profile = security.get("appArmorProfile")
    return profile is not None and profile.get("type") not in ALLOWED_TYPES


def _said(who: str, security: dict[str, Any]) -> str:
    return f"{who} asks for the AppArmor profile {quote(security['appArmorProfile'].get('type', ''))}."


check = Check(
    id="appArmorProfile",
    level=BASELINE,
    title="AppArmor profile",
    reason="a forbidden AppArmor profile",
    versions=((0, app_armor_profile_1_0),),
)
