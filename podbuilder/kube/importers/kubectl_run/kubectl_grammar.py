"""How kubectl is called: by its own name, or by those that people and distributions gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podbuilder.kube.importers.kubectl_run.command_tables import table_of_verb
from podbuilder.kube.importers.shell.command_grammar import CommandGrammar, Invocation, program_of
from podbuilder.kube.importers.shell.token import ShellToken

_NAMES = ("kubectl", "k", "oc", "microk8s.kubectl", "kubecolor")
# Programs that have kubectl in them: `minikube kubectl -- run web`.
_AROUND = ("minikube", "microk8s", "k3s", "k0s")
_CREATE = "create"
_SHORT_KINDS = {"deploy": "deployment", "cj": "cronjob"}
# Kinds that people ask kubectl create for and that hold pods, whether it knows them or not.
_KINDS = ("deployment", "job", "cronjob", "pod", "po", "daemonset", "statefulset", "replicaset")
# Commands that change what is there already.
_CHANGES = ("expose", "set", "autoscale", "scale")


def _invocation(words: Sequence[ShellToken]) -> Invocation | None:
    begin = _behind_kubectl(words)
    if begin == 0:
        return None
    at, options = _behind_options(words, begin)
    verb = words[at].text if at < len(words) else ""
    own = [*words[:begin], *words[at : at + 1]]
    rest = at + 1
    if verb == _CREATE:
        kind, between = _behind_options(words, rest)
        options += between
        verb = _kind(words[kind].text) if kind < len(words) else ""
        own += words[kind : kind + 1]
        rest = kind + 1
    elif verb != "run" and verb not in _CHANGES:
        return None
    if not verb:
        return None
    program = " ".join(word.text for word in words[:begin] if word.text != "--")
    return Invocation(program, verb, tuple(own), (*options, *words[rest:]))


def _kind(word: str) -> str:
    """The verb with its kind; "" for kinds that hold no pods."""
    name = _SHORT_KINDS.get(word, word)
    return f"{_CREATE} {name}" if name in _KINDS else ""


def _behind_kubectl(words: Sequence[ShellToken]) -> int:
    """Where the words behind kubectl begin; 0 if this is another program."""
    if program_of(words[0].text) in _NAMES:
        return 1
    at = 1
    while at < len(words) and words[at].text.startswith("-"):
        at += 2 if words[at].text in ("-p", "--profile") else 1
    if at >= len(words) or words[at].text != "kubectl":
        return 0
    return at + 1 + (at + 1 < len(words) and words[at + 1].text == "--")


def _behind_options(words: Sequence[ShellToken], at: int) -> tuple[int, list[ShellToken]]:
    """Where the options of kubectl end that stand here, and these options."""
    table = table_of_verb("")
    begin = at
    while at < len(words) and words[at].text.startswith("-"):
        text = words[at].text
        flag = table.find(text[2:]) if text.startswith("--") else table.shorts.get(text[1:])
        at += 2 if flag and not flag.boolean and not flag.optional else 1
    return min(at, len(words)), list(words[begin:at])


KUBECTL = CommandGrammar(
    (*_NAMES, *_AROUND),
    re.compile(r"\b(?:kubectl|kubecolor|k|oc)\b"),
    re.compile(r"(?:sudo[ \t]+)?(?:kubectl|kubecolor|k|oc|minikube|microk8s|k3s)[ \t]"),
    re.compile(r"`((?:sudo )?(?:kubectl|oc|k) [^`\n]{1,2000})`"),
    _invocation,
    "There is no kubectl run or kubectl create deployment, job or cronjob here.",
    "This is no part of a command of kubectl that makes a pod.",
)
