"""Rules for a pod's placement: near which nodes and pods, away from which, and spread over what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, auto_part, more
from podbuilder.builder.forms.layout import Line, Sentence
from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.field import FieldPath

Said = Mapping[FieldPath, str]

# The rules about other pods: the title of those that must hold, and of those that should.
ABOUT_PODS = {
    "podAffinity": ("Pods it must be near", "Pods it would rather be near"),
    "podAntiAffinity": ("Pods it must keep away from", "Pods it would rather keep away from"),
}


def sentence(at: FieldPath, said: Said) -> Sentence:
    """The sentence on the rule at `at`; it is there, though empty, as soon as the rule is, to follow what is typed."""
    return Sentence(at, f"{at}:sentence", said.get(at, ""))


def draw(sheet: Sheet, path: FieldPath, said: Said) -> list[Part]:
    nodes = path.child("nodeAffinity")
    parts = [_must_nodes(sheet, nodes.child(REQUIRED), said), _rather_nodes(sheet, nodes.child(PREFERRED), said)]
    for name, (must, rather) in ABOUT_PODS.items():
        at = path.child(name)
        parts.append(_must_pods(sheet, at.child(REQUIRED), must, said))
        parts.append(_rather_pods(sheet, at.child(PREFERRED), rather, said))
    return parts


def summary(sheet: Sheet, path: FieldPath) -> str:
    """How many rules there are of each kind, in all of what affinity knows."""
    terms = len(sheet.items(path.child("nodeAffinity", REQUIRED, "nodeSelectorTerms")))
    rules = sum(len(sheet.items(path.child(name, REQUIRED))) for name in ABOUT_PODS)
    rather = sum(len(sheet.items(path.child(name, PREFERRED))) for name in ("nodeAffinity", *ABOUT_PODS))
    found = (counted(terms, "kind of node", "kinds of node"), counted(rules, "rule"), counted(rather, "preference"))
    return " · ".join(filter(None, found))


def counted(number: int, one: str, many: str = "") -> str:
    """The summary on a fold, seen even when it is closed, such as "2 rules"; "" for no rules."""
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""


def _must_nodes(sheet: Sheet, path: FieldPath, said: Said) -> Part:
    terms = sheet.rows(
        path.child("nodeSelectorTerms"),
        lambda at: _term(sheet, at),
        label="One of these must fit",
        add="Add kind of node",
        noun="Kind of node",
    )
    summary = counted(len(sheet.items(path.child("nodeSelectorTerms"))), "kind of node", "kinds of node")
    return sheet.fold(path, "Nodes it must run on", [sentence(path, said), terms], is_inner=True, summary=summary)


def _rather_nodes(sheet: Sheet, path: FieldPath, said: Said) -> Part:
    def item(at: FieldPath) -> list[Part]:
        return [sentence(at, said), sheet.line(at, "weight"), *_term(sheet, at.child("preference"))]

    rows = sheet.rows(path, item, label="Preferences", add="Add preference", noun="Preference")
    return sheet.fold(path, "Nodes it would rather run on", [rows], is_inner=True, summary=_preferences(sheet, path))


def _term(sheet: Sheet, at: FieldPath) -> list[Part]:
    return [
        _requirements(sheet, at.child("matchExpressions"), "Labels of the node", "Add node label"),
        *auto_fields(sheet, at, skip={"matchExpressions"}),
    ]


def _requirements(sheet: Sheet, path: FieldPath, label: str, add: str) -> Part:
    def item(at: FieldPath) -> list[Part]:
        key = sheet.control(at.child("key"), suggestions="known-node-labels")
        values = sheet.strings(at.child("values"), label="Values", add="Add value", noun="Value")
        return [Line(at, f"{at}:line", [key, sheet.control(at.child("operator"))]), values]

    return sheet.rows(path, item, label=label, add=add, noun="Label", name_of=_key_of)


def _must_pods(sheet: Sheet, path: FieldPath, title: str, said: Said) -> Part:
    def item(at: FieldPath) -> list[Part]:
        return [sentence(at, said), *_pod_term(sheet, at)]

    rows = sheet.rows(path, item, label=title, add="Add rule", noun="Rule")
    return sheet.fold(path, title, [rows], is_inner=True, summary=counted(len(sheet.items(path)), "rule"))


def _rather_pods(sheet: Sheet, path: FieldPath, title: str, said: Said) -> Part:
    def item(at: FieldPath) -> list[Part]:
        return [sentence(at, said), sheet.line(at, "weight"), *_pod_term(sheet, at.child("podAffinityTerm"))]

    rows = sheet.rows(path, item, label=title, add="Add preference", noun="Preference")
    return sheet.fold(path, title, [rows], is_inner=True, summary=_preferences(sheet, path))


def _preferences(sheet: Sheet, path: FieldPath) -> str:
    return counted(len(sheet.items(path)), "preference")


def _pod_term(sheet: Sheet, at: FieldPath) -> list[Part]:
    """Which pods, and the topology to share with them; the other fields are rarely needed."""
    shown = {"topologyKey", "labelSelector"}
    return [
        Line(at, f"{at}:line", [sheet.control(at.child("topologyKey"), suggestions="known-node-labels")]),
        *_selector(sheet, at.child("labelSelector")),
        *more(sheet, at, shown, "Namespaces and more"),
    ]


def _selector(sheet: Sheet, path: FieldPath) -> list[Part]:
    spec = sheet.catalogue.field(path)
    return [auto_part(sheet, path, spec)] if spec else []


def spread(sheet: Sheet, path: FieldPath, said: Said) -> Part:
    """Topology spread constraints."""
    shown = {"topologyKey", "maxSkew", "whenUnsatisfiable", "labelSelector"}

    def item(at: FieldPath) -> list[Part]:
        line = [
            sheet.control(at.child("topologyKey"), suggestions="known-node-labels"),
            *sheet.controls(at, "maxSkew", "whenUnsatisfiable"),
        ]
        return [
            sentence(at, said),
            Line(at, f"{at}:line", line),
            *_selector(sheet, at.child("labelSelector")),
            *more(sheet, at, shown),
        ]

    return sheet.rows(
        path,
        item,
        label="Spread",
        add="Add constraint",
        noun="Constraint",
        empty="Not spread on purpose: the scheduler's own defaults hold.",
    )


def _key_of(item: Any) -> str:
    return str(item.get("key") or "") if isinstance(item, dict) else ""
