"""A projected service account token has no explicit lifetime.

**Why** The default is an hour, and the token is renewed in time. An explicit value shows that someone has thought
about it.

**Example** `serviceAccountToken: {path: token}`

**Use instead** `serviceAccountToken: {path: token, expirationSeconds: 3600}`

**Fix** Safe: writes the default of an hour. Off by default: the default of an hour is short enough.

**See** https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject, items
from podbuilder.kube.manifest import set_

HOUR = 3600
rule = Rule(__name__, INFO, "security", ("volumes",), default=False)


def check(pod: Subject) -> Iterator[Finding]:
    for volume in pod.volumes:
        sources = (volume.fields.get("projected") or {}).get("sources")
        for source in items(sources, volume.path.child("projected", "sources")):
            token = source.fields.get("serviceAccountToken")
            if token and not token.get("expirationSeconds"):
                path = source.path.child("serviceAccountToken", "expirationSeconds")
                yield rule.found(
                    path, "The manifest does not say how long this token is valid, so the default of an hour applies."
                )


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Write down the default.", set_(finding.path, HOUR))
