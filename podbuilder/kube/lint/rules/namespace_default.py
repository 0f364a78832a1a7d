"""The pod goes into the namespace called default.

**Why** Everything that names no namespace lands there, so nobody knows whose it is, and rules for one app hold for
all.

**Example** `metadata: {namespace: default}`

**Use instead** A namespace for the app. Leaving it out is fine: `kubectl -n` and other tools then say it.

**Fix** Assisted: removes the name, so that whoever applies the manifest chooses.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import METADATA, Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    default=True,
    foreign={"datree": ("WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT",), "kyverno": ("disallow-default-namespace",)},
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.metadata.get("namespace") == "default":
        message = "In the namespace default everything meets that names no other."
        yield rule.found(METADATA.child("namespace"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave the namespace to whoever applies it.", remove_(finding.path))
