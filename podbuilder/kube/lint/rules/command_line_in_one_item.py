"""A whole command line stands in one item of a command.

**Why** No shell splits it. The runtime looks for a program whose name is the whole line, and finds none.

**Example** `command: [npm run start]`

**Use instead** `command: [npm, run, start]`, or `command: [sh, -c, npm run build && npm run start]` for what a shell
has to do.

**Fix** Assisted: an item for each word; with signs that only a shell understands, the line is given to a shell.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.command_lines import commands_of, needs_shell
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, CRITICAL, "configuration", ("container", "init", "ephemeral"))


def check(pod: Subject) -> Iterator[Finding]:
    for command in commands_of(pod):
        program = command.words[0]
        # A path on Windows may have blanks: C:\Program Files\app.exe.
        if " " in program.strip() and not (pod.is_windows and "\\" in program):
            message = "The whole first item is taken for the name of a program, and no program is called so."
            yield rule.found(command.path.index(0), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    words = next(c.own for c in commands_of(pod) if c.path == finding.path.parent)
    line, rest = words[0], list(words[1:])
    if needs_shell(line):
        # A shell takes what follows the line for its own arguments.
        return None if rest else assisted("Let a shell run it.", set_(finding.path.parent, ["sh", "-c", line]))
    try:
        split = shlex.split(line)
    except ValueError:
        return None  # a quotation mark that is not closed
    return assisted("Make each word an item.", set_(finding.path.parent, [*split, *rest]))
