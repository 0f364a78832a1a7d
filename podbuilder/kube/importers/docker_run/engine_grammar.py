"""How `docker run` and its like are called: docker, podman and nerdctl, with the options that are their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podbuilder.kube.importers.shell.command_grammar import CommandGrammar, Invocation, program_of
from podbuilder.kube.importers.shell.token import ShellToken

PROGRAMS = ("docker", "podman", "nerdctl")
_VERBS = ("run", "create")
# The object that a verb may name: `docker container run`.
_OBJECT = "container"
# Which of their own options, before the verb, take the next word for a value.
_GLOBAL_WITH_VALUE = {
    "docker": {
        "-H",
        "--host",
        "-c",
        "--context",
        "--config",
        "-l",
        "--log-level",
        "--tlscacert",
        "--tlscert",
        "--tlskey",
    },
    "podman": {
        *("-c", "--connection", "--url", "--identity", "--log-level", "--root", "--runroot", "--storage-driver"),
        *("--storage-opt", "--cgroup-manager", "--events-backend", "--hooks-dir", "--module", "--namespace"),
        *("--network-cmd-path", "--network-config-dir", "--runtime", "--runtime-flag", "--ssh", "--tmpdir", "--out"),
        *("--volumepath", "--conmon", "--imagestore", "--default-mounts-file"),
    },
    "nerdctl": {
        *("-n", "--namespace", "-a", "--address", "-H", "--host", "--snapshotter", "--storage-driver", "--cni-path"),
        *("--cni-netconfpath", "--data-root", "--cgroup-manager", "--hosts-dir", "--host-gateway-ip"),
    },
}


def _invocation(words: Sequence[ShellToken]) -> Invocation | None:
    program = program_of(words[0].text)
    at = 1
    options: list[ShellToken] = []
    while at < len(words) and words[at].text.startswith("-"):
        takes_value = words[at].text in _GLOBAL_WITH_VALUE[program] and "=" not in words[at].text
        options += words[at : at + 1 + takes_value]
        at += 1 + takes_value
    verb = at + (at < len(words) and words[at].text == _OBJECT)
    if verb >= len(words) or words[verb].text not in _VERBS:
        return None
    own = (words[0], *words[at : verb + 1])
    says = f"This tells {program} which engine to talk to; kubectl has contexts for that."
    return Invocation(program, words[verb].text, own, tuple(words[verb + 1 :]), tuple(options), says)


ENGINES = CommandGrammar(
    PROGRAMS,
    re.compile(r"\b(?:docker|podman|nerdctl)(?:\.exe)?\b"),
    re.compile(r"(?:sudo[ \t]+)?(?:docker|podman|nerdctl)[ \t]"),
    re.compile(r"`((?:sudo )?(?:docker|podman|nerdctl) [^`\n]{1,2000})`"),
    _invocation,
    "There is no command here that runs a container, such as docker run nginx.",
    "This is no part of a command that runs a container.",
)
