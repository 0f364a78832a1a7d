"""The fields of a NetworkPolicy: for which pods it is, who may connect to them, and where they may connect to."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, more
from podbuilder.builder.forms.layout import Sentence
from podbuilder.kube.core.field import FieldPath

# Of each direction: its title, what it is about, the field of a rule that lists the others, and what no rule means.
DIRECTIONS = {
    "ingress": ("Incoming", "Who may connect to these pods", "from", "No rule lets anybody in."),
    "egress": ("Outgoing", "Where these pods may connect to", "to", "No rule lets them out."),
}


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    left = auto_fields(sheet, spec, skip={"podSelector", "policyTypes", *DIRECTIONS})
    return [
        _pods(sheet, spec.child("podSelector")),
        sheet.group(
            spec.child("policyTypes"),
            "Restricts",
            [sheet.strings(spec.child("policyTypes"), label="Directions", add="Add direction", noun="Direction")],
            "Left out: incoming connections, and outgoing ones where it has rules for them",
        ),
        *(_direction(sheet, spec.child(name), *words) for name, words in DIRECTIONS.items()),
        *([sheet.fold(spec, "More", left)] if left else []),
    ]


def _pods(sheet: Sheet, path: FieldPath) -> Part:
    labels = path.child("matchLabels")
    pairs = sheet.pairs(
        labels, label="Pods with these labels", add="Add label", noun="Label", key_suggestions="known-labels"
    )
    said = "" if sheet.get(path) else "Without any, it is for all pods of its namespace."
    parts = [pairs, Sentence(path, f"{path}:sentence", said), *more(sheet, path, {"matchLabels"}, "More conditions")]
    return sheet.group(path, "Selector", parts, "Which pods it is for")


def _direction(sheet: Sheet, path: FieldPath, title: str, about: str, peers: str, empty: str) -> Part:
    def draw_rule(at: FieldPath) -> list[Part]:
        return [
            _peers(sheet, at.child(peers), peers),
            _ports(sheet, at),
            *auto_fields(sheet, at, skip={peers, "ports"}),
        ]

    rows = sheet.rows(
        path, draw_rule, label=f"{title} rules", add=f"Add {title.lower()} rule", noun="Rule", empty=empty, is_wide=True
    )
    return sheet.group(path, title, [rows], about)


def _peers(sheet: Sheet, path: FieldPath, word: str) -> Part:
    return sheet.rows(
        path,
        lambda at: auto_fields(sheet, at),
        label=word.capitalize(),
        add=f"Add pods or addresses {'it is' if word == 'from' else 'they go'} {word}",
        noun="Peer",
        empty="Everywhere.",
    )


def _ports(sheet: Sheet, at: FieldPath) -> Part:
    names = ("port", "endPort", "protocol")
    return sheet.rows(
        at.child("ports"),
        lambda item: [sheet.line(item, *names), *auto_fields(sheet, item, skip=names)],
        label="Ports",
        add="Add port",
        noun="Port",
        name_of=lambda item: str(item.get("port") or "") if isinstance(item, dict) else "",
        empty="All.",
        is_wide=True,
    )
