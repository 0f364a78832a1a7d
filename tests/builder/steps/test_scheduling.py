"""The step "Scheduling": each rule says what it amounts to, and goes on saying it while it is typed."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.affinity import summary
from podbuilder.kube import catalogue
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from tests.builder.support import Step, begin
from tests.support.plain import PlainBrowser

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


def test_folds_say_how_much_is_in_them(client: Client) -> None:
    draft = begin(client, POD)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/scheduling/")
    said = {fold.all("summary")[0].text: fold for fold in page.root.all("details") if fold.all("summary")}
    counted = [text for text in said if "rule" in text or "constraint" in text]
    assert any(text.startswith("Affinity") and text.endswith("1 rule") for text in counted)
    assert any(text.startswith("Pods it must keep away from") and text.endswith("1 rule") for text in counted)
    assert any(text.startswith("Spread") and text.endswith("1 constraint") for text in counted)
    assert len(counted) == 3


@pytest.mark.parametrize(
    ("affinity", "said"),
    [
        ("{}", ""),
        ("7", ""),
        ("{podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{}, {}]}}", "2 rules"),
        (
            "{nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{}, {}]},"
            " preferredDuringSchedulingIgnoredDuringExecution: [{}]}}",
            "2 kinds of node · 1 preference",
        ),
    ],
)
def test_affinity_in_numbers(affinity: str, said: str) -> None:
    pod = Manifest.read(f"kind: Pod\nspec: {{affinity: {affinity}}}\n").pod
    assert summary(Sheet(pod, catalogue.load(versions.DEFAULT)), FieldPath(("spec", "affinity"))) == said
