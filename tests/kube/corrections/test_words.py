"""What was probably meant, in words."""

from __future__ import annotations

from podbuilder.kube.core.limits import MAX_GUESSES
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review, review_manifest
from tests.support.cases import Case, cases
from tests.support.pods import make_pod

OF_A_JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name: once}
labels: {app: once}
spec:
  template:
    kind: Pod
    backoffLimit: 2
    restartPolicy: Never
    metadata:
      spec:
        containers: [{name: a, image: a}]
      status: {}
"""


@cases(__file__, "words.yaml")
def test_what_an_error_says_at_its_end(case: Case) -> None:
    version = case.get("version", "1.36")
    errors = {str(error.path): error.detail for error in review(case.pod, version).errors}
    for path, said in case["said"].items():
        assert errors[path].endswith(said), errors


def test_a_place_is_named_as_seen_from_the_pod_or_else_from_its_workload() -> None:
    verdict = review_manifest(Manifest.read(OF_A_JOB))
    said = {str(e.path): e.detail.partition(". ")[2] for e in (*verdict.errors, *verdict.wrapper_errors)}
    assert said["backoffLimit"] == "It belongs under spec of the Job."
    assert said["restartPolicy"] == "It belongs under spec."
    assert said["metadata.spec"] == "It belongs at the top of the pod template."
    assert said["labels"] == "It belongs under metadata."


def test_a_field_of_the_top_is_led_there() -> None:
    text = (
        OF_A_JOB.replace("    backoffLimit: 2\n", "")
        .replace("metadata: {name: once}\n", "")
        .replace("    metadata:\n", "    apiVersion: v1\n    metadata:\n")
    )
    verdict = review_manifest(Manifest.read(text))
    assert verdict.errors


def test_the_first_errors_alone_are_guessed() -> None:
    pod = make_pod(*((f"spec.hostname{n}", "a") for n in range(300)))
    guessed = ["Did you mean" in error.detail for error in review(pod).errors]
    assert guessed == [True] * MAX_GUESSES + [False] * (300 - MAX_GUESSES)
