"""Tests of podbuilder.kube.completion.cluster_lists: which of a cluster's names fit which field."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.completion.cluster_lists import own_values, shared_list, shared_lists, with_cluster
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.versions import DEFAULT
from tests.support.named_cluster import SNAPSHOT

FIELDS = catalogue.load(DEFAULT)
NAMES = KnownNames(SNAPSHOT, "default")
NODES = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]"
PODS = "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]"
VOLUME, ENV = "spec.volumes[0]", "spec.containers[0].env[0].valueFrom"


def at(path: str) -> FieldPath:
    return FIELDS.resolve(path) if path else ROOT


SHARED: dict[str, tuple[str, str]] = {
    "the pod itself": ("", ""),
    "a kind": ("kind", ""),
    "an image": ("spec.containers[0].image", ""),
    "the key of a label of pods": (f"{PODS}.labelSelector.matchExpressions[0].key", ""),
    "what no facts hold": ("spec.schedulerName", ""),
    "the namespace": ("metadata.namespace", "known-namespace"),
    "namespaces of pods": (f"{PODS}.namespaces[0]", "known-namespace"),
    "an account": ("spec.serviceAccountName", "known-serviceaccount"),
    "a class": ("spec.priorityClassName", "known-priorityclass"),
    "a node": ("spec.nodeName", "known-node"),
    "a Secret": (f"{VOLUME}.secret.secretName", "known-secrets"),
    "a claim": (f"{VOLUME}.persistentVolumeClaim.claimName", "known-claims"),
    "a class of a new claim": (
        f"{VOLUME}.ephemeral.volumeClaimTemplate.spec.storageClassName",
        "known-storageclass",
    ),
    "a pull secret": ("spec.imagePullSecrets[0].name", "known-pull-secrets"),
    "a topology": (f"{PODS}.topologyKey", "known-node-labels"),
    "a label of nodes": (f"{NODES}.matchExpressions[0].key", "known-node-labels"),
    "a taint": ("spec.tolerations[0].key", "known-taints"),
}


@pytest.mark.parametrize(("path", "expected"), SHARED.values(), ids=SHARED)
def test_lists_that_fields_share(path: str, expected: str) -> None:
    assert shared_list(at(path), FIELDS) == expected
    assert not expected or expected in shared_lists(NAMES)


def env(**source: Any) -> dict[str, Any]:
    return {"spec": {"containers": [{"env": [{"valueFrom": source}]}]}}


def volume(**source: Any) -> dict[str, Any]:
    return {"spec": {"volumes": [source]}}


def affinity(**term: Any) -> dict[str, Any]:
    rules = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [term]}}
    return {"spec": {"affinity": {"nodeAffinity": rules}}}


def toleration(**one: str) -> dict[str, Any]:
    return {"spec": {"tolerations": [one]}}


GPU = "nvidia.com/gpu"
ITEMS = [{"key": "x"}]
OWN: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {
    "the pod itself": ("", {}, None),
    "an image": ("spec.containers[0].image", {}, None),
    "the key of a taint": ("spec.tolerations[0].key", toleration(key=GPU), None),
    "the key of a file": (f"{ENV}.fileKeyRef.key", env(fileKeyRef={"key": "a"}), None),
    "values of a label of pods": (f"{PODS}.labelSelector.matchExpressions[0].values[0]", {}, None),
    "a label that no node has": ("spec.nodeSelector[disk]", {}, []),
    "a Secret that is not there": (f"{ENV}.secretKeyRef.key", env(secretKeyRef={"name": "new"}), []),
    "a Secret without a name": (f"{ENV}.secretKeyRef.key", env(secretKeyRef={}), []),
    "a label": ("spec.nodeSelector[zone]", {}, ["eu-1", "eu-2"]),
    "a label of a rule": (
        f"{NODES}.matchExpressions[0].values[0]",
        affinity(matchExpressions=[{"key": "zone"}]),
        ["eu-1", "eu-2"],
    ),
    "a field of nodes": (f"{NODES}.matchFields[0].values[0]", affinity(), ["a", "b", "bare", "c"]),
    "a taint's value": ("spec.tolerations[0].value", toleration(key=GPU), ["old", "present"]),
    "a taint's effect": ("spec.tolerations[0].effect", toleration(key=GPU), ["NoExecute", "NoSchedule"]),
    "a Secret's key": (f"{ENV}.secretKeyRef.key", env(secretKeyRef={"name": "db"}), ["password", "user"]),
    "a ConfigMap's key": (f"{ENV}.configMapKeyRef.key", env(configMapKeyRef={"name": "conf"}), ["blob", "mode"]),
    "a key that becomes a file": (
        f"{VOLUME}.secret.items[0].key",
        volume(secret={"secretName": "db", "items": ITEMS}),
        ["password", "user"],
    ),
    "a key in a projected volume": (
        f"{VOLUME}.projected.sources[0].configMap.items[0].key",
        volume(projected={"sources": [{"configMap": {"name": "conf", "items": ITEMS}}]}),
        ["blob", "mode"],
    ),
}


@pytest.mark.parametrize(("path", "pod", "expected"), OWN.values(), ids=OWN)
def test_values_that_hang_on_another_field(path: str, pod: dict[str, Any], expected: list[str] | None) -> None:
    assert own_values(at(path), pod, NAMES) == expected


def test_what_the_cluster_has_comes_first() -> None:
    found = with_cluster({"known-secrets": ["mine", "db"], "amounts-cpu": ["1"]}, NAMES)
    assert found["known-secrets"] == ["db", "pull", "mine"]
    assert found["amounts-cpu"] == ["1"]
    assert found["known-taints"] == ["lone", "nvidia.com/gpu"]
