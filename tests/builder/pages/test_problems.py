"""The list of problems: what it counts, what it shows, and what it says it leaves out."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.problems import SHOWN_PROBLEMS, Problem, Problems, problems_of
from podbuilder.builder.pages.urls import DraftUrls, FieldLinks
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest


def some(number: int) -> Problems:
    return Problems([Problem("error", ROOT, "text", 1, "#") for _ in range(number)], errors=number, warnings=0)


@pytest.mark.parametrize(
    ("number", "shown", "more"),
    [
        (0, 0, 0),
        (2, 2, 0),
        (SHOWN_PROBLEMS, SHOWN_PROBLEMS, 0),
        (SHOWN_PROBLEMS + 1, SHOWN_PROBLEMS, 1),
        (SHOWN_PROBLEMS + 58, SHOWN_PROBLEMS, 58),
    ],
)
def test_what_is_not_shown_is_counted(number: int, shown: int, more: int) -> None:
    found = some(number)
    assert (len(found.shown), found.more) == (shown, more)


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, "No errors."),
        (1, 0, "1 error."),
        (0, 2, "2 warnings."),
        (2, 1, "2 errors, 1 warning."),
    ],
)
def test_the_announcement_says_how_many_there_are(errors: int, warnings: int, said: str) -> None:
    assert Problems([], errors, warnings).announcement == said


DEPLOYMENT = """\
kind: Deployment
apiVersion: apps/v1
metadata: {name: web}
spec:
  replicas: -1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: nginx, imagePullPolicy: Sometimes}
      terminationGracePeriodSeconds: -5
"""


@pytest.mark.django_db(databases=[])
def test_what_is_said_of_the_workload_comes_first_and_leads_to_its_line() -> None:
    manifest = Manifest.read(DEPLOYMENT)
    links = FieldLinks(DraftUrls("key", "1.36"), "metadata", None)
    found = problems_of(review_manifest(manifest), manifest, "1.36", links)
    assert [(p.where, p.line, p.is_around) for p in found.all[:2]] == [
        ("spec.replicas", 5, True),
        ("spec.containers[0].imagePullPolicy", 11, False),
    ]
    assert found.all[0].href == "#line-5"
    assert found.all[1].href == "/drafts/key/jump/?path=spec.containers%5B0%5D.imagePullPolicy"
    assert (found.errors, len(found.all)) == (found.errors, found.errors + found.warnings)


def test_what_is_shown_says_what_would_mend_it() -> None:
    manifest = Manifest.read(DEPLOYMENT.replace("Sometimes", "always"))
    links = FieldLinks(DraftUrls("key", "1.36"), "metadata", None)
    found = problems_of(review_manifest(manifest), manifest, "1.36", links)
    assert [[c.title for c in p.corrections] for p in found.all[:2]] == [[], ['Write "Always".']]
