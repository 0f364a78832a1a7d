"""Tests of podbuilder.builder.pages.cluster_names: the controls of a step are completed with the cluster's names."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from podbuilder.builder import draft_cluster
from podbuilder.builder.models import Draft
from podbuilder.builder.steps.outline import RUNNING
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.cluster.facts import facts_of
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import Step
from tests.library.support import draft_of, person, signed_in
from tests.support.named_cluster import FACTS
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    zone: eu-1
  imagePullSecrets:
  - name: other
  tolerations:
  - key: nvidia.com/gpu
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
        - matchExpressions:
          - key: kubernetes.io/hostname
            operator: In
            values: [a]
  volumes:
  - name: files
    secret:
      secretName: db
      items:
      - {key: user, path: user}
  containers:
  - name: app
    image: nginx:1.27
    env:
    - name: A
      valueFrom: {secretKeyRef: {name: db, key: password}}
    - name: B
      valueFrom: {configMapKeyRef: {name: later, key: token}}
"""
CLAIM = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce]}\n"


@pytest.fixture
def known() -> tuple[Client, Draft]:
    """Alice, and a draft of hers that is judged by a cluster with names of every sort."""
    alice = person("alice")
    cluster = ClusterSnapshot(owner=alice, name="prod-eu")
    cluster.hold(facts_of(json.loads(json.dumps([one for many in FACTS.values() for one in many]))))
    cluster.facts = json.dumps(FACTS)
    cluster.save()
    return signed_in(alice), draft_of(alice, POD, cluster=cluster.key)


def offered(asker: Client, draft: Draft, slug: str, name: str) -> list[str] | None:
    """What the list of a control holds; None for a control without one."""
    browser = PlainBrowser(asker)
    browser.open(f"/drafts/{draft.key}/edit/{slug}/")
    control = next(one for one in browser.root.all("input") if one.attrs.get("name") == name)
    listed = control.attrs.get("list")
    return [option.attrs["value"] for option in browser.by_id[listed].all("option")] if listed else None


NODES = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]"
CONTROLS: dict[str, tuple[str, str, list[str] | None]] = {
    "an image": ("containers/0", "spec.containers[0].image", None),
    "the account": (RUNNING, "spec.serviceAccountName", ["builder", "default"]),
    "a pull secret": (RUNNING, "spec.imagePullSecrets[0].name", ["pull"]),
    "the namespace": ("metadata", "metadata.namespace", ["default", "shop"]),
    "a class": ("scheduling", "spec.priorityClassName", ["high"]),
    "a runtime": ("scheduling", "spec.runtimeClassName", ["gvisor"]),
    "a node": ("scheduling", "spec.nodeName", ["a", "b", "bare", "c"]),
    "a label's value": ("scheduling", "spec.nodeSelector#0.value", ["eu-1", "eu-2"]),
    "a value of a rule": (
        "scheduling",
        f"{NODES}.matchExpressions[0].values[0]",
        ["a", "b", "c"],
    ),
    "a taint": ("scheduling", "spec.tolerations[0].key", ["lone", "nvidia.com/gpu"]),
    "a taint's value": ("scheduling", "spec.tolerations[0].value", ["old", "present"]),
    "a Secret": ("containers/0", "spec.containers[0].env[0].valueFrom.secretKeyRef.name", ["db", "pull", "other"]),
    "its key": ("containers/0", "spec.containers[0].env[0].valueFrom.secretKeyRef.key", ["password", "user"]),
    "the key of what is not there": (
        "containers/0",
        "spec.containers[0].env[1].valueFrom.configMapKeyRef.key",
        ["user", "password", "token"],
    ),
    "a file's key": ("volumes", "spec.volumes[0].secret.items[0].key", ["password", "user"]),
}


@pytest.mark.parametrize(("slug", "name", "expected"), CONTROLS.values(), ids=CONTROLS)
def test_controls_offer_what_the_cluster_has(
    known: tuple[Client, Draft], slug: str, name: str, expected: list[str] | None
) -> None:
    asker, draft = known
    assert offered(asker, draft, slug, name) == expected
    draft.judge_by_cluster("")
    without = offered(asker, draft, slug, name)
    assert without is None or name.endswith((".key", ".name"))


def test_labels_of_nodes_come_before_common_ones(known: tuple[Client, Draft]) -> None:
    found = offered(*known, "scheduling", "spec.nodeSelector#0.key")
    assert found is not None
    assert found[:2] == ["kubernetes.io/hostname", "zone"]
    assert "topology.kubernetes.io/zone" in found


def test_resources_that_nodes_have_are_offered_first(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    page = asker.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode()
    options = re.search(r'<datalist id="[^"]*-devices">(.*?)</datalist>', page, re.DOTALL)
    assert options is not None
    assert re.findall(r'value="([^"]*)">([^<]*)', options[1])[:2] == [
        ("example.com/fpga", "on 3 nodes of the cluster"),
        ("nvidia.com/gpu", "on 2 nodes of the cluster"),
    ]


def test_a_companion_is_completed(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    other = draft_of(draft.owner, f"{POD}---\n{CLAIM}", cluster=draft.cluster, pod_number=FIRST_COMPANION)
    assert offered(asker, other, "object", "PersistentVolumeClaim.spec.storageClassName") == ["cheap", "fast"]


def typed(asker: Client, draft: Draft) -> Any:
    step = Step(asker, draft, "scheduling")
    return step.post({"spec.nodeSelector#0.key": "kubernetes.io/hostname"}, preview=True)


def test_values_follow_the_label_that_is_typed(known: tuple[Client, Draft]) -> None:
    lists = typed(*known).content.decode().split('id="own-lists"')[1]
    values = lists.split('id="f-spec-nodeSelector-0-value-offered"')[1].split("</datalist>")[0]
    assert re.findall('value="([^"]*)"', values) == ["a", "b", "c"]


def test_no_keystroke_waits_for_a_large_cluster(known: tuple[Client, Draft], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    asker, draft = known
    assert 'id="own-lists"' in asker.get(f"/drafts/{draft.key}/edit/scheduling/").content.decode()
    assert 'id="own-lists"' not in typed(asker, draft).content.decode()


def test_the_lists_of_a_large_cluster_come_with_its_line(
    known: tuple[Client, Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    asker, draft = known
    typed(asker, draft)
    draft.refresh_from_db()
    stored = draft.text
    # A row that has no key yet is on the page alone.
    posted = {"spec.nodeSelector#0.key": "kubernetes.io/hostname", "spec.nodeSelector#1.value": ""}
    answer = asker.post(f"/drafts/{draft.key}/cluster/line/scheduling/", posted).content.decode()
    lists = answer.split('id="own-lists"')[1]
    assert 'hx-swap-oob="true"' in lists
    values = lists.split('id="f-spec-nodeSelector-0-value-offered"')[1].split("</datalist>")[0]
    assert re.findall('value="([^"]*)"', values) == ["a", "b", "c"]
    assert 'id="f-spec-nodeSelector-1-value-offered"' in lists
    draft.refresh_from_db()
    assert draft.text == stored


def test_a_keystroke_asks_for_the_cluster_once(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    step = Step(asker, draft, "scheduling")
    with CaptureQueriesContext(connection) as caught:
        step.post({"spec.nodeSelector#0.value": "eu-2"}, preview=True)
    assert sum("clusters_clustersnapshot" in query["sql"] for query in caught) == 1
