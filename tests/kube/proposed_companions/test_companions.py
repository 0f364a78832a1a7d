"""All companions together: what is offered, what comes along, what is refused, and the file afterwards."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from podbuilder.kube import lint
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.neighbours import objects_of
from podbuilder.kube.proposed_companions.companions import add, advised, offers
from podbuilder.kube.proposed_companions.offer import Answers
from podbuilder.kube.review import review_manifest
from tests.support.proposed_companions import contradictions

RECORDED = Path(__file__).parents[4] / "shared" / "corpus" / "realworld.jsonl.gz"
TEXT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2   # for now
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: robot
      containers:
      - name: app
        image: nginx:1.27
        resources: {requests: {cpu: 100m}}
        ports: [{name: http, containerPort: 8080}]
        envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
"""
KINDS = [
    *("ServiceAccount", "Role", "RoleBinding", "ConfigMap", "Secret", "PersistentVolumeClaim", "NetworkPolicy"),
    *("Service", "Ingress", "HTTPRoute", "PodDisruptionBudget", "HorizontalPodAutoscaler"),
]


def test_everything_at_once() -> None:
    manifest = Manifest.read(TEXT)
    done = add(manifest, {offer.slug: {} for offer in offers(manifest)})
    assert done.refused == ()
    written = list(objects_of(done.manifest.tree.source))
    assert [one["kind"] for one in written] == ["Deployment", *KINDS]
    assert all(one["metadata"]["namespace"] == "shop" for one in written)
    assert done.manifest.text.startswith(TEXT.replace("  replicas: 2   # for now\n", ""))
    assert [note.path[-1] for note in done.notes if note.outcome == "lost"] == ["replicas"]
    assert contradictions(done.manifest) == set()
    assert all(offer.is_there for offer in offers(done.manifest))


def test_what_is_there_is_not_added_again() -> None:
    manifest = Manifest.read(TEXT)
    chosen: dict[str, Answers] = {offer.slug: {} for offer in offers(manifest)}
    again = add(add(manifest, chosen).manifest, chosen)
    assert {one.sentence for one in again.refused} == {"The file has it already."}
    assert again.added == ()


def test_what_most_would_choose() -> None:
    chosen = advised(Manifest.read(TEXT))
    assert list(chosen) == ["service-account", "config-map-settings", "claim-data", "service", "disruption-budget"]


def test_the_text_stays_as_it_is_where_nothing_is_chosen() -> None:
    manifest = Manifest.read(TEXT)
    assert add(manifest, {}).manifest is manifest


@pytest.mark.parametrize(
    ("chosen", "refused", "added"),
    [
        ({"unheard": {}, "service": {}}, ["unheard "], ["service"]),
        ({"service": {"port-http": "x"}, "claim-data": {}}, ["service port-http"], ["claim-data"]),
        ({"ingress": {}, "service": {"port-http": "x"}}, ["service port-http", "ingress "], []),
        ({"ingress": {}}, [], ["service", "ingress"]),
    ],
)
def test_what_is_refused(chosen: dict[str, dict[str, str]], refused: list[str], added: list[str]) -> None:
    done = add(Manifest.read(TEXT), chosen)
    assert [f"{one.slug} {one.question}" for one in done.refused] == refused
    assert list(done.added) == added
    assert all(one.sentence.endswith(".") for one in done.refused)


def test_an_edit_that_is_refused_refuses_what_wanted_it() -> None:
    """The labels of the pod cannot be set where a text stands."""
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: none}\nspec: {containers: []}\n"
    manifest = Manifest.read(text)
    done = add(manifest, {"network-policy": {}})
    assert [one.slug for one in done.refused] == ["network-policy"]
    assert done.manifest is manifest


def loud(manifest: Manifest) -> set[str]:
    """The rules of the strict profile that warn, or worse."""
    rules = lint.all_rules()
    found = review_manifest(manifest, DEFAULT, lint.STRICT).findings
    return {one.rule for one in found if rules[one.rule].rule.severity >= lint.Severity.WARNING}


@pytest.mark.skipif(not RECORDED.exists(), reason="realworld.jsonl.gz is not there")
def test_real_pods_get_all_that_they_are_offered() -> None:
    """Each 200th; benchmarks/companions.py tries all of them."""
    tried = 0
    with gzip.open(RECORDED, "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if number % 200 or not row["verdicts"][DEFAULT]["accepted"]:
                continue
            try:
                manifest = Manifest.read(row["yaml"])
            except ManifestError:
                continue
            done = add(manifest, {offer.slug: {} for offer in offers(manifest) if offer.can_be_added})
            assert done.refused == (), row["id"]
            assert contradictions(done.manifest) <= contradictions(manifest), row["id"]
            assert loud(done.manifest) <= loud(manifest), row["id"]
            tried += 1
    assert tried > 10
