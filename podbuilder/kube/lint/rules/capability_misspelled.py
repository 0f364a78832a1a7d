"""A capability is not spelled the way Kubernetes spells it.

**Why** Kubernetes expects capitals and no CAP_ prefix. Runtimes may refuse other spellings, and Pod Security
compares names literally: to it, `drop: [all]` drops nothing.

**Example** `capabilities: {drop: [all], add: [CAP_NET_ADMIN]}`

**Use instead** `capabilities: {drop: [ALL], add: [NET_ADMIN]}`

**Fix** Safe: corrects the spelling.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject, capability
from podbuilder.kube.manifest import set_

rule = Rule(__name__, WARNING, "security", ("container", "init", "ephemeral"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        for kind in ("add", "drop"):
            for i, text in enumerate(c.capabilities.get(kind) or ()):
                if text != capability(text):
                    message = (
                        f"The capability {quote(text)} is not written as {capability(text)}, "
                        "so a runtime may refuse it and Pod Security does not recognise it."
                    )
                    yield rule.found(c.at("capabilities", kind).index(i), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c, (kind, index) = pod.container_at(finding.path), finding.path[-2:]
    text = c.capabilities[str(kind)][int(index)]
    return safe("Spell it the way Kubernetes does.", set_(finding.path, capability(text)))
