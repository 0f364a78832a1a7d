"""The patterns of the course page, one after the other on its own pod."""

from __future__ import annotations

from podbuilder.kube.devices import requests
from podbuilder.kube.devices.suggestions import DeviceWish, offers
from podbuilder.kube.manifest import Manifest, set_
from podbuilder.kube.recipes import apply
from podbuilder.kube.recipes.recipe import find
from podbuilder.kube.review import review
from podbuilder.kube.roles import recognition
from podbuilder.kube.starters.starters import BLANK
from tests.support.pods import path_of

APP = path_of("spec.containers[0]")
STEPS = {
    "fluent-bit": {"name": "log-collector", "volume": "varlog", "path": "/var/log"},
    "statsd-exporter": {"name": "metrics-collector", "port": 9090},
    "envoy": {},
    "migration": {},
}


def built(version: str) -> Manifest:
    manifest = Manifest.read(BLANK).patch([set_(APP.child("image"), "registry.example.com/ml-model-serving:v2.1")])
    manifest = manifest.patch(requests.ask(manifest.pod, APP, "nvidia.com/gpu", 1))
    for offer in offers(manifest.pod, DeviceWish(APP, requests.vendor("nvidia"), "nvidia.com/gpu")):
        if offer.is_advised:
            manifest = manifest.patch(offer.edits)
    for slug, values in STEPS.items():
        recipe = find(slug)
        assert recipe is not None
        manifest = manifest.patch(apply.apply(recipe, manifest.pod, version, values))
    return manifest


def test_the_course_pod_is_built_from_patterns() -> None:
    manifest = built("1.36")
    result = review(manifest.pod, "1.36")
    assert not result.errors
    assert not result.warnings
    assert [role.role for role in recognition.roles(manifest.pod, "1.36")] == [
        "ambassador",
        "sidecar",
        "adapter",
        "init",
        "app",
    ]


def test_before_native_sidecars_the_helpers_stand_beside_the_app() -> None:
    manifest = built("1.28")
    assert not review(manifest.pod, "1.28").errors
    assert [role.role for role in recognition.roles(manifest.pod, "1.28")] == [
        "init",
        "app",
        "sidecar",
        "adapter",
        "ambassador",
    ]
