"""From the files of an overlay to what somebody chose; what we wrote is in tests/kube/exporters/kustomize."""

from __future__ import annotations

import pytest

from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.overlay import ConfigChange, ContainerChange, HostChange, Overlay
from podbuilder.kube.kustomization.overlays.overlay_description import DescribedOverlay, describe_overlay

HEAD = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: "
CONFIG = "{apiVersion: v1, kind: ConfigMap, metadata: {name: web"
INGRESS = "target: {kind: Ingress, name: web}"


def described(text: str, **more: str) -> DescribedOverlay:
    base = {"base/kustomization.yaml": "resources: [d.yaml]\n"}
    files = {
        "o/kustomization.yaml": f"resources: [../base]\n{text}",
        **{f"o/{name}.yaml": one for name, one in more.items()},
    }
    found = describe_overlay(Folder({**base, **files}), "o")
    assert found is not None
    return found


def test_what_has_no_base_is_one() -> None:
    files = {"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "kind: Pod\nmetadata: {name: web}\n"}
    assert describe_overlay(Folder(files), ".") is None


def inline(patch: str, more: str = "") -> str:
    return f"patches:\n- patch: |-\n    {patch}\n  {more}\n"


SAME: dict[str, tuple[str, Overlay]] = {
    "nothing": ("", Overlay("o")),
    "labels of several entries": (
        "labels: [{pairs: {a: b}}, {pairs: {c: d}}]\n",
        Overlay("o", labels={"a": "b", "c": "d"}),
    ),
    "texts": (
        inline(CONFIG + "}, data: {a: b, c: null}}"),
        Overlay("o", config=(ConfigChange("web", {"a": "b", "c": None}),)),
    ),
    "containers, some only named": (
        inline(
            HEAD + "{containers: [{name: a}, {name: b, env: [{name: A}, {name: B, value: x, valueFrom: null}]}]}}}}"
        ),
        Overlay("o", containers=(ContainerChange("Deployment", "web", "b", env={"B": "x"}),)),
    ),
    "a variable that is taken away": (
        inline(HEAD + "{containers: [{name: a, env: [{name: A, $patch: delete}]}]}}}}"),
        Overlay("o", containers=(ContainerChange("Deployment", "web", "a", env={"A": None}),)),
    ),
    "hosts": (
        inline(
            '[{"op": "test", "path": "/spec/rules/0/host", "value": "a"},'
            ' {"op": "replace", "path": "/spec/rules/0/host", "value": "b"}]',
            INGRESS,
        ),
        Overlay("o", hosts=(HostChange("Ingress", "web", "a", "b"),)),
    ),
    "an old way to name patches": (
        f"patchesStrategicMerge: ['{CONFIG}}}, data: {{a: b}}}}\n\n']\n",
        Overlay("o", config=(ConfigChange("web", {"a": "b"}),)),
    ),
}


@pytest.mark.parametrize(("text", "overlay"), SAME.values(), ids=SAME)
def test_what_somebody_chose(text: str, overlay: Overlay) -> None:
    found = described(text)
    assert (found.overlay, found.base, found.beyond) == (overlay, "base", ())


def operations(*pairs: str) -> str:
    return "".join(f"    - {{{one}}}\n" for one in pairs)


HOST = "op: test, path: /spec/rules/0/host, value: a"
NEW = "op: replace, path: /spec/rules/0/host, value: b"
BEYOND: dict[str, tuple[str, str]] = {
    "a component": ("components: [../c]\n", "components: ../c"),
    "a generator": ("configMapGenerator: [{name: a}]\n", "configMapGenerator: a"),
    "an order": ("sortOptions: {order: fifo}\n", "sortOptions"),
    "labels in selectors": ("commonLabels: {a: b}\n", "labels[0]"),
    "labels in other fields": ("labels: [{pairs: {a: b}, fields: [{path: a}]}]\n", "labels[0]"),
    "a suffix of a tag": ("images: [{name: a, tagSuffix: b}]\n", "images: a"),
    "a name that may change": (inline(CONFIG + "}, data: {a: b}}", "options: {allowNameChange: true}"), "patches[0]"),
    "a merge for a target": (inline(CONFIG + "}, data: {a: b}}", "target: {kind: ConfigMap}"), "patches[0]"),
    "labels in a patch": (inline(CONFIG + ", labels: {a: b}}}"), "patches[0]"),
    "a ConfigMap's other fields": (inline(CONFIG + "}, immutable: true}"), "patches[0]"),
    "a ConfigMap's number": (inline(CONFIG + "}, data: {a: 1}}"), "patches[0]"),
    "a Service": (
        inline("{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}"),
        "patches[0]",
    ),
    "a pod's other fields": (inline(HEAD + "{hostNetwork: true}}}}"), "patches[0]"),
    "a workload's other fields": (
        inline(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {paused: true, template: {spec: {}}}}"
        ),
        "patches[0]",
    ),
    "a container's other fields": (inline(HEAD + "{containers: [{name: a, args: []}]}}}}"), "patches[0]"),
    "a container without a name": (inline(HEAD + "{containers: [{image: a}]}}}}"), "patches[0]"),
    "a number of bytes": (
        inline(HEAD + "{containers: [{name: a, resources: {limits: {memory: 5}}}]}}}}"),
        "patches[0]",
    ),
    "claims of a container": (inline(HEAD + "{containers: [{name: a, resources: {claims: []}}]}}}}"), "patches[0]"),
    "resources of no kind": (inline(HEAD + "{containers: [{name: a, resources: 5}]}}}}"), "patches[0]"),
    "a variable without a name": (inline(HEAD + "{containers: [{name: a, env: [{value: a}]}]}}}}"), "patches[0]"),
    "a variable from elsewhere": (
        inline(HEAD + "{containers: [{name: a, env: [{name: a, valueFrom: {}}]}]}}}}"),
        "patches[0]",
    ),
    "variables of no kind": (inline(HEAD + "{containers: [{name: a, env: 5}]}}}}"), "patches[0]"),
    "operations for nobody": ("patches:\n- patch: |-\n" + operations(HOST, NEW), "patches[0]"),
    "an operation alone": (f"patches:\n- {INGRESS}\n  patch: |-\n" + operations(HOST), "patches[0]"),
    "operations on other fields": (
        f"patches:\n- {INGRESS}\n  patch: |-\n"
        + operations("op: test, path: /a, value: b", "op: replace, path: /a, value: b"),
        "patches[0]",
    ),
    "operations without a test": (f"patches:\n- {INGRESS}\n  patch: |-\n" + operations(NEW, NEW), "patches[0]"),
    "operations that are none": (f"patches:\n- {INGRESS}\n  patch: |-\n    - a\n    - b\n", "patches[0]"),
}


@pytest.mark.parametrize(("text", "beyond"), BEYOND.values(), ids=BEYOND)
def test_what_else_there_is(text: str, beyond: str) -> None:
    assert described(text).beyond == (beyond,)


def test_objects_beside_the_base() -> None:
    folder = Folder({"o/kustomization.yaml": "resources: [../base, x.yaml]\n", "o/x.yaml": ""})
    found = describe_overlay(folder, "o")
    assert found is not None
    assert found.beyond == ("resources: x.yaml",)


def test_a_patch_in_a_file() -> None:
    found = described("patches: [{path: p.yaml}]\n", p=CONFIG + "}, data: {a: b}}")
    assert found.overlay.config == (ConfigChange("web", {"a": "b"}),)
