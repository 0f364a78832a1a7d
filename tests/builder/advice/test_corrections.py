"""The buttons that mend a complaint of the API server."""

from __future__ import annotations

import pytest

from podbuilder.builder.advice.advice import review_of
from podbuilder.builder.advice.corrections import buttons, correct
from podbuilder.builder.models import Draft
from podbuilder.kube.complaints import complaints
from podbuilder.kube.corrections.corrections import Corrections

JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: once
labels:
  app: once
spec:
  template:
    spec:
      restartPolicy: never
      containers:
      - name: app
        image: nginx:1.27
        httpGet: {port: 80}
        resources: {requests: {memory: 1.5M}, limits: {memory: 0.5}}
"""


def draft() -> Draft:
    return Draft(text=JOB)


def test_what_would_mend_each() -> None:
    one = draft()
    corrections = Corrections(one.manifest, one.kubernetes)
    offered = {
        str(each.place): [(button.title, button.op) for button in buttons(corrections, each.said, each.place)]
        for each in complaints(review_of(one.manifest, one), one.manifest.pod_path, one.manifest.in_document)
    }
    assert offered["labels"] == [("Move labels under metadata.", "correct:0:labels")]
    place = "spec.template.spec.restartPolicy"
    assert offered[place] == [('Write "Never".', f"correct:0:{place}")]
    assert len(offered["spec.template.spec.containers[0].httpGet"]) > 1


@pytest.mark.parametrize(
    "target",
    ["", ":", "0:", "0", "0:spec", "1:labels", "-1:labels", "x:labels", "²:labels", "9999:labels", "labels"],
)
def test_what_is_not_offered_changes_nothing(target: str) -> None:
    manifest = draft().manifest
    assert correct(manifest, draft(), target) is manifest


def test_one_correction_is_made_and_no_other() -> None:
    one = draft()
    text = correct(one.manifest, one, "0:labels").text
    assert "metadata:\n  name: once\n  labels:\n    app: once\nspec:" in text
    assert "restartPolicy: never" in text


def test_the_second_of_two_readings_can_be_taken() -> None:
    one = draft()
    place = "spec.template.spec.containers[0].httpGet"
    first, second = (correct(one.manifest, one, f"{number}:{place}").text for number in (0, 1))
    assert first != second
    assert "Probe:" in second
