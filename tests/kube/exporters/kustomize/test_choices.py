"""What of an overlay a base can take."""

from __future__ import annotations

from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.choices import Choices, image_names
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)
from tests.kube.exporters.kustomize.texts import WEB

RESOURCES = [one.resource for one in base_of(WEB).objects]


def test_what_is_there_is_kept_in_the_order_of_the_files() -> None:
    proxy, app, wait = (ContainerChange("Deployment", "web", name, {"cpu": "1"}) for name in ("proxy", "app", "wait"))
    hosts = [HostChange("Ingress", "web", f"{name}.example.com", "x") for name in ("other", "shop")]
    overlay = Overlay(
        "dev",
        images=(ImageChange("envoy", new_tag="2"),),
        replicas={"web": 1},
        containers=(proxy, app, wait),
        hosts=tuple(hosts),
        config=(ConfigChange("settings", {"a": "b"}),),
    )
    choices = Choices(overlay, RESOURCES)
    assert choices.lines == []
    assert choices.kept.containers == (wait, app, proxy)
    assert choices.kept.hosts == tuple(reversed(hosts))
    assert (choices.kept.images, choices.kept.replicas, choices.kept.config) == (
        overlay.images,
        overlay.replicas,
        overlay.config,
    )


def test_what_is_not_there_is_told() -> None:
    overlay = Overlay(
        "dev",
        images=(ImageChange("nginx", new_tag="2"), ImageChange("envoy")),
        replicas={"other": 1},
        containers=(ContainerChange("Deployment", "web", "other", {"cpu": "1"}), ContainerChange("Pod", "a", "b")),
        hosts=(HostChange("Ingress", "web", "a", "b"), HostChange("Ingress", "other", "a", "b")),
        config=(ConfigChange("other", {"a": "b"}), ConfigChange("settings", {})),
    )
    choices = Choices(overlay, RESOURCES)
    assert choices.kept == Overlay("dev")
    assert [line.at.removeprefix("overlays/dev: ") for line in choices.lines] == [
        "image nginx",
        "image envoy",
        "replicas of other",
        "Deployment web, container other",
        "Pod a, container b",
        "host a of Ingress web",
        "host a of Ingress other",
        "ConfigMap other",
        "ConfigMap settings",
    ]


def test_the_images_of_a_base() -> None:
    assert image_names(RESOURCES) == ["busybox", "registry.example.com:5000/shop/web", "envoy"]
