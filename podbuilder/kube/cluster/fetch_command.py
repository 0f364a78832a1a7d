"""The one command that fetches a cluster's facts."""

from __future__ import annotations

from podbuilder.kube.cluster.facts import kept_fields
from podbuilder.kube.core import versions

# Whoever has them only needs their keys; kubectl prints their values too.
_WITH_VALUES = ("Secret", "ConfigMap")
# Kinds that kubectl does not find in older clusters, where the command would then print nothing at all.
_SINCE = {
    **dict.fromkeys(("DeviceClass", "ResourceSlice", "ResourceClaim", "ResourceClaimTemplate"), 34),
    **dict.fromkeys(("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"), 30),
    **dict.fromkeys(("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"), 36),
}


def fetch_command(version: str, *, with_pods: bool = True, with_keys: bool = False) -> str:
    """What to type for all kinds that verdicts of this version need.

    Without running pods it is quick in any cluster; with keys it also fetches Secrets and ConfigMaps, whose values are
    thrown away when they are read.
    """
    minor = versions.minor(version)
    kinds = [
        kind
        for kind in kept_fields()
        if minor >= _SINCE.get(kind, 0) and (with_pods or kind != "Pod") and (with_keys or kind not in _WITH_VALUES)
    ]
    return f"kubectl get {','.join(_plural(kind) for kind in kinds)} -A -o json > cluster.json"


def _plural(kind: str) -> str:
    word = kind.lower()
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith("ss") else f"{word}s"
