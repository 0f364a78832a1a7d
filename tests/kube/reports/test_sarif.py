"""A log for code scanning: what SARIF 2.1.0 asks of one, as far as ours goes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from podbuilder.kube.reports.sarif import lines
from tests.kube.reports.support import COMPANION, CUSTOM, NOT_JUDGED, TEXT, results, results_of_lines

MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = {
    "required": ["startLine"],
    "properties": {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn")},
    "additionalProperties": False,
}
PHYSICAL = {
    "required": ["artifactLocation"],
    "properties": {
        "artifactLocation": {"required": ["uri"], "properties": {"uri": {"pattern": r"^[\w./:%<>-]+$"}}},
        "region": REGION,
    },
    "additionalProperties": False,
}
RESULT = {
    "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
    "properties": {
        "message": MESSAGE,
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "locations": {
            "type": "array",
            "maxItems": 1,
            "items": {"properties": {"physicalLocation": PHYSICAL, "logicalLocations": {"type": "array"}}},
        },
        "partialFingerprints": {"additionalProperties": {"type": "string"}},
        "suppressions": {"items": {"required": ["kind"], "properties": {"kind": {"enum": ["inSource", "external"]}}}},
    },
    "additionalProperties": False,
}
RULE = {
    "required": ["id", "shortDescription"],
    "properties": {
        "id": {"type": "string"},
        **dict.fromkeys(("shortDescription", "fullDescription"), MESSAGE),
        "help": {**MESSAGE, "required": ["text", "markdown"]},
        "helpUri": {"pattern": "^https://"},
        "defaultConfiguration": {"properties": {"level": LEVEL}, "additionalProperties": False},
        "properties": {"properties": {"tags": {"type": "array", "uniqueItems": True}}},
    },
    "additionalProperties": False,
}
DRIVER = {
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "rules": {"type": "array", "uniqueItems": True, "items": RULE}},
    "additionalProperties": False,
}
RUN = {
    "required": ["tool", "results"],
    "properties": {
        "tool": {"required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"pattern": "sarif-schema-2.1.0.json$"},
        "runs": {"type": "array", "minItems": 1, "items": RUN},
    },
    "additionalProperties": False,
}


def log_of(found: list[Any]) -> dict[str, Any]:
    """The run of a log, which is as SARIF wants it."""
    log = json.loads("\n".join(lines(found)))
    jsonschema.Draft202012Validator(LOG).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    return dict(run)


def test_nothing_to_say_is_a_log_as_well() -> None:
    assert log_of([])["results"] == []


def test_everything_there_is_to_say() -> None:
    (result,) = results()
    entries = log_of([result])["results"]
    assert len(entries) == len(list(result.remarks()))
    wrapper, port, label, *advice = entries
    assert (wrapper["level"], label["level"], label["ruleId"]) == ("error", "warning", "ServerWarning")
    assert port["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "shop/web.yaml"},
                "region": {"startLine": 15, "startColumn": 11},
            },
            "logicalLocations": [{"fullyQualifiedName": "spec.template.spec.containers[0].ports[0].containerPort"}],
        }
    ]
    assert {result["level"] for result in advice} == {"error", "warning", "note"}


def test_a_rule_tells_of_itself() -> None:
    rules = {rule["id"]: rule for rule in log_of(results())["tool"]["driver"]["rules"]}
    rule = rules["run-as-non-root"]
    assert rule["helpUri"].startswith("https://kubernetes.io/")
    assert "**Use instead** " in rule["help"]["markdown"]
    assert rule["properties"] == {"tags": ["security"], "precision": "high", "security-severity": "8.0"}
    assert "security-severity" not in rules["image-tag-mutable"]["properties"]
    assert rules["FieldValueInvalid"]["shortDescription"]["text"] == "What the API server refuses: invalid."


def test_results_are_known_again_when_lines_and_containers_move() -> None:
    def prints(text: str) -> set[str]:
        return {result["partialFingerprints"]["podbuilder/v1"] for result in log_of(results(text=text))["results"]}

    before = prints(TEXT)
    assert prints(f"# a comment\n{TEXT}") == before
    other = "      - {name: first, image: 'a:1'}\n      - name: app\n"
    assert before < prints(TEXT.replace("      - name: app\n", other))
    assert not before & prints(TEXT.replace("{name: web}", "{name: shop}"))


def test_what_another_tool_was_told_to_ignore() -> None:
    text = TEXT.replace("{name: web}", "{name: web, annotations: {checkov.io/skip1: CKV_K8S_14=built nightly}}")
    run = log_of(results(text=text))
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert {result["ruleId"] for result in suppressed} == {"image-tag-mutable"}
    assert suppressed[0]["suppressions"] == [
        {"kind": "inSource", "justification": "annotation checkov.io/skip1: built nightly"}
    ]
    assert len(run["results"]) == len(log_of(results())["results"])


def test_several_files_and_one_that_cannot_be_read() -> None:
    found = [*results(), *results("my shop/ü.yaml", "kind: [\n"), *results("/srv/web.yaml")]
    entries = log_of(found)["results"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in entries]
    assert list(dict.fromkeys(places)) == ["shop/web.yaml", "my%20shop/%C3%BC.yaml", "file:///srv/web.yaml"]
    assert [r["message"]["text"][:13] for r in entries if r["ruleId"] == "Unreadable"] == ["The text ends"]


def test_pods_on_lines() -> None:
    entries = log_of(results_of_lines(b"\n", b"[]\n", b"{\n"))["results"]
    lines_of = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in entries]
    assert set(lines_of[:-1]) == {2}
    assert lines_of[-1] == 3


def test_what_was_not_judged_is_a_note_at_its_object() -> None:
    run = log_of(results("pod.yaml", f"# ours\n{CUSTOM}"))
    (note,) = [result for result in run["results"] if result["ruleId"] == "NotJudged"]
    assert (note["level"], note["message"]["text"]) == ("note", NOT_JUDGED)
    assert note["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 1}
    (rule,) = [rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "NotJudged"]
    assert rule["defaultConfiguration"] == {"level": "note"}
    assert all(result["ruleId"] != "NotJudged" for result in log_of(results())["results"])


def test_an_object_beside_a_pod() -> None:
    run = log_of([*results("web.yaml", COMPANION), *results("b.yaml", COMPANION.replace("name: web", "name: api"))])
    first, second, *others = run["results"]
    assert [entry["ruleId"] for entry in (first, second)] == ["FieldValueInvalid", "FieldValueInvalid"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 6, "startColumn": 34}
    prints = {entry["partialFingerprints"]["podbuilder/v1"] for entry in run["results"]}
    assert len(prints) == 2 + len(others)
