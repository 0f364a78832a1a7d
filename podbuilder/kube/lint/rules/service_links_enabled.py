"""Every container gets variables for every Service in the namespace.

**Why** With many Services, starting becomes slow, and a Service with the same name as the app can overwrite the
app's own settings.

**Example** No `enableServiceLinks`.

**Use instead** `enableServiceLinks: false`; apps find Services through DNS.

**Fix** Assisted: sets it to false. Apps that read those variables would miss them. Off by default: the variables do no
harm as long as none has a name that the app reads; where one may, service-links-clash says so, which is on.

**See** https://kubernetes.io/docs/tutorials/services/connect-applications-service/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
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
        message = (
            "Every container gets variables for every Service in the namespace, which can overwrite the app's own."
        )
        yield rule.found(SPEC.child("enableServiceLinks"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave these variables out.", set_(finding.path, False))
