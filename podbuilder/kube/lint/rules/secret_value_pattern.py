"""A text in the manifest has the form of a well-known kind of secret.

**Why** Keys for clouds, repositories and payment services can be recognised by their form, also by people who
search public repositories for them. Treat the secret as stolen and replace it.

**Example** `args: ["--key=AKIA…"]`

**Use instead** A Secret, mounted as a file or read into a variable.

**Fix** None: the secret has to be replaced, not just moved.

**See** https://kubernetes.io/docs/concepts/security/secrets-good-practices/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import CRITICAL, Rule
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.secret_scanning.token_formats import kind_of

rule = Rule(
    __name__,
    CRITICAL,
    "configuration",
    ("pod", "container", "init"),
    foreign={
        "polaris": ("sensitiveContainerEnvVar",),
        "datree": (
            "ALL_EXPOSED_SECRET_BITBUCKET",
            "ALL_EXPOSED_SECRET_DATADOG",
            "ALL_EXPOSED_SECRET_GCP",
            "ALL_EXPOSED_SECRET_AWS",
            "ALL_EXPOSED_SECRET_GITHUB",
            "ALL_EXPOSED_SECRET_GITLAB",
            "ALL_EXPOSED_SECRET_TERRAFORM",
            "ALL_EXPOSED_SECRET_HEROKU",
            "ALL_EXPOSED_SECRET_JWT",
            "ALL_EXPOSED_SECRET_LAUNCHDARKLY",
            "ALL_EXPOSED_SECRET_NEWRELIC",
            "ALL_EXPOSED_SECRET_NPM",
            "ALL_EXPOSED_SECRET_OKTA",
            "ALL_EXPOSED_SECRET_STRIPE",
            "ALL_EXPOSED_SECRET_SUMOLOGIC",
            "ALL_EXPOSED_SECRET_TWILIO",
            "ALL_EXPOSED_SECRET_VAULT",
            "ALL_EXPOSED_SECRET_PRIVATEKEY",
        ),
        "kubescape": ("C-0012", "C-0259"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for path, text in _texts(pod):
        kind = kind_of(text)
        if kind:
            yield rule.found(
                path, f"This text holds what looks like {kind}, which anyone who can see the manifest can read."
            )


def _texts(pod: Subject) -> Iterator[tuple[FieldPath, str]]:
    for key, text in pod.annotations.items():
        yield METADATA.child("annotations").key(key), text
    for c in pod.containers:
        for field in ("command", "args") if c.words else ():
            for i, text in enumerate(c.fields.get(field) or ()):
                yield c.path.child(field).index(i), text
        for variable in c.items("env"):
            yield variable.path.child("value"), variable.fields.get("value") or ""
