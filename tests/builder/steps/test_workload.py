"""The step of a workload: it comes first, shows what its kind has, and changes that alone."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.forms.control import Control
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.outline import WORKLOAD, steps_of
from podbuilder.builder.steps.registry import draw, leftovers
from podbuilder.kube import catalogue
from podbuilder.kube.core import kinds
from podbuilder.kube.manifest import Manifest
from tests.builder.support import Step, begin, edit
from tests.support.plain import PlainBrowser

TEMPLATE = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}
DEPLOYMENT = """\
# The front end
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2  # two zones
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: "nginx:1.27"
"""
STATEFUL_SET = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - name: db
        image: postgres:16
        volumeMounts:
        - {name: data, mountPath: /data}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 10Gi
"""
CRON_JOB = """\
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: report:1
"""


def drawn(text: str, version: str = "1.36") -> dict[str, Control]:
    """The controls of the workload's step, by name."""
    manifest = Manifest.read(text)
    known = catalogue.with_workload(version, manifest.place.workload)
    parts = draw(Sheet(manifest.place.pod_with_workload, known), WORKLOAD)
    assert parts is not None
    return {part.name: part for top in parts for part in top.walk() if isinstance(part, Control)}


@pytest.mark.parametrize("kind", kinds.workloads())
def test_it_comes_first_and_is_called_as_the_kind(kind: str) -> None:
    first, second = steps_of({**TEMPLATE, kind: {"kind": kind}})[:2]
    assert (first.slug, first.title, str(first.path)) == (WORKLOAD, kind, kind)
    assert second.heading == "Pod template"


def test_a_pod_has_none() -> None:
    assert WORKLOAD not in [step.slug for step in steps_of(TEMPLATE)]
    assert draw(Sheet(TEMPLATE, catalogue.load("1.36")), WORKLOAD) is None


SHOWN = {
    "a Deployment": (DEPLOYMENT, "Deployment.spec.replicas", "2"),
    "its strategy": (DEPLOYMENT, "Deployment.spec.strategy.type", ""),
    "a StatefulSet's claim": (STATEFUL_SET, "StatefulSet.spec.volumeClaimTemplates[0].metadata.name", "data"),
    "its size": (
        STATEFUL_SET,
        "StatefulSet.spec.volumeClaimTemplates[0].spec.resources.requests[storage]",
        "10Gi",
    ),
    "a CronJob": (CRON_JOB, "CronJob.spec.schedule", "0 3 * * *"),
    "its job": (CRON_JOB, "CronJob.spec.jobTemplate.spec.backoffLimit", "2"),
}


@pytest.mark.parametrize(("text", "name", "value"), SHOWN.values(), ids=SHOWN)
def test_what_it_shows(text: str, name: str, value: str) -> None:
    assert drawn(text)[name].text == value


# What the version lacks is shown only where the manifest has it.
LACKING = {
    "ordinals, since 1.26": (STATEFUL_SET, "1.25", "StatefulSet.spec.ordinals.start", False),
    "ordinals": (STATEFUL_SET, "1.26", "StatefulSet.spec.ordinals.start", True),
    "who manages a job, since 1.30": (CRON_JOB, "1.29", "CronJob.spec.jobTemplate.spec.managedBy", False),
    "who manages a job": (CRON_JOB, "1.30", "CronJob.spec.jobTemplate.spec.managedBy", True),
    "retries of each index, since 1.28": (
        CRON_JOB,
        "1.27",
        "CronJob.spec.jobTemplate.spec.backoffLimitPerIndex",
        False,
    ),
    "retries of each index that are there": (
        CRON_JOB.replace("backoffLimit: 2", "backoffLimitPerIndex: 2"),
        "1.27",
        "CronJob.spec.jobTemplate.spec.backoffLimitPerIndex",
        True,
    ),
}


@pytest.mark.parametrize(("text", "version", "name", "is_shown"), LACKING.values(), ids=LACKING)
def test_what_a_version_lacks(text: str, version: str, name: str, is_shown: bool) -> None:
    assert (name in drawn(text, version)) == is_shown


@pytest.mark.parametrize("text", [DEPLOYMENT, STATEFUL_SET, CRON_JOB], ids=["Deployment", "StatefulSet", "CronJob"])
def test_nothing_is_left_over(text: str) -> None:
    pod = Manifest.read(text).place.pod_with_workload
    parts = draw(Sheet(pod, catalogue.with_workload("1.36", next(k for k in kinds.workloads() if k in pod))), WORKLOAD)
    assert parts is not None
    assert leftovers(pod, WORKLOAD, [part for top in parts for part in top.walk()]) == []


def test_what_is_left_over_is_named() -> None:
    pod = Manifest.read(DEPLOYMENT.replace("  replicas", "  colour: blue\n  replicas")).place.pod_with_workload
    parts = draw(Sheet(pod, catalogue.with_workload("1.36", "Deployment")), WORKLOAD)
    assert parts is not None
    found = leftovers(pod, WORKLOAD, [part for top in parts for part in top.walk()])
    assert [str(path) for path in found] == ["Deployment.spec.colour"]


# What is typed, and what becomes of the text.
EDITS: dict[str, tuple[str, dict[str, str], tuple[str, str]]] = {
    "a number": (DEPLOYMENT, {"Deployment.spec.replicas": "5"}, ("replicas: 2", "replicas: 5")),
    "a placeholder": (DEPLOYMENT, {"Deployment.spec.replicas": "<param:n>"}, ("replicas: 2", 'replicas: "<param:n>"')),
    "a number that goes": (DEPLOYMENT, {"Deployment.spec.replicas": ""}, ("  replicas: 2  # two zones\n", "")),
    "a name": (DEPLOYMENT, {"Deployment.metadata.name": "shop"}, ("  name: web\nspec", "  name: shop\nspec")),
    "a name that goes": (DEPLOYMENT, {"Deployment.metadata.name": ""}, ("metadata:\n  name: web\n", "metadata: {}\n")),
    "a namespace that comes": (
        DEPLOYMENT,
        {"Deployment.metadata.namespace": "front"},
        ("  name: web\nspec", "  name: web\n  namespace: front\nspec"),
    ),
    "a strategy": (
        DEPLOYMENT,
        {"Deployment.spec.strategy.type": "Recreate"},
        ("  template:\n", "  strategy:\n    type: Recreate\n  template:\n"),
    ),
    "a label of the selector": (
        DEPLOYMENT,
        {"Deployment.spec.selector.matchLabels#0.value": "api"},
        ("{app: web}", "{app: api}"),
    ),
    "a size": (
        STATEFUL_SET,
        {"StatefulSet.spec.volumeClaimTemplates[0].spec.resources.requests[storage]": "20Gi"},
        ("10Gi", "20Gi"),
    ),
    "a size that goes, with what held it": (
        STATEFUL_SET,
        {"StatefulSet.spec.volumeClaimTemplates[0].spec.resources.requests[storage]": ""},
        ("      resources:\n        requests:\n          storage: 10Gi\n", ""),
    ),
    "a field of a job": (
        CRON_JOB,
        {"CronJob.spec.jobTemplate.spec.parallelism": "3"},
        ("      backoffLimit: 2\n", "      parallelism: 3\n      backoffLimit: 2\n"),
    ),
    "the last field around a template": (
        CRON_JOB,
        {"CronJob.spec.jobTemplate.spec.backoffLimit": ""},
        ("      backoffLimit: 2\n", ""),
    ),
    "a schedule": (CRON_JOB, {"CronJob.spec.schedule": "0 4 * * *"}, ('"0 3 * * *"', '"0 4 * * *"')),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "typed", "change"), EDITS.values(), ids=EDITS)
def test_an_edit_changes_its_own_lines_alone(
    client: Client, text: str, typed: dict[str, str], change: tuple[str, str]
) -> None:
    assert edit(client, begin(client, text), WORKLOAD, typed) == text.replace(*change, 1)


@pytest.mark.django_db
def test_undo_gives_the_text_back(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    assert edit(client, draft, WORKLOAD, {"Deployment.spec.replicas": "5"}) != DEPLOYMENT
    assert edit(client, draft, WORKLOAD, op="undo") == DEPLOYMENT


ROWS = {
    "a claim": (STATEFUL_SET, "remove:StatefulSet.spec.volumeClaimTemplates[0]", "volumeClaimTemplates", False),
    "a claim twice": (STATEFUL_SET, "copy:StatefulSet.spec.volumeClaimTemplates[0]", "name: data}\n    spec:", True),
    "a label": (DEPLOYMENT, "remove:Deployment.spec.selector.matchLabels#0", "selector", False),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "op", "word", "is_there"), ROWS.values(), ids=ROWS)
def test_rows_have_their_buttons(client: Client, text: str, op: str, word: str, is_there: bool) -> None:
    after = edit(client, begin(client, text), WORKLOAD, op=op)
    assert (word in after) == is_there
    assert after != text
    assert Manifest.read(after).pod == Manifest.read(text).pod


@pytest.mark.django_db
def test_an_empty_row_is_drawn_and_filled(client: Client) -> None:
    draft = begin(client, CRON_JOB)
    rules = "CronJob.spec.jobTemplate.spec.podFailurePolicy.rules"
    step = Step(client, draft, WORKLOAD)
    assert f'name="{rules}[0].action"' in step.post(op=f"add:{rules}", preview=True).content.decode()
    step.post({f"{rules}[0].action": "Ignore"})
    assert Manifest.read(draft.text).document["spec"]["jobTemplate"]["spec"]["podFailurePolicy"] == {
        "rules": [{"action": "Ignore"}]
    }


@pytest.mark.django_db
def test_the_template_is_not_written_by_its_workloads_step(client: Client) -> None:
    """Nor anything else that the page has no control for."""
    draft = begin(client, DEPLOYMENT)
    sly = {
        "Deployment.spec.template": "x",
        "Deployment.spec.template.spec.containers[0].image": "x",
        "Deployment.kind": "Job",
        "spec.containers[0].image": "x",
        "Job.spec.parallelism": "2",
        "Deployment.status.replicas": "4",
    }
    assert edit(client, draft, WORKLOAD, sly) == DEPLOYMENT


@pytest.mark.django_db
def test_a_draft_opens_with_it(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/")
    assert page.by_id["step"].all("h1")[0].text == "Deployment"
    assert "Its pods" not in page.by_id["problems"].text
    page.open(f"/drafts/{draft.key}/edit/containers/0/")
    assert "template of Deployment web" in page.by_id["step"].text


@pytest.mark.django_db
def test_a_mount_of_a_claim_is_one_of_a_volume(client: Client) -> None:
    draft = begin(client, STATEFUL_SET)
    html = client.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode()
    assert "data (not declared)" not in html
    assert '<option value="data" selected>data</option>' in html
