"""Several arguments of a well-known tool stand in one item.

**Why** No shell splits them, so the tool takes both for one file name with a blank in it.

**Example** `command: [cp, "/app/a.war /work"]`

**Use instead** `command: [cp, /app/a.war, /work]`

**Fix** Assisted: makes each word an item.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.command_lines import Command, commands_of, needs_shell
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

# Their arguments are options, files and numbers, none of which usually has a blank in it.
TOOLS = frozenset(
    (
        "cat",
        "chmod",
        "chown",
        "cp",
        "curl",
        "install",
        "kill",
        "ln",
        "ls",
        "mkdir",
        "mv",
        "nc",
        "nslookup",
        "pg_isready",
        "ping",
        "pkill",
        "rm",
        "rmdir",
        "rsync",
        "sleep",
        "tar",
        "test",
        "touch",
        "wget",
    )
)
# Of an argument with blanks each word must look like an option or a path for the whole to be several.
_FIRST_SIGNS = "-/."
rule = Rule(__name__, WARNING, "configuration", ("container", "init", "ephemeral"))


def _is_several(word: str) -> bool:
    words = word.split(" ")
    return len(words) > 1 and not needs_shell(word) and all(w and w[0] in _FIRST_SIGNS for w in words)


def _offences(command: Command) -> list[int]:
    if command.words[0].rpartition("/")[2] not in TOOLS:
        return []
    return [number for number, word in enumerate(command.words) if number and _is_several(word)]


def check(pod: Subject) -> Iterator[Finding]:
    for command in commands_of(pod):
        for number in _offences(command):
            message = "No shell splits this item, so the tool takes it for one argument with a blank in it."
            yield rule.found(command.at(number), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    command = next(c for c in commands_of(pod) if finding.path.parent in (c.path, c.path.parent.child("args")))
    words = command.own if finding.path.parent == command.path else command.words[len(command.own) :]
    split = [part for word in words for part in (word.split(" ") if _is_several(word) else [word])]
    return assisted("Make each word an item.", set_(finding.path.parent, split))
