"""A subPath contains a reference to a variable, which only a subPathExpr fills in.

**Why** The mount then uses a directory that is really called $(NAME), and all pods share it.

**Example** `subPath: $(POD_NAME)`

**Use instead** `subPathExpr: $(POD_NAME)`

**Fix** Assisted: renames the field, if the container defines the variable.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.env_references import references
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import rename_

rule = Rule(__name__, SERIOUS, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for mount in c.mounts:
            if references(mount.fields.get("subPath")):
                message = "Nothing is filled in here, so the directory is really called this."
                yield rule.found(mount.path.child("subPath"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c = pod.container_at(finding.path)
    mount = c.fields["volumeMounts"][int(finding.path[-2])]
    if not c.variables.issuperset(references(mount["subPath"])):
        return None
    return assisted("Let Kubernetes fill in the variable.", rename_(finding.path, "subPathExpr"))
