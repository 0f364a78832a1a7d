"""What the objects of a draft's file say against each other."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.contradictions import contradictions
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
BUDGET = """\
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec:
  minAvailable: 2
  selector: {matchLabels: {app: web}}
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "nginx:1.27"}
"""


def test_what_fits_together_says_nothing(client: Client) -> None:
    for text in (POD, DEPLOYMENT + BUDGET.replace("2\n", "1\n")):
        draft = begin(client, text)
        assert contradictions(draft, draft.manifest) == []


def test_each_has_its_line_and_the_ways_to_it(client: Client) -> None:
    draft = begin(client, DEPLOYMENT + BUDGET)
    (row,) = contradictions(draft, draft.manifest)
    assert (row.finding.kind, row.line) == ("PodDisruptionBudget", 17)
    assert row.href == f"/drafts/{draft.key}/jump/?line=17"
    assert row.fix_url == f"/drafts/{draft.key}/contradictions/0/"
    html = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert "Between the objects of this file" in html
    assert row.fix_url in html
