"""The fields of a workload around its template: what a kind needs, and what of another kind's has no place in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.workload_change.identity_labels import identity_selector, object_name
from podbuilder.kube.workload_change.notes import Answers, Note

# The kinds whose pods end; those of all others are kept running.
ENDING = ("Job", "CronJob")
SPEC = ROOT.child("spec")
SELECTOR, STRATEGY = SPEC.child("selector"), SPEC.child("strategy")
TEMPLATES = frozenset({"template", "jobTemplate"})


def needed_fields(kind: str, one: Document, spec: Document, labels: Document, answers: Answers) -> dict[str, Any]:
    """The fields that a workload of this kind gets beside its template.

    `one` is the object that it is made from, `spec` and `labels` are its pod's, with those for a selector.
    """
    if kind == "CronJob":
        return {"schedule": answers.schedule}
    if kind == "Job":
        return {}
    found: dict[str, Any] = {} if kind == "DaemonSet" else {"replicas": 1}
    if kind == "Deployment" and stands_in_its_own_way(spec):
        found["strategy"] = {"type": "Recreate"}
    if kind == "StatefulSet":
        found["serviceName"] = answers.service_name or object_name(one).rstrip("-.")
    return {**found, "selector": identity_selector(labels)}


def stands_in_its_own_way(spec: Document) -> str:
    """Why a second pod could not start beside this one, "" if nothing says so."""
    if spec.get("hostNetwork") is True:
        return "it uses its node's network"
    containers = [one for one in document.listed(spec, ("containers",)) if isinstance(one, dict)]
    if any(document.has(port, ("hostPort",)) for one in containers for port in document.listed(one, ("ports",))):
        return "it takes a port of its node"
    if any(document.has(volume, ("persistentVolumeClaim",)) for volume in document.listed(spec, ("volumes",))):
        return "it uses a claim, which may be for one node at a time"
    return ""


def notes_on(kind: str, fields: Document, spec: Document) -> Iterator[Note]:
    """What is told about the fields that a workload gets."""
    if "selector" in fields:
        yield Note(
            "added",
            SELECTOR,
            f"A {kind} finds its pods by these two labels. They cannot be changed later, so nothing else is in there.",
        )
    if "replicas" in fields:
        yield Note("added", SPEC.child("replicas"), "It keeps this many pods running.")
    if "strategy" in fields:
        why = stands_in_its_own_way(spec)
        yield Note("added", STRATEGY, f"The old pod is stopped before a new one is started, because {why}.")
    if "serviceName" in fields:
        yield Note(
            "open",
            SPEC.child("serviceName"),
            "Its pods get host names from a headless Service of this name. Make it, or name the one there is.",
        )
    if "schedule" in fields:
        yield Note("open", SPEC.child("schedule"), "Say when it runs: minute, hour, day of month, month, day of week.")


def fields_without_place(one: Document, kind: str, version: str) -> list[FieldPath]:
    """The fields of a workload's spec that one of this kind does not have, or reads in another way."""
    fields, spec = catalogue.load(version, kind), one["spec"]
    return [SPEC.child(name) for name in spec if name not in TEMPLATES and _is_lost(fields, one, name, kind)]


def _is_lost(fields: catalogue.Catalogue, one: Document, name: str, kind: str) -> bool:
    if name == "selector":
        manual = document.get(one, (*SPEC, "manualSelector")) is True
        return kind in ENDING or (one["kind"] in ENDING and not manual)
    return any(fields.field(path) is None for path, _ in document.walk(one["spec"][name], SPEC.child(name)))
