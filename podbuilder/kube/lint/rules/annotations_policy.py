"""The pod lacks an annotation that your team requires, or has one that it forbids.

**Why** Annotations hold contact details, and they turn features of other tools on and off. A team may require the
former and forbid the latter.

**Example** No annotation `example.com/contact`.

**Use instead** The annotations that your team's profile lists.

**Fix** Assisted: removes a forbidden annotation. Only you know the value of a missing one.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.lint.wildcards import fits_any
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    default=False,
    foreign={
        "kube-linter": ("required-annotation-email",),
        "kyverno": ("require-annotations",),
    },
    needs=("required_annotations", "forbidden_annotations"),
)


def check(pod: Subject) -> Iterator[Finding]:
    path = METADATA.child("annotations")
    for name in pod.settings.required_annotations:
        if not pod.annotations.get(name):
            yield rule.found(path.key(name), f"The pod lacks the annotation {quote(name)}, which your team requires.")
    forbidden = pod.settings.forbidden_annotations
    for name in pod.annotations if forbidden else ():
        if fits_any(name, forbidden):
            yield rule.found(path.key(name), f"The pod has the annotation {quote(name)}, which your team forbids.")


def fix(pod: Subject, finding: Finding) -> Patch | None:
    present = finding.path[-1] in pod.annotations
    return assisted("Remove the annotation.", remove_(finding.path)) if present else None
