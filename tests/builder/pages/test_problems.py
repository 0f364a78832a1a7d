"""The list of problems: what it counts, what it shows, and what it says it leaves out."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.problems import SHOWN_PROBLEMS, Problem, Problems, problems_of
from podbuilder.builder.pages.urls import DraftUrls, FieldLinks
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest


def some(number: int) -> Problems:
    return Problems([Problem("error", ROOT, "text", 1, "#") for _ in range(number)])


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
    kinds = ["error"] * errors + ["warning"] * warnings
    assert Problems([Problem(kind, ROOT, "text", 1, "#") for kind in kinds]).announcement == said


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
def test_what_is_said_of_the_workload_comes_first_and_leads_to_its_field() -> None:
    manifest = Manifest.read(DEPLOYMENT)
    links = FieldLinks(DraftUrls("key", "1.36"), "metadata", None)
    found = problems_of(review_manifest(manifest), manifest, "1.36", links)
    assert [(p.where, p.line, p.is_around) for p in found.all[:2]] == [
        ("Deployment.spec.replicas", 5, False),
        ("spec.containers[0].imagePullPolicy", 11, False),
    ]
    assert found.all[0].href == "/drafts/key/jump/?path=Deployment.spec.replicas"
    assert found.all[1].href == "/drafts/key/jump/?path=spec.containers%5B0%5D.imagePullPolicy"
    assert (found.errors, len(found.all)) == (found.errors, found.errors + found.warnings)


def test_what_is_shown_says_what_would_mend_it() -> None:
    manifest = Manifest.read(DEPLOYMENT.replace("Sometimes", "always"))
    links = FieldLinks(DraftUrls("key", "1.36"), "metadata", None)
    found = problems_of(review_manifest(manifest), manifest, "1.36", links)
    assert [[c.title for c in p.corrections] for p in found.all[:2]] == [[], ['Write "Always".']]


STORED = DEPLOYMENT.replace("  replicas: -1\n", "").replace(", imagePullPolicy: Sometimes", "").replace("-5", "5")


def problems_in(text: str, version: str = "1.36") -> Problems:
    manifest = Manifest.read(text)
    links = FieldLinks(DraftUrls("key", version), "metadata", None)
    return problems_of(review_manifest(manifest, version), manifest, version, links)


@pytest.mark.django_db(databases=[])
def test_what_is_refused_in_the_pods_alone_stands_at_its_field() -> None:
    assert not problems_in(STORED).only_pods_refused
    found = problems_in(f"{STORED}      priority: 7\n")
    (problem,) = found.all
    assert (found.only_pods_refused, found.errors) == (True, 1)
    assert (problem.where, problem.line, problem.is_around) == ("spec.priority", 12, False)
    assert problem.text.startswith("Its pods will be refused: The priority 7 cannot be chosen")
    assert not problems_in(f"{STORED}      priority: 7\n".replace("{name: web}", "{name: -}", 1)).only_pods_refused


@pytest.mark.django_db(databases=[])
def test_what_is_refused_in_the_pods_of_a_claim_stands_at_the_claim() -> None:
    claim = "  volumeClaimTemplates:\n  - {metadata: {name: Data}, spec: {accessModes: [ReadWriteOnce]}}\n"
    text = STORED.replace("kind: Deployment", "kind: StatefulSet").replace("  template:\n", f"{claim}  template:\n")
    (problem,) = problems_in(text, "1.33").all
    assert (problem.where, problem.line) == ("StatefulSet.spec.volumeClaimTemplates[0].metadata.name", 7)
    assert not problem.is_around


@pytest.mark.django_db(databases=[])
def test_a_warning_about_the_workload() -> None:
    (problem,) = problems_in(STORED.replace("name: web", "name: web.example", 1)).all
    assert (problem.kind, problem.where, problem.line, problem.is_around) == (
        "warning",
        "Deployment.metadata.name",
        3,
        False,
    )


@pytest.mark.django_db(databases=[])
def test_a_place_that_the_server_calls_by_two_names_is_shown_once() -> None:
    name = "x" * 64
    text = (
        STORED.replace("kind: Deployment", "kind: Job")
        .replace("apps/v1", "batch/v1")
        .replace("name: web", f"name: {name}", 1)
    )
    text = text.replace("  selector: {matchLabels: {app: web}}\n", "") + "      restartPolicy: Never\n"
    errors = [problem for problem in problems_in(text).all if problem.kind == "error"]
    assert [problem.where for problem in errors] == ["Job.metadata.name"]


@pytest.mark.django_db(databases=[])
def test_what_no_step_shows_leads_to_its_line() -> None:
    """Without a kind nobody knows which fields the object has around its template."""
    found = problems_in(STORED.replace("kind: Deployment\n", "").replace("replicas: 1", "replicas: -1"))
    (problem, *_) = [one for one in found.all if one.is_around]
    assert (problem.where, problem.line, problem.href) == ("kind", 1, "#line-1")


def test_a_label_is_complained_of_at_its_own_line() -> None:
    text = DEPLOYMENT.replace(
        "  template:\n    metadata: {labels: {app: web}}",
        "  template:\n    metadata:\n      labels:\n        app: web\n        tier: my front",
    )
    manifest = Manifest.read(text)
    found = problems_of(
        review_manifest(manifest), manifest, "1.36", FieldLinks(DraftUrls("key", "1.36"), "metadata", None)
    )
    label = next(p for p in found.all if "my front" in p.text)
    assert (label.where, label.line) == ("metadata.labels[tier]", 11)
    assert [c.title for c in label.corrections] == ['Write "my-front".']
