"""A command begins with an option instead of a program.

**Why** `command` replaces the program of the image, so the runtime looks for a program of that name and finds none.
Options for the image's own program belong in `args`.

**Example** `command: ["--port", "8080"]`

**Use instead** `args: ["--port", "8080"]`

**Fix** Assisted: puts the options in front of the args.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_

rule = Rule(__name__, CRITICAL, "configuration", ("container", "init", "ephemeral"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        command = c.fields.get("command")
        if command and command[0].startswith("-"):
            message = f"{c.title} has an option where the program should stand, so it never starts."
            yield rule.found(c.path.child("command").index(0), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    words = [*c.fields["command"], *(c.fields.get("args") or ())]
    return assisted(
        "Give the options to the image's own program.",
        set_(c.path.child("args"), words),
        remove_(c.path.child("command")),
    )
