"""The report for programs."""

from __future__ import annotations

import json
from typing import Any

from podbuilder.kube.reports.json_lines import lines
from tests.kube.reports.support import TEXT, results, results_of_lines


def objects(found: list[Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(found)]


def test_a_line_for_each_result() -> None:
    good, bad = objects(results_of_lines(b'{"metadata": {"name": "web"}, "spec": {"containers": []}}\n', b"{\n"))
    assert (good["file"], good["kubernetes"], good["accepted"]) == ("pods.jsonl:1", "1.36", False)
    assert [(error["type"], error["field"]) for error in good["errors"]] == [("FieldValueRequired", "spec.containers")]
    assert "line" not in good["errors"][0], "a pod on one line has no lines of its own"
    assert bad == {
        "file": "pods.jsonl:2",
        "accepted": False,
        "errors": [{"type": "Unreadable", "field": "", "message": "This line is not a JSON object."}],
    }


def test_a_yaml_file_that_cannot_be_read_has_a_place() -> None:
    (refusal,) = objects(results(text="kind: [\n"))
    (error,) = refusal["errors"]
    assert (error["line"], error["column"]) == (2, 1)


def test_every_stream_with_paths_and_lines_of_the_document() -> None:
    (found,) = objects(results())
    places = [(error["field"], error["line"], error["column"]) for error in found["errors"]]
    assert places == [
        ("spec.replicas", 5, 3),
        ("spec.template.spec.containers[0].ports[0].containerPort", 15, 11),
    ]
    (warning,) = found["warnings"]
    assert warning["field"] == "spec.template.spec.nodeSelector[beta.kubernetes.io/os]"
    assert found["violations"].keys() == {"baseline", "restricted"}
    assert all(violation["fields"] for violation in found["violations"]["restricted"])
    (tag,) = (finding for finding in found["findings"] if finding["rule"] == "image-tag-mutable")
    assert (tag["field"], tag["container"], tag["line"]) == ("spec.template.spec.containers[0].image", "app", 13)
    assert found["defaulted"]["spec"]["restartPolicy"] == "Always"
    assert (found["qosClass"], found["requests"], found["limits"]) == ("BestEffort", {}, {})


def test_advice_that_is_suppressed() -> None:
    annotation = "annotations: {checkov.io/skip1: CKV_K8S_14=built nightly}"
    (found,) = objects(results(text=TEXT.replace("{name: web}", f"{{name: web, {annotation}}}", 1)))
    (suppressed,) = found["suppressed"]
    assert (suppressed["rule"], suppressed["reason"]) == ("image-tag-mutable", "built nightly")
    assert suppressed["source"] == "annotation checkov.io/skip1"
    assert "image-tag-mutable" not in {finding["rule"] for finding in found["findings"]}


def test_hints_have_their_places() -> None:
    (plain,) = objects(results())
    assert "hints" not in plain
    (odd,) = objects(results(text=TEXT.replace("image: nginx", "image: ngin\u200bx")))
    assert [(hint["line"], hint["column"]) for hint in odd["hints"]] == [(13, 20)]
