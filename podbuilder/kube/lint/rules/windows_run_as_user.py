"""A Windows container is not told to run as an ordinary user.

**Why** Some Windows images run as ContainerAdministrator unless told otherwise.

**Example** `os: {name: windows}` and no `runAsUserName`.

**Use instead** `windowsOptions: {runAsUserName: ContainerUser}`. Host process containers have accounts of their
own.

**Fix** Safe: sets ContainerUser.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import SECURITY, Subject
from podbuilder.kube.manifest import set_

USER = "ContainerUser"
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("pod", "container", "init"),
    default=True,
    foreign={
        "kubescape": ("C-0211",),
        "kyverno": ("require-run-as-containeruser",),
    },
)


def _options(security: dict[str, Any]) -> dict[str, Any]:
    return security.get("windowsOptions") or {}


def check(pod: Subject) -> Iterator[Finding]:
    inherited = _options(pod.security)
    heirs = False
    for c in pod.containers if pod.is_windows else ():
        own = _options(c.security)
        if {**inherited, **own}.get("hostProcess"):
            continue
        name = own.get("runAsUserName")
        heirs = heirs or name is None
        if name is not None and name != USER:
            message = f"{c.title} runs as {quote(name)}, which may have more rights than {USER}."
            yield rule.found(c.at("windowsOptions", "runAsUserName"), message)
    if heirs and inherited.get("runAsUserName") != USER:
        message = f"The pod does not run as {USER}, so an image may run as administrator."
        yield rule.found(SECURITY.child("windowsOptions", "runAsUserName"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Run as an ordinary user.", set_(finding.path, USER))
