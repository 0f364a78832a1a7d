"""The step "Scheduling": each rule says what it amounts to, and goes on saying it while it is typed."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import Step, begin

pytestmark = pytest.mark.django_db

POD = """\
kind: Pod
metadata: {name: web}
spec:
  containers: []
  tolerations:
  - key: nvidia.com/gpu
    operator: Exists
  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            app: web
  topologySpreadConstraints:
  - topologyKey: topology.kubernetes.io/zone
    maxSkew: 1
    whenUnsatisfiable: DoNotSchedule
"""


def test_the_sentences(client: Client) -> None:
    draft = begin(client, POD)
    html = client.get(f"/drafts/{draft.key}/edit/scheduling/").content.decode()
    for said in (
        "May run on nodes tainted nvidia.com/gpu, any effect.",
        "Must not share a node with pods labelled app=web.",
        "Spread over zones, at most 1 apart; refuse otherwise.",
    ):
        assert said in html


def test_they_follow_what_is_typed(client: Client) -> None:
    draft = begin(client, POD)
    skew = "spec.topologySpreadConstraints[0].maxSkew"
    response = Step(client, draft, "scheduling").post({skew: "2"}, preview=True)
    assert "Spread over zones, at most 2 apart; refuse otherwise." in response.content.decode()


def test_posting_it_unchanged_changes_nothing(client: Client) -> None:
    draft = begin(client, POD)
    Step(client, draft, "scheduling").post()
    assert draft.text == POD
