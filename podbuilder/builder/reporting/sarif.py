"""For code scanning: one SARIF 2.1.0 log of all files, as OASIS describes it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from podbuilder.builder.reporting.answers import UNREADABLE_ID, WARNING_ID, Answer, Judged, Remark, Unreadable
from podbuilder.kube import lint
from podbuilder.kube.field import ErrorType, FieldPath
from podbuilder.kube.lint import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    None: "error",
    Severity.CRITICAL: "error",
    Severity.SERIOUS: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
# Code scanning sorts what concerns security by a number from 0 to 10, in its own four bands.
_SECURITY = {Severity.CRITICAL: "9.5", Severity.SERIOUS: "8.0", Severity.WARNING: "5.5", Severity.INFO: "2.0"}
_OTHERS = {
    UNREADABLE_ID: "A file that is no manifest.",
    WARNING_ID: "What the API server accepts with a warning.",
}


def lines(answers: Iterable[Answer]) -> Iterator[str]:
    rules: dict[str, dict[str, Any]] = {}
    results = [result for answer in answers for result in _results(answer, rules)]
    numbers = {id: number for number, id in enumerate(rules)}
    for result in results:
        result["ruleIndex"] = numbers[result["ruleId"]]
    driver = {"name": "Podbuilder", "rules": list(rules.values())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _results(answer: Answer, rules: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The results of one answer; the rules they name are noted."""
    if isinstance(answer, Unreadable):
        rules.setdefault(UNREADABLE_ID, _other(UNREADABLE_ID))
        line, column = answer.position or (answer.place.line or 1, 1)
        yield _result(UNREADABLE_ID, "error", answer.reason, _location(answer.place.file, line, column), "")
        return
    for remark in chain(answer.remarks(), answer.silenced_remarks()):
        rules.setdefault(remark.id, _rule(remark.id, answer.profile) if remark.is_advice else _other(remark.id))
        line, column = answer.position(remark.path) or (answer.place.line, 1)
        location = _location(answer.place.file, line, column)
        if remark.path:
            location["logicalLocations"] = [{"fullyQualifiedName": str(remark.path)}]
        result = _result(remark.id, _LEVELS[remark.severity], remark.message, location, _print_of(answer, remark))
        if remark.waiver:
            reason = ": ".join(text for text in (remark.waiver.source, remark.waiver.reason) if text)
            result["suppressions"] = [{"kind": "inSource", "justification": reason}]
        yield result


def _result(id: str, level: str, message: str, location: dict[str, Any], fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": id, "level": level, "message": {"text": message}, "locations": [location]}
    if fingerprint:
        result["partialFingerprints"] = {"podbuilder/v1": fingerprint}
    return result


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": max(column, 1)}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _print_of(answer: Judged, remark: Remark) -> str:
    """What stays the same while lines move: the object, the container by its name, the field and the rule."""
    manifest = answer.manifest
    whose = f"{manifest.kind}/{manifest.name}" if manifest else str(answer.place)
    depth = len(manifest.pod_path) if manifest else 0
    within = FieldPath(remark.path[depth:])
    container = answer.container_of(within)
    field = remark.path if container is None else FieldPath(within[3:])
    parts = (whose, container or "", remark.id, str(field))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _rule(id: str, profile: lint.Profile) -> dict[str, Any]:
    loaded = lint.all_rules()[id]
    severity = profile.severity(loaded.rule)
    sections = {heading: body for heading, body in loaded.sections.items() if heading != "See"}
    described: dict[str, Any] = {
        "id": id,
        "shortDescription": {"text": loaded.summary},
        "fullDescription": {"text": sections["Why"]},
        "help": {
            "text": "\n\n".join(f"{heading}: {body}" for heading, body in sections.items()),
            "markdown": "\n\n".join(f"**{heading}** {body}" for heading, body in sections.items()),
        },
        "helpUri": loaded.sections["See"],
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [loaded.rule.category], "precision": "high"},
    }
    if loaded.rule.category == "security":
        described["properties"]["security-severity"] = _SECURITY[severity]
    return described


def _other(id: str) -> dict[str, Any]:
    about = _OTHERS.get(id) or f"What the API server refuses: {ErrorType(id).name.lower().replace('_', ' ')}."
    level = "warning" if id == WARNING_ID else "error"
    return {"id": id, "shortDescription": {"text": about}, "defaultConfiguration": {"level": level}}
