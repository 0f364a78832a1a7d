"""The pod lacks a label that your team requires.

**Why** With the same labels everywhere, you can quickly tell whose pod it is and who pays for it.

**Example** No label `owner`.

**Use instead** `labels: {owner: payments}`

**Fix** None: only you know the value.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.lint.wildcards import fits_any

rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    default=False,
    foreign={
        "kube-linter": ("required-label-owner",),
        "datree": ("WORKLOAD_MISSING_LABEL_OWNER_VALUE", "DEPLOYMENT_MISSING_LABEL_ENV_VALUE"),
        "kubescape": ("C-0076",),
    },
    needs=("required_labels", "label_values"),
)


def check(pod: Subject) -> Iterator[Finding]:
    for name in pod.settings.required_labels:
        if not pod.labels.get(name):
            message = f"The pod lacks the label {quote(name)}, which your team requires."
            yield rule.found(METADATA.child("labels").key(name), message)
    for name, allowed in pod.settings.label_values:
        if name in pod.labels and not fits_any(pod.labels[name], allowed.split("|")):
            message = f"The label {quote(name)} has another value than your team allows."
            yield rule.found(METADATA.child("labels").key(name), message)
