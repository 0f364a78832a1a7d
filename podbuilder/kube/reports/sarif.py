"""For code scanning: one log of all files in the format SARIF 2.1.0 of OASIS.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from podbuilder.kube import lint
from podbuilder.kube.core.field import ErrorType, FieldPath
from podbuilder.kube.core.printable import printable
from podbuilder.kube.lint import Severity
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.remark import WARNING_ID, Remark
from podbuilder.kube.reports.results import NOT_JUDGED_ID, UNREADABLE_ID, PodResult, Result, Unreadable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    None: "error",
    Severity.CRITICAL: "error",
    Severity.SERIOUS: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
# Code scanning ranks security results by a number from 0 to 10, in four bands of its own.
_SECURITY = {Severity.CRITICAL: "9.5", Severity.SERIOUS: "8.0", Severity.WARNING: "5.5", Severity.INFO: "2.0"}
_OTHERS = {
    UNREADABLE_ID: "A file that is not a manifest.",
    WARNING_ID: "What the API server accepts with a warning.",
    NOT_JUDGED_ID: "What of an object nobody judged.",
}
# How loud they are; everything else that is no advice is an error.
_OTHER_LEVELS = {WARNING_ID: "warning", NOT_JUDGED_ID: "note"}


def lines(results: Iterable[Result]) -> Iterator[str]:
    """The whole log line by line, with each result in one."""
    rules: dict[str, dict[str, Any]] = {}
    entries, told = list[dict[str, Any]](), set[str]()
    for result in results:
        entries.extend(_entries(result, rules))
        # An object with several pods is told of once.
        if (note := _note(result)) and note["partialFingerprints"]["podbuilder/v1"] not in told:
            told.add(note["partialFingerprints"]["podbuilder/v1"])
            rules.setdefault(NOT_JUDGED_ID, _other(NOT_JUDGED_ID))
            entries.append(note)
    numbers = {id: number for number, id in enumerate(rules)}
    for entry in entries:
        entry["ruleIndex"] = numbers[entry["ruleId"]]
    driver = {"name": "Podbuilder", "rules": list(rules.values())}
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
    log = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)
    # The results, of which there can be thousands, come last in it. Written without indents they take a third.
    before, _, after = log.rpartition("[]")
    yield from map(printable, f"{before}[".split("\n"))
    last = len(entries) - 1
    for number, entry in enumerate(entries):
        yield printable(json.dumps(entry, ensure_ascii=False)) + ("," if number < last else "")
    yield from f"]{after}".split("\n")


def _entries(result: Result, rules: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the log says about one result. The rules that it names are added to `rules`."""
    if isinstance(result, Unreadable):
        rules.setdefault(UNREADABLE_ID, _other(UNREADABLE_ID))
        line, column = result.position or (result.origin.line or 1, 1)
        yield _entry(UNREADABLE_ID, "error", result.reason, _location(result.origin.file, line, column))
        return
    if isinstance(result, CompanionResult):
        for remark in result.remarks():
            rules.setdefault(remark.id, _other(remark.id))
            yield _of_remark(result, remark, _LEVELS[remark.severity])
        return
    for remark in chain(result.remarks(), result.suppressed_remarks()):
        if remark.id not in rules:
            rules[remark.id] = _rule(remark.id, result.profile) if remark.is_advice else _other(remark.id)
        yield _of_remark(result, remark, _LEVELS[remark.severity])


def _note(result: Result) -> dict[str, Any] | None:
    """What the log says of what was not judged; None if that is nothing."""
    if not isinstance(result, PodResult) or not result.review.not_judged:
        return None
    said = Remark(Severity.INFO, NOT_JUDGED_ID, result.start, result.review.not_judged)
    return _of_remark(result, said, _OTHER_LEVELS[NOT_JUDGED_ID])


def _of_remark(result: PodResult | CompanionResult, remark: Remark, level: str) -> dict[str, Any]:
    line, column = result.position(remark.at) or (result.origin.line, 1)
    location = _location(result.origin.file, line, column)
    if remark.path:
        location["logicalLocations"] = [{"fullyQualifiedName": str(remark.path)}]
    entry = _entry(remark.id, level, remark.message, location)
    entry["partialFingerprints"] = {"podbuilder/v1": _fingerprint(result, remark)}
    if remark.waiver:
        reason = ": ".join(text for text in (remark.waiver.source, remark.waiver.reason) if text)
        entry["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return entry


def _entry(id: str, level: str, message: str, location: dict[str, Any]) -> dict[str, Any]:
    return {"ruleId": id, "level": level, "message": {"text": message}, "locations": [location]}


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": max(column, 1)}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}


@lru_cache(maxsize=16)
def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(result: PodResult | CompanionResult, remark: Remark) -> str:
    """A digest of what stays the same when lines move: the object, the container's name, the field and the rule."""
    container, field = None, remark.path
    if isinstance(result, PodResult):
        within = result.manifest.place.in_pod(remark.path) if result.manifest else remark.path
        container = result.container_of(within) if within else None
        field = FieldPath(within[3:]) if within and container is not None else field
    parts = (result.owner, container or "", remark.id, str(field))
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
    level = {"level": _OTHER_LEVELS.get(id, "error")}
    return {"id": id, "shortDescription": {"text": about}, "defaultConfiguration": level}
