"""What the tests of devices share."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.devices.requests import vendor_of
from podbuilder.kube.devices.suggestions import DeviceSuggestion, DeviceWish, offers
from podbuilder.kube.manifest import Manifest, write
from tests.support.pod_text import pod_of
from tests.support.pods import path_of

AT = path_of("spec.containers[0]")
POD = pod_of(containers=[{"name": "train", "image": "x:1"}])


def patched(pod: dict[str, Any], edits: Any) -> dict[str, Any]:
    return Manifest.read(write(pod)).patch(edits).pod


def wish(resource: str = "nvidia.com/gpu", **wanted: Any) -> DeviceWish:
    vendor = vendor_of(resource)
    return DeviceWish(AT, vendor, vendor.taint if vendor else resource, **wanted)


def offer(pod: dict[str, Any], name: str, resource: str = "nvidia.com/gpu", **wanted: Any) -> DeviceSuggestion:
    """The offer with this name; KeyError if there is none."""
    return {o.name: o for o in offers(pod, wish(resource, **wanted))}[name]


def with_all(pod: dict[str, Any], resource: str, **wanted: Any) -> dict[str, Any]:
    """The pod with everything that goes well with a device."""
    for name in [o.name for o in offers(pod, wish(resource, **wanted))]:
        pod = patched(pod, offer(pod, name, resource, **wanted).edits)
    return pod
