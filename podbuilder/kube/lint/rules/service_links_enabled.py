"""Every container gets variables for every Service of the namespace.

**Why** With many Services the start becomes slow, and a Service called like the app can overwrite the app's own
settings.

**Example** No `enableServiceLinks`.

**Use instead** `enableServiceLinks: false`; DNS finds Services by name.

**Fix** Assisted: sets it to false; apps that read those variables would miss them.

**See** https://kubernetes.io/docs/tutorials/services/connect-applications-service/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.containers import SPEC
from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "networking",
    ("pod",),
    default=False,
    foreign={
        "kyverno": ("disable-service-discovery",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get("enableServiceLinks") is not False:
        message = "Every container gets variables for every Service of the namespace."
        yield rule.found(SPEC.child("enableServiceLinks"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave those variables out.", set_(finding.path, False))
