"""Tests of podbuilder.kube.courses.goal: each kind of goal, missed and met."""

from typing import Any

import pytest

from podbuilder.kube.courses import Work, goals_from_json
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest

BARE = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "nginx:latest"}
"""
GOOD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  initContainers:
  - name: migrate
    image: app:1
    command: [./migrate]
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
    resources: {limits: {cpu: 1, memory: 1Gi}}
  containers:
  - name: web
    image: nginx:1.25
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
    resources: {limits: {cpu: 1, memory: 1Gi}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {ports: [{port: 80}]}
"""
BROKEN = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: []}\n"
# A goal, the texts that miss it, those that meet it, and its sentence.
CASES: dict[str, tuple[dict[str, Any], list[str], list[str], str]] = {
    "a field": ({"field": "spec.initContainers"}, [BARE], [GOOD], "spec.initContainers is set."),
    "a field of another object": (
        {"field": "spec.ports[0].port", "in": "Service"},
        [BARE],
        [GOOD],
        "spec.ports[0].port is set.",
    ),
    "in the author's words": ({"field": "spec.initContainers", "text": "It migrates."}, [BARE], [GOOD], "It migrates."),
    "accepted": ({"accepted": True}, [BROKEN], [BARE, GOOD], "The API server accepts it."),
    "rules": ({"rules": ["image-tag-mutable"]}, [BARE, BROKEN], [GOOD], ""),
    "a level": ({"level": "restricted"}, [BARE], [GOOD], "It keeps to Pod Security's level restricted."),
    "a role": ({"role": "init"}, [BARE], [GOOD], "One of its containers is an init."),
    "an object": ({"object": "Service"}, [BARE], [GOOD], "The file holds a Service."),
    "a class": ({"qos": "Guaranteed"}, [BARE], [GOOD], "Its QoS class is Guaranteed."),
}


@pytest.mark.parametrize("case", CASES)
def test_a_goal_is_missed_and_met(case: str) -> None:
    said, missed, met, sentence = CASES[case]
    (goal,) = goals_from_json([said])
    for text in missed + met:
        manifest = Manifest.read(text)
        assert goal.is_met(Work(manifest, review_manifest(manifest))) is (text in met), text
    assert sentence in goal.sentence


def test_rules_are_named_by_what_they_report() -> None:
    (goal,) = goals_from_json([{"rules": ["image-tag-mutable", "run-as-non-root"]}])
    assert goal.sentence.startswith("No advice is left on: ")
    assert ";" in goal.sentence


def test_init_and_sidecar_take_their_article() -> None:
    sentences = [goal.sentence for goal in goals_from_json([{"role": "sidecar"}, {"object": "Ingress"}])]
    assert sentences == ["One of its containers is a sidecar.", "The file holds an Ingress."]


def test_a_role_that_was_given_by_hand_counts() -> None:
    (goal,) = goals_from_json([{"role": "adapter"}])
    manifest = Manifest.read(BARE)
    assert not goal.is_met(Work(manifest, review_manifest(manifest)))
    assert goal.is_met(Work(manifest, review_manifest(manifest), {"web": "adapter"}))
