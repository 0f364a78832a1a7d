"""The commands that fetch a cluster's facts, those of Secrets and ConfigMaps without their values."""

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
# A Go template that writes YAML: of each object its kind, its name, its type and its keys.
_KEYS = (
    r"""{{range .items}}---{{"\n"}}kind: {{.kind}}{{"\n"}}"""
    r"""metadata: {name: {{printf "%q" .metadata.name}}, namespace: {{printf "%q" .metadata.namespace}}}{{"\n"}}"""
    r"""{{with .type}}type: {{printf "%q" .}}{{"\n"}}{{end}}"""
    r"""data:{{"\n"}}{{range $key, $value := .data}}  {{printf "%q" $key}}:{{"\n"}}{{end}}"""
    r"""binaryData:{{"\n"}}{{range $key, $value := .binaryData}}  {{printf "%q" $key}}:{{"\n"}}{{end}}{{end}}"""
)


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


def keys_command() -> str:
    """What to type in a POSIX shell for the names and keys of Secrets and ConfigMaps: no value gets into the file."""
    return f"kubectl get secrets,configmaps -A -o go-template='{_KEYS}' > keys.yaml"
