"""An emptyDir in memory can use up the node's memory.

**Why** What is written to it counts as memory of the container that writes it. Without a memory limit or a size
limit, nothing bounds it.

**Example** `emptyDir: {medium: Memory}` in a container without a memory limit.

**Use instead** `emptyDir: {medium: Memory, sizeLimit: 64Mi}`, or a memory limit.

**Fix** Assisted: proposes a size.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.resource_proposals import missing_limits
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, WARNING, "resources", ("volumes", "container"))


def check(pod: Subject) -> Iterator[Finding]:
    unlimited = {c.path for c in missing_limits(pod, "memory")}
    for volume in pod.volumes if unlimited else ():
        source = volume.fields.get("emptyDir") or {}
        if source.get("medium") == "Memory" and not source.get("sizeLimit"):
            users = [c for c, _ in pod.mounts_of(volume.fields.get("name", "")) if c.path in unlimited]
            if users:
                message = f"{users[0].title} has no memory limit, so this emptyDir can use up the node's memory."
                yield rule.found(volume.path.child("emptyDir", "sizeLimit"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Limit its size.", set_(finding.path, pod.settings.proposed_memory))
