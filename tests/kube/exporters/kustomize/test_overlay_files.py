"""The files of an overlay."""

from __future__ import annotations

from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.overlay_files import container_at, find, overlay_files
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)
from tests.kube.exporters.kustomize.texts import CLAIMS, WEB

HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- "../../base"\n'


def files(overlay: Overlay, text: str = WEB) -> dict[str, str]:
    return overlay_files(overlay, base_of(text).objects)


def test_an_overlay_that_changes_nothing() -> None:
    assert files(Overlay("dev")) == {"kustomization.yaml": HEAD}


def test_what_kustomize_has_fields_for() -> None:
    overlay = Overlay(
        "prod",
        namespace="yes",
        name_prefix="p-",
        name_suffix="-s",
        labels={"env": "prod"},
        annotations={"who": "0123"},
        images=(ImageChange("busybox", "box", "1.0", "sha256:a"), ImageChange("envoy", new_tag="1e3")),
        replicas={"web": 0},
    )
    assert files(overlay) == {
        "kustomization.yaml": HEAD
        + 'namespace: "yes"\nnamePrefix: p-\nnameSuffix: -s\n'
        + "labels:\n- pairs:\n    env: prod\n  includeSelectors: false\n  includeTemplates: true\n"
        + 'commonAnnotations:\n  who: "0123"\n'
        + 'images:\n- name: busybox\n  newName: box\n  newTag: "1.0"\n  digest: sha256:a\n'
        + '- name: envoy\n  newTag: "1e3"\n'
        + "replicas:\n- name: web\n  count: 0\n"
    }


def test_labels_stay_away_from_templates_of_claims() -> None:
    made = files(Overlay("prod", labels={"env": "prod"}), CLAIMS)
    assert "includeTemplates: false" in made["kustomization.yaml"]


def test_a_patch_keeps_the_order_of_containers() -> None:
    change = ContainerChange(
        "Deployment", "web", "proxy", {"cpu": "1"}, {"memory": None}, {"LEVEL": "debug", "OLD": None}
    )
    wait = ContainerChange("Deployment", "web", "wait", limits={"cpu": "2"})
    made = files(Overlay("dev", containers=(change, wait)))
    assert made["kustomization.yaml"] == HEAD + "patches:\n- path: deployment-web.yaml\n"
    assert made["deployment-web.yaml"] == (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\n"
        "spec:\n  template:\n    spec:\n"
        '      initContainers:\n      - name: wait\n        resources:\n          limits:\n            cpu: "2"\n'
        "      containers:\n      - name: app\n      - name: proxy\n"
        '        env:\n        - name: LEVEL\n          value: debug\n        - name: OLD\n          "$patch": delete\n'
        '        resources:\n          requests:\n            cpu: "1"\n          limits:\n            memory: null\n'
    )


def test_variables_that_refer_to_others_keep_their_order() -> None:
    change = ContainerChange("Deployment", "web", "app", env={"NEW": "x", "TOKEN": "t"})
    made = files(Overlay("dev", containers=(change,)))["deployment-web.yaml"]
    assert made.partition("env:\n")[2] == (
        "        - name: HOST\n        - name: URL\n"
        "        - name: TOKEN\n          value: t\n          valueFrom: null\n"
        "        - name: NEW\n          value: x\n"
    )


def test_hosts_and_texts() -> None:
    hosts = (HostChange("Ingress", "web", "shop.example.com", "dev.example.com"),)
    made = files(Overlay("dev", hosts=hosts, config=(ConfigChange("settings", {"level": "0123", "old": None}),)))
    assert made["configmap-settings.yaml"].endswith('data:\n  level: "0123"\n  old: null\n')
    assert made["kustomization.yaml"] == HEAD + (
        "patches:\n- path: configmap-settings.yaml\n- path: ingress-web-hosts.yaml\n  target:\n"
        "    group: networking.k8s.io\n    version: v1\n    kind: Ingress\n    name: web\n"
    )
    assert made["ingress-web-hosts.yaml"].count("value: dev.example.com") == 2
    assert made["ingress-web-hosts.yaml"].startswith(
        "- op: test\n  path: /spec/rules/0/host\n  value: shop.example.com\n- op: replace\n"
    )


def test_an_object_of_the_same_name_elsewhere_is_not_patched() -> None:
    text = "".join(f"---\nkind: ConfigMap\napiVersion: v1\nmetadata: {{name: a, namespace: {n}}}\n" for n in ("m", "n"))
    made = files(Overlay("dev", config=(ConfigChange("a", {"x": "y"}),)), text)
    assert list(made) == ["kustomization.yaml", "configmap-a.yaml"]
    assert "namespace: m\n" in made["configmap-a.yaml"]


def test_where_containers_stand() -> None:
    resources = [one.resource for one in base_of(WEB).objects]
    web = find(resources, "Deployment", "web")
    assert web
    assert container_at(web, "wait") == ("initContainers", 0)
    assert container_at(web, "proxy") == ("containers", 1)
    assert container_at(web, "other") is None
    assert container_at(resources[1], "proxy") is None
    assert find(resources, "Pod", "web") is None
