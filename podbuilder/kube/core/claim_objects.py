"""The objects of dynamic resource allocation that stand beside a pod, as each version of Kubernetes writes them."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import versions

# The first version whose claims have their present form.
SINCE = "1.31"
_API_SINCE = {"1.34": "v1", "1.32": "v1beta1", SINCE: "v1alpha3"}


def claim_object(name: str, device_class: str, count: int, version: str, *, is_template: bool) -> dict[str, Any]:
    """A claim, or a template of claims; versions before SINCE are written as that one."""
    age = versions.minor(version)
    api = next((api for since, api in _API_SINCE.items() if age >= versions.minor(since)), _API_SINCE[SINCE])
    device: dict[str, Any] = {"deviceClassName": device_class, **({"count": count} if count > 1 else {})}
    request = {"name": "device", "exactly": device} if api == "v1" else {"name": "device", **device}
    spec: dict[str, Any] = {"devices": {"requests": [request]}}
    return {
        "apiVersion": f"resource.k8s.io/{api}",
        "kind": "ResourceClaimTemplate" if is_template else "ResourceClaim",
        "metadata": {"name": name},
        "spec": {"spec": spec} if is_template else spec,
    }
