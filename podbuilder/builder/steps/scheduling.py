"""The step "Scheduling": which nodes may run the pod, and what it may push aside."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_part, rest
from podbuilder.builder.steps import affinity
from podbuilder.builder.steps.affinity import sentence
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.insight.placement import sentences

FOLDS = {
    "affinity": ("Affinity", "Which nodes and pods to be near, and which to avoid"),
    "topologySpreadConstraints": ("Spread", "Over zones, nodes or anything else that has a label"),
    "resources": ("Resources of the whole pod", "Instead of, or on top of, those of its containers"),
    "resourceClaims": ("Device claims", "Devices from the cluster's own catalogue, by claim"),
}
BY_HAND = {
    *FOLDS,
    "nodeSelector",
    "tolerations",
    "priorityClassName",
    "preemptionPolicy",
    "runtimeClassName",
    "schedulerName",
    "nodeName",
    "os",
    "priority",
}


def draw(sheet: Sheet) -> list[Part]:
    said = dict(sentences(sheet.pod))

    def toleration(at: FieldPath) -> list[Part]:
        return [
            sentence(at, said),
            sheet.line(at, "key", "operator", "value"),
            sheet.line(at, "effect", "tolerationSeconds"),
        ]

    drawn = {
        "affinity": lambda path: affinity.draw(sheet, path, said),
        "topologySpreadConstraints": lambda path: [affinity.spread(sheet, path, said)],
    }

    summaries = {
        "affinity": affinity.summary(sheet, SPEC.child("affinity")),
        "topologySpreadConstraints": affinity.counted(
            len(sheet.items(SPEC.child("topologySpreadConstraints"))), "constraint"
        ),
    }
    return [
        sheet.group(
            SPEC.child("nodeSelector"),
            "Node selector",
            [
                sheet.pairs(
                    SPEC.child("nodeSelector"),
                    label="Node selector",
                    add="Add node label",
                    noun="Node label",
                    key_suggestions="known-node-labels",
                    key_placeholder="kubernetes.io/arch",
                    value_placeholder="amd64",
                )
            ],
            "Only nodes that carry all these labels",
        ),
        sheet.group(
            SPEC.child("tolerations"),
            "Tolerations",
            [
                sheet.rows(
                    SPEC.child("tolerations"),
                    toleration,
                    label="Tolerations",
                    add="Add toleration",
                    noun="Toleration",
                    name_of=_name_of_toleration,
                    empty="None: nodes with a taint, as GPU nodes often are, turn the pod away.",
                )
            ],
            "Nodes with a taint that may run it all the same",
        ),
        sheet.fold(
            SPEC,
            "Priority and node",
            [
                sheet.line(SPEC, "priorityClassName", "preemptionPolicy"),
                sheet.line(SPEC, "runtimeClassName", "schedulerName"),
                sheet.line(SPEC, "nodeName", "os.name", "priority"),
            ],
            "Which pod goes first, and which scheduler decides",
        ),
        *(
            sheet.fold(
                SPEC.child(name),
                title,
                drawn[name](SPEC.child(name)) if name in drawn else [auto_part(sheet, SPEC.child(name), spec)],
                about,
                summary=summaries.get(name, ""),
            )
            for name, (title, about) in FOLDS.items()
            if (spec := sheet.catalogue.field(SPEC.child(name)))
        ),
        rest(
            sheet,
            SPEC,
            "Gates and groups",
            {"Scheduling"},
            BY_HAND,
            "What holds the pod back, and which pods it is placed with",
        ),
    ]


def _name_of_toleration(item: Any) -> str:
    key = item.get("key") if isinstance(item, dict) else None
    return f"of {key}" if isinstance(key, str) else ""
