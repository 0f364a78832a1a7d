"""A command has signs that only a shell understands, and no shell runs it.

**Why** The program gets `|`, `&&`, `>` and `$HOME` as they are written.

**Example** `command: [pg_isready, "|", grep, accepting]`

**Use instead** `command: [sh, -c, pg_isready | grep accepting]`; for a variable alone, `$(HOME)`.

**Fix** Assisted: writes $(NAME) for $NAME where the container defines that variable; gives the command to a shell if
its words are plain.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.command_lines import SIGNS, VARIABLE, Command, commands_of, has_interpreter
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

_PLAIN = re.compile(r"[\w./:=@%+,-]+")
rule = Rule(__name__, WARNING, "configuration", ("container", "init", "ephemeral"))


def _offences(command: Command) -> Iterator[int]:
    """The numbers of the words in question."""
    for number, word in enumerate(command.words):
        if number and word in SIGNS:
            yield number
            return
        names = VARIABLE.findall(word) if "$" in word else ()
        if any(name in command.known or name in ("HOME", "PATH", "HOSTNAME", "USER") for name in names):
            yield number


def check(pod: Subject) -> Iterator[Finding]:
    for command in commands_of(pod):
        if not has_interpreter(command.words):
            for number in _offences(command):
                message = "No shell runs this command, so the program gets this word exactly as it is written."
                yield rule.found(command.at(number), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    command, number = next((c, n) for c in commands_of(pod) for n in range(len(c.words)) if c.at(n) == finding.path)
    word = command.words[number]
    if word not in SIGNS:
        if not command.is_expanded or any(name not in command.known for name in VARIABLE.findall(word)):
            return None
        return assisted("Let Kubernetes fill in the variable.", set_(finding.path, VARIABLE.sub(r"$(\1)", word)))
    if command.args or not all(w in SIGNS or _PLAIN.fullmatch(w) for w in command.words):
        return None
    return assisted("Let a shell run it.", set_(command.path, ["sh", "-c", " ".join(command.words)]))
