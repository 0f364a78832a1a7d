"""The report for people."""

from __future__ import annotations

import pytest

from podbuilder.kube.reports.text import lines
from tests.kube.reports.support import (
    ACCEPTED_COMPANION,
    COMPANION,
    CUSTOM,
    NOT_JUDGED,
    STORED,
    TEXT,
    results,
    results_of_lines,
)

QUIET = """\
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app.kubernetes.io/name: web}}
spec:
  containers:
  - {name: app, image: "nginx:1.27"}
"""
SKIPPED = TEXT.replace("{name: web}", "{name: web, annotations: {checkov.io/skip1: CKV_K8S_14}}", 1)
TWO = f"{QUIET}---\n{TEXT}"
SUMMARIES = {
    "nothing to say": (QUIET, "pod-security", ["accepted by Kubernetes 1.36: no errors, no warnings, "]),
    "one of each": (TEXT, "default", ["refused by Kubernetes 1.36: 2 errors, 1 warning, "]),
    "pods refused": (
        STORED,
        "default",
        ["web.yaml: stored, but its pods will be refused by Kubernetes 1.36: 1 error, 2 warn"],
    ),
    "advice suppressed": (SKIPPED, "default", [" findings, 1 suppressed; Pod Security level: baseline"]),
    "two pods in a file": (TWO, "default", ["web.yaml (Pod web): accepted ", "web.yaml (Deployment web): refused "]),
}


@pytest.mark.parametrize(("text", "profile", "wanted"), SUMMARIES.values(), ids=SUMMARIES)
def test_each_pod_has_a_summary(text: str, profile: str, wanted: list[str]) -> None:
    found = [line for line in lines(results("web.yaml", text, profile)) if " by Kubernetes " in line]
    assert len(found) == len(wanted)
    for line, words in zip(found, wanted, strict=True):
        assert words in line


def test_the_number_of_findings_is_left_out_where_there_are_none() -> None:
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: []}\n"
    (*_, summary) = lines(results("web.yaml", text, "pod-security"))
    assert summary.startswith("web.yaml: refused by Kubernetes 1.36: 1 error, no warnings; Pod Security level: ")


def test_a_line_for_each_remark() -> None:
    (result,) = results()
    *remarks, _ = lines([result])
    assert len(remarks) == len(list(result.remarks()))
    assert remarks[0].startswith("shop/web.yaml:5:3: error: spec.replicas: ")
    assert remarks[2].startswith(
        "shop/web.yaml:10:22: warning: spec.template.spec.nodeSelector[beta.kubernetes.io/os]: "
    )
    assert remarks[-1].endswith("]"), "advice ends with the id of its rule"


def test_a_remark_on_the_whole_of_a_pod_names_no_field() -> None:
    first, *_ = lines(results_of_lines(b"[]\n"))
    assert first == "pods.jsonl:1: error: This must be a mapping (fields with values), but it is a list."


def test_what_cannot_be_read_is_not_printed() -> None:
    assert list(lines([*results(text="kind: [\n"), *results_of_lines(b"{\n")])) == []


def test_a_character_that_looks_like_another_is_a_hint() -> None:
    text = QUIET.replace("nginx:1.27", "nginx\u200b:1.27")
    (hint,) = [line for line in lines(results("web.yaml", text)) if ": hint: " in line]
    assert hint == "web.yaml:6:30: hint: A zero width space (U+200B) stands in this value."
    assert [line for line in lines(results("web.yaml", QUIET)) if ": hint: " in line] == []


def test_an_error_of_the_pods_says_so() -> None:
    found = list(lines(results(text=STORED)))
    assert found[0].startswith(
        "shop/web.yaml:15:7: error: spec.template.spec.priority: The workload is stored, but its pods will be refused: "
    )
    assert found[1].startswith("shop/web.yaml:3:12: warning: metadata.name: ")


def test_what_is_not_judged_is_noted_at_the_object() -> None:
    text = TEXT.replace("apps/v1", "argoproj.io/v1alpha1").replace("kind: Deployment", "kind: Rollout")
    (note,) = [line for line in lines(results("web.yaml", text)) if ": note: " in line]
    assert note.startswith("web.yaml:1:1: note: Of this Rollout only its pod template was judged")


def test_what_was_not_judged_is_a_note_at_its_object() -> None:
    assert f"web.yaml:1:1: note: {NOT_JUDGED}" in list(lines(results("web.yaml", CUSTOM)))


def test_an_object_beside_a_pod() -> None:
    *remarks, summary = lines(results("web.yaml", COMPANION))
    assert [line.partition(": ")[0] for line in remarks] == ["web.yaml:6:34", "web.yaml:7:10"]
    assert summary == "web.yaml: refused by Kubernetes 1.36: 2 errors, no warnings"
    (summary,) = lines(results("web.yaml", ACCEPTED_COMPANION))
    assert summary == "web.yaml: accepted by Kubernetes 1.36: no errors, no warnings"
    *_, summary = lines(results("web.yaml", f"{QUIET}---\n{ACCEPTED_COMPANION}"))
    assert summary == "web.yaml (ConfigMap web): accepted by Kubernetes 1.36: no errors, no warnings"
