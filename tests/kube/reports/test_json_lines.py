"""The report for programs."""

from __future__ import annotations

import json
from typing import Any

from podbuilder.kube.reports.json_lines import lines
from tests.kube.reports.support import ACCEPTED_COMPANION, COMPANION, STORED, TEXT, results, results_of_lines


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


def test_the_object_and_its_pods_have_a_verdict_each() -> None:
    (found,) = objects(results(text=STORED))
    assert (found["accepted"], found["podsAccepted"], found["errors"]) == (True, False, [])
    assert [(e["field"], e["type"], e["line"]) for e in found["podErrors"]] == [
        ("spec.template.spec.priority", "FieldValueForbidden", 15)
    ]
    assert [(w["field"], w["line"]) for w in found["warnings"]] == [
        ("metadata.name", 3),
        ("spec.template.spec.nodeSelector[beta.kubernetes.io/os]", 9),
    ]
    assert found["object"]["spec"]["template"] == found["defaulted"]
    assert found["object"]["spec"]["revisionHistoryLimit"] == 10


def test_the_servers_name_for_a_place_comes_first() -> None:
    (found,) = objects(results(text=TEXT.replace("labels: {app: web}", "labels: {app: web, bad: -}")))
    (error,) = (error for error in found["errors"] if "place" in error)
    assert (error["field"], error["place"]) == ("spec.template.labels", "spec.template.metadata.labels[bad]")
    assert error["line"] == 8


def test_any_object_is_taken_by_its_kind() -> None:
    pod = {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "nginx:1.27"}]}}
    spec = {"schedule": "x", "jobTemplate": {"spec": {"template": {"spec": pod["spec"]}}}}
    kinds = [
        {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "web"}, "spec": spec},
        pod,
        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "web"}},
        {"apiVersion": "apps/v1", "kind": "Deployment"},
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}},
    ]
    found = objects(results_of_lines(*(json.dumps(one).encode() for one in kinds)))
    fields = [[error["field"] for error in one["errors"]] for one in found]
    assert fields[0] == ["spec.schedule", "spec.jobTemplate.spec.template.spec.restartPolicy"]
    assert fields[1] == []
    assert "kind" in fields[2]
    assert fields[3] == [
        "metadata.name",
        "spec.selector",
        *(f"spec.template.{at}" for at in ("metadata.labels", "spec.containers")),
    ]
    assert fields[4] == ["spec.ports"]
    assert any(f["field"].startswith("spec.jobTemplate.spec.template.spec.containers[0]") for f in found[0]["findings"])


def test_an_object_beside_a_pod() -> None:
    (refused,) = objects(results("web.yaml", COMPANION))
    assert (refused["accepted"], "object" in refused, refused["warnings"]) == (False, False, [])
    assert [(e["field"], e.get("place"), e["line"]) for e in refused["errors"]] == [
        ("items[0].metadata.labels", "items[0].metadata.labels[a b]", 6),
        ("items[0].data[..]", None, 7),
    ]
    (accepted,) = objects(results("web.yaml", ACCEPTED_COMPANION))
    assert (accepted["file"], accepted["kubernetes"], accepted["accepted"]) == ("web.yaml", "1.36", True)
    assert accepted["object"]["data"] == {"ok": "1"}


def test_hints_stand_with_the_first_object() -> None:
    wide = ACCEPTED_COMPANION.replace('"1"', "a\u200b1")
    (first, second) = objects(results("web.yaml", f"{wide}---\n{TEXT}"))
    assert [hint["line"] for hint in first["hints"]] == [7]
    assert "hints" not in second
