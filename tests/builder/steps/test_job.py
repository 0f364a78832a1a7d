"""The fields around the pods of a Job, and around the jobs of a CronJob."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Group
from podbuilder.builder.steps import job
from podbuilder.kube import catalogue
from podbuilder.kube.core.field import FieldPath
from tests.builder.support import Step, begin

JOB, CRON_JOB = FieldPath(("Job", "spec")), FieldPath(("CronJob", "spec"))


def groups(kind: str, version: str = "1.36", **spec: object) -> dict[str, bool]:
    """The groups that are shown, and whether each is open."""
    sheet = Sheet({kind: {"spec": spec}}, catalogue.with_workload(version, kind))
    parts = job.draw(sheet, JOB) if kind == "Job" else job.draw_cron_job(sheet, CRON_JOB)
    return {part.title: part.is_open for part in parts if isinstance(part, Group)}


def test_what_is_common_is_open_and_the_rest_folded() -> None:
    assert groups("Job") == {
        "Work": True,
        "Failures and end": True,
        "Policies": False,
        "Selector": False,
        "More about the job": False,
    }
    assert list(groups("CronJob"))[:2] == ["Schedule", "Missed starts and history"]
    assert not groups("CronJob")["Missed starts and history"]


def test_what_is_there_is_open() -> None:
    assert groups("Job", podFailurePolicy={"rules": [{"action": "Ignore"}]})["Policies"]
    assert groups("Job", suspend=True)["More about the job"]
    assert groups("CronJob", startingDeadlineSeconds=60)["Missed starts and history"]


@pytest.mark.parametrize(("version", "is_shown"), [("1.29", False), ("1.30", True)])
def test_a_success_policy_is_shown_where_the_version_has_it(version: str, is_shown: bool) -> None:
    sheet = Sheet({"Job": {"spec": {}}}, catalogue.with_workload(version, "Job"))
    names = [part.name for top in job.draw(sheet, JOB) for part in top.walk()]
    assert ("Job.spec.successPolicy.rules" in names) == is_shown


TEXT = """\
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 3 * *"
  jobTemplate:
    spec:
      podFailurePolicy:
        rules:
        - action: FailIndex
          onExitCodes: {operator: In, values: [42]}
      template:
        spec:
          restartPolicy: Never
          containers: [{name: report, image: "report:1"}]
"""
# By control: what is said beside it.
ERRORS = {
    "CronJob.spec.schedule": "has 4 parts",
    "CronJob.spec.jobTemplate.spec.podFailurePolicy.rules[0].action": "needs backoffLimitPerIndex",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_stands_at_its_control(client: Client, name: str) -> None:
    step = Step(client, begin(client, TEXT), "workload")
    said = [slot.text for slot in step.browser.root.all("div") if slot.attrs.get("data-says") == name]
    assert len(said) == 1
    assert ERRORS[name] in said[0]


@pytest.mark.django_db
def test_exit_codes_are_numbers(client: Client) -> None:
    draft = begin(client, TEXT)
    codes = "CronJob.spec.jobTemplate.spec.podFailurePolicy.rules[0].onExitCodes.values"
    Step(client, draft, "workload").post({f"{codes}[0]": "43"})
    assert "values: [43]" in draft.text
