"""A container of a workload keeps a terminal open.

**Why** Whoever can attach to the pod has a shell in it. What is started by hand needs a terminal, a workload does not.

**Example** `stdin: true` and `tty: true`, which `docker run -it` and Compose leave behind.

**Use instead** Neither; `kubectl exec -it` and `kubectl debug` open a terminal when one is needed.

**Fix** Assisted: removes stdin, stdinOnce and tty. Off by default: it does no harm by itself, and some shells end
without it.

**See** https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

FIELDS = ("stdin", "tty")
rule = Rule(__name__, INFO, "configuration", ("container", "init"), default=False)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned if pod.around.workload else ():
        field = next((name for name in FIELDS if c.fields.get(name) is True), "")
        if field:
            message = f"{c.title} waits for somebody at a terminal, whom the copies of a workload do not have."
            yield rule.found(c.path.child(field), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    path = finding.path.parent
    return assisted("Close the terminal.", *(remove_(path.child(name)) for name in (*FIELDS, "stdinOnce")))
