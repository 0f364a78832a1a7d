"""What an overlay may change of a text."""

from __future__ import annotations

from podbuilder.kube.exporters.kustomize.base_choices import BaseChoices, base_choices
from podbuilder.kube.kustomization.overlays.overlay import ConfigChange, ContainerChange, HostChange
from tests.kube.exporters.kustomize.texts import CLAIMS, WEB


def test_what_there_is_to_change() -> None:
    text = WEB.replace("        image: envoy:1\n", "        image: envoy:1\n        resources: {limits: {cpu: 1}}\n")
    assert base_choices(text) == BaseChoices(
        ("busybox", "registry.example.com:5000/shop/web", "envoy"),
        {"web": 2},
        (
            ContainerChange("Deployment", "web", "wait"),
            ContainerChange("Deployment", "web", "app", env={"HOST": "db", "URL": "http://$(HOST)", "TOKEN": ""}),
            ContainerChange("Deployment", "web", "proxy", limits={"cpu": "1"}, env={"LEVEL": "info", "OLD": "1"}),
        ),
        tuple(HostChange("Ingress", "web", *[f"{name}.example.com"] * 2) for name in ("shop", "other")),
        (ConfigChange("settings", {"level": "info", "old": "x"}),),
    )


def test_where_nothing_is_said() -> None:
    containers = "[{image: 5}, {name: a, env: [5, {value: a}, {name: a, value: 5}]}]"
    second = f"---\nkind: Pod\napiVersion: v1\nmetadata: {{name: a}}\nspec: {{containers: {containers}}}\n"
    assert base_choices(CLAIMS + second) == BaseChoices((), {"db": 1}, (ContainerChange("Pod", "a", "a"),), (), ())


def test_the_first_of_a_name() -> None:
    text = "".join(
        f"---\nkind: ConfigMap\napiVersion: v1\nmetadata: {{name: a, namespace: {place}}}\ndata: {{a: {place}}}\n"
        for place in ("one", "two")
    )
    assert base_choices(text).config == (ConfigChange("a", {"a": "one"}),)
