"""What is offered at the cursor of a manifest, what would be written, and what a field there means."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podbuilder.kube.completion.completion import About, about, complete
from tests.support.databases import examples

SIGN = "‸"


def place(marked: str) -> tuple[str, int, int]:
    """A text without its sign, and the line and column where the sign stood."""
    before, _, after = marked.partition(SIGN)
    lines = before.split("\n")
    return before + after, len(lines) - 1, len(lines[-1])


def offered(marked: str, version: str = "1.36") -> dict[str, str]:
    """What is offered at the sign, with what would be written."""
    found = complete(*place(marked), version)
    return {offer.text: offer.insert for offer in found.items}


def test_keys_of_a_port_are_offered_those_that_are_needed_first() -> None:
    found = offered("spec:\n  containers:\n  - name: web\n    ports:\n    - con‸\n")
    assert next(iter(found)) == "containerPort"
    assert found["containerPort"] == "containerPort: "
    assert set(found) == {"containerPort", "hostIP", "hostPort", "name", "protocol"}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("spec:\n  containers:\n  - imagePullPolicy: ‸", ["Always", "IfNotPresent", "Never"]),
        ("spec:\n  containers:\n  - stdin: ‸", ["true", "false"]),
        ("spec:\n  containers:\n  - {imagePullPolicy: ‸}", ["Always", "IfNotPresent", "Never"]),
        ("kind: Dep‸", ["Deployment"]),
        ("kind: Deployment\napiVersion: ‸", ["apps/v1"]),
        ("kind: Deployment\nspec:\n  ‸", ["replicas", "selector", "template"]),
        ("kind: Deployment\nspec:\n  template:\n    spec:\n      ‸", ["containers", "volumes"]),
        ("kind: List\nitems:\n- kind: Job\n  spec:\n    template:\n      spec:\n        ‸", ["containers"]),
        ("‸", ["apiVersion", "kind", "metadata", "spec"]),
        ("spec:\n  volumes:\n    ‸", ["- name", "- emptyDir"]),
        ("metadata:\n  labels:\n    ‸", ["app.kubernetes.io/name"]),
        ("spec:\n  containers:\n  - resources:\n      limits:\n        ‸", ["cpu", "memory"]),
        ("spec:\n  containers:\n  - resources:\n      limits:\n        memory: ‸", ["512Mi"]),
        ("spec:\n  volumes:\n  - name: data\n  containers:\n  - volumeMounts:\n    - name: ‸", ["data"]),
        (
            "spec:\n  containers:\n  - ports:\n    - name: http\n    livenessProbe:\n      httpGet:\n        port: ‸",
            ["http"],
        ),
        (
            "spec:\n  containers:\n  - envFrom:\n    - secretRef:\n        name: keys\n  - envFrom:\n    - secretRef:\n"
            "        name: ‸",
            ["keys"],
        ),
        ("spec:\n  containers:\n  - securityContext:\n      capabilities:\n        add: [‸]", ["NET_BIND_SERVICE"]),
    ],
)
def test_what_fits_is_offered(marked: str, wanted: list[str]) -> None:
    assert set(wanted) <= set(offered(marked))


@pytest.mark.parametrize(
    "marked",
    ["# ‸", "kind:‸", "spec:\n  nonsense:\n    ‸", "kind: Service\nspec:\n  ‸", "spec:\n  containers:\n  - image: ‸"],
)
def test_nothing_is_offered_where_nothing_is_known(marked: str) -> None:
    assert offered(marked) == {}


def test_what_is_there_is_not_offered_again() -> None:
    ports = offered("spec:\n  containers:\n  - ports:\n    - containerPort: 1\n      ‸")
    assert "containerPort" not in ports
    volume = offered("spec:\n  volumes:\n  - name: a\n    emptyDir: {}\n    ‸")
    assert "configMap" not in volume
    assert "uid" not in offered("metadata:\n  ‸")


def test_what_is_written_fits_its_place() -> None:
    indented = offered("spec:\n  containers:\n    - name: a\n      ‸")
    assert indented["ports"] == "ports:\n        - "
    flush = offered("spec:\n  containers:\n  - name: a\n    ‸")
    assert flush["ports"] == "ports:\n    - "
    assert flush["securityContext"] == "securityContext:\n      "
    assert offered("spec:\n  containers:\n  - ima‸: x")["image"] == "image"
    assert offered("spec:\n  volumes:\n  - ‸")["emptyDir"] == "emptyDir: {}"


def test_fields_follow_the_version() -> None:
    marked = "spec:\n  ‸"
    assert "resourceClaims" in offered(marked, "1.36")
    assert "resources" in offered(marked, "1.36")
    assert "resources" not in offered(marked, "1.25")


PULL = "spec:\n  containers:\n  - imagePullPolicy: "


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("Al‸", (21, 23)),
        ("Al‸ways", (21, 27)),
        ("'Al‸'", (22, 24)),
        ('"Al‸"', (22, 24)),
        ('"Al‸', (22, 24)),
        ("'‸", (22, 22)),
        ("''‸", (22, 22)),
    ],
)
def test_what_is_written_replaces_the_word_within_its_quotes(written: str, columns: tuple[int, int]) -> None:
    found = complete(*place(PULL + written), "1.36")
    assert (found.start, found.end) == columns
    assert [item.text for item in found.items] == ["Always", "IfNotPresent", "Never"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "spec:\n  resourceClaims:\n  - name: gpu\n  containers:\n  - resources:\n      claims:\n      - name: ‸",
            ["gpu"],
        ),
        (
            "spec:\n  containers:\n  - name: web\n    env:\n    - valueFrom:\n        resourceFieldRef:\n"
            "          containerName: ‸",
            ["web"],
        ),
        (
            "kind: List\nitems:\n- kind: Pod\n  spec:\n    containers:\n    - name: one\n- kind: Pod\n  spec:\n"
            "    containers:\n    - name: two\n      env:\n      - valueFrom:\n          resourceFieldRef:\n"
            "            containerName: ‸",
            ["two"],
        ),
        (
            "kind: Job\napiVersion: batch.volcano.sh/v1alpha1\nspec:\n  tasks:\n  - template:\n      spec:\n"
            "        containers:\n        - name: one\n  - template:\n      spec:\n        containers:\n"
            "        - name: two\n          env:\n          - valueFrom:\n              resourceFieldRef:\n"
            "                containerName: ‸",
            ["two"],
        ),
        (
            "spec:\n  volumes:\n  - name: ''\n  - x\n  - {}\n  - name: data\n  containers:\n"
            "  - volumeMounts:\n    - name: ‸",
            ["data"],
        ),
        ("spec:\n  restartPolicy: ‸", ["Always", "OnFailure", "Never"]),
        ("spec:\n  terminationGracePeriodSeconds: ‸", ["30"]),
        (
            "spec:\n  containers:\n  - resources:\n      limits:\n        cpu: ‸",
            ["100m", "250m", "500m", "1", "2", "4"],
        ),
        ("kind: List\nitems:\n- kind: Job\n  apiVersion: ‸", ["batch/v1", "batch.volcano.sh/v1alpha1"]),
        ("apiVersion: ‸", ["v1"]),
        ("spec:\n  restartPolicy:\n    ‸", ["Always", "OnFailure", "Never"]),
    ],
    ids=[
        *(
            "claims of the pod",
            "containers",
            "only those of the pod of a List",
            "only those of the pod among several",
            "only items that have a name",
        ),
        *(
            "a closed set",
            "the default",
            "amounts",
            "the version of a kind in a List",
            "the version of a Pod",
            "on a line of its own",
        ),
    ],
)
def test_exactly_these_values_are_offered_in_this_order(marked: str, wanted: list[str]) -> None:
    assert list(offered(marked)) == wanted


def test_a_further_item_of_a_list_begins_with_its_dash() -> None:
    volumes = complete(*place("spec:\n  volumes:\n    - name: a\n    ‸"), "1.36")
    written = {item.text: item.insert for item in volumes.items}
    assert list(written)[:3] == ["- name", "- emptyDir", "- configMap"]
    assert written["- name"] == "- name: "
    assert written["- emptyDir"] == "- emptyDir: {}"
    assert written["- persistentVolumeClaim"] == "- persistentVolumeClaim:\n        "


def test_a_key_that_has_its_colon_is_only_renamed() -> None:
    assert offered("spec:\n  nodeSelector:\n    ‸: linux")["kubernetes.io/os"] == "kubernetes.io/os"
    renamed = complete(*place("spec:\n  ‸: x"), "1.36").items
    assert {item.insert for item in renamed} == {item.text for item in renamed}
    assert not any(item.again for item in renamed)


def test_what_an_offer_says_of_itself() -> None:
    found = {item.text: item for item in complete(*place("spec:\n  ‸"), "1.36").items}
    assert found["containers"].kind == "list of Container"
    assert found["containers"].doc == "List of containers belonging to the pod"
    assert {name for name in found if found[name].rank == 250} == {"containers"}
    again = ("containers", "restartPolicy", "hostIPC", "nodeName", "affinity")
    assert [found[name].again for name in again] == [True] * 5
    assert not found["priority"].again
    first = complete(*place("spec:\n  dnsPolicy: ‸"), "1.36").items[0]
    assert (first.text, first.kind) == ("ClusterFirst", "default")
    probe = [item.text for item in complete(*place("spec:\n  containers:\n  - livenessProbe: {‸}"), "1.36").items]
    assert probe[:4] == ["httpGet", "tcpSocket", "exec", "grpc"]


def told(marked: str) -> About:
    found = about(*place(marked), "1.36")
    assert found is not None
    return found


@pytest.mark.parametrize("marked", ["# co‸", "spec: ‸", "spec:\n  nonsense‸: 0", "kind: Service\nspec‸:\n", "", "‸"])
def test_nothing_is_said_where_no_known_field_stands(marked: str) -> None:
    assert about(*place(marked), "1.36") is None


@pytest.mark.parametrize(
    ("marked", "path", "type_", "facts"),
    [
        ("spec:\n  containers:\n  - name: we‸b", "spec.containers[0].name", "string", {"Required": "yes"}),
        ("spec:\n  containers:\n  - 'ima‸ge': x", "spec.containers[0].image", "string", {}),
        (
            "spec:\n  containers:\n  - ports:\n    - containerPort: 8‸0",
            "spec.containers[0].ports[0].containerPort",
            "whole number",
            {"Required": "yes", "Range": "1 to 65535"},
        ),
        (
            "spec:\n  terminationGracePeriodSeconds‸: 3",
            "spec.terminationGracePeriodSeconds",
            "whole number",
            {"Default": "30", "Range": "0 or more"},
        ),
        (
            "spec:\n  restartPolicy: Al‸ways",
            "spec.restartPolicy",
            "string",
            {"Default": "Always", "One of": "Always, OnFailure, Never"},
        ),
        ("spec:\n  containers‸:\n", "spec.containers", "list of Container", {"Required": "yes"}),
        (
            "spec:\n  resourceClaims‸:\n",
            "spec.resourceClaims",
            "list of PodResourceClaim",
            {"Since": "Kubernetes 1.26"},
        ),
        ("spec:\n  containers:\n  - command‸: []", "spec.containers[0].command", "list of string", {}),
        ("spec:\n  securityContext‸: {}", "spec.securityContext", "PodSecurityContext", {}),
        ("spec:\n  hostUsers‸: true", "spec.hostUsers", "true or false", {"Default": "True"}),
        ("metadata:\n  labels‸: {}", "metadata.labels", "map", {}),
        ("metadata:\n  managedFields:\n  - fieldsV1‸: {}", "metadata.managedFields[0].fieldsV1", "object", {}),
        (
            "kind: Deployment\nspec:\n  replicas‸: 3",
            "spec.replicas",
            "whole number",
            {"Default": "1", "Range": "0 or more"},
        ),
        (
            "kind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          hostIPC‸:",
            "spec.jobTemplate.spec.template.spec.hostIPC",
            "true or false",
            {"Default": "False"},
        ),
    ],
)
def test_a_field_is_told_in_words(marked: str, path: str, type_: str, facts: dict[str, str]) -> None:
    found = told(marked)
    assert (found.path, found.type, dict(found.facts)) == (path, type_, facts)


def test_answers_become_json() -> None:
    assert told("spec:\n  hostIPC‸: x").to_json() == {
        "path": "spec.hostIPC",
        "type": "true or false",
        "doc": "Use the host's ipc namespace. Optional: Default to false.",
        "facts": [("Default", "False")],
    }
    found = complete(*place("apiVersion: ‸"), "1.36").to_json()
    offer = {"text": "v1", "insert": "v1", "kind": "", "doc": "", "rank": 100, "again": False}
    assert found == {"start": 12, "end": 12, "items": [offer]}


# Pieces of manifests, finished and not.
PIECES = st.sampled_from(
    [
        *("kind: Pod\n", "kind: List\nitems:\n- ", "kind: Deployment\n", "spec:\n", "  containers:\n", "  - name: a\n"),
        *("    ports:\n    - ", "    image: ", "  volumes: [{", "    resources: {limits: {", "metadata:\n  labels:\n"),
        *("    ", "  ", "\n", "\r\n", ": ", "- ", "{", "}", "[", "]", "'", '"', "#", "---\n", "é", "\t", "&a ", "|"),
    ]
)


@settings(max_examples=examples(200))
@given(
    st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)),
    st.integers(-2, 40),
    st.integers(-2, 60),
    st.sampled_from(["1.25", "1.36"]),
)
def test_any_text_is_answered_at_any_place(text: str, line: int, column: int, version: str) -> None:
    found = complete(text, line, column, version)
    assert 0 <= found.start <= found.end
    assert [item.text for item in found.items] == [
        item.text for item in sorted(found.items, key=lambda item: (-item.rank, item.text))
    ]
    told = about(text, line, column, version)
    assert told is None or told.type


AFFINITY = (
    "spec:\n  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n"
    "        nodeSelectorTerms:\n        - matchExpressions:\n          - key: "
)


def test_labels_of_nodes_are_offered_without_a_cluster() -> None:
    assert "topology.kubernetes.io/zone" in offered(f"{AFFINITY}‸")
    assert "topology.kubernetes.io/zone" in offered("spec:\n  topologySpreadConstraints:\n  - topologyKey: ‸")
