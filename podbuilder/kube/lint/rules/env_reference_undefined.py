"""A text refers to a variable that nothing defines before it.

**Why** Kubernetes then leaves `$(NAME)` as it is: the app receives it literally, and a subPathExpr with it keeps the
container from starting.

**Example** `env: [{name: URL, value: "http://$(HOST)/"}, {name: HOST, value: db}]`

**Use instead** HOST before URL, or `$$(HOST)` if the text itself is meant.

**Fix** Assisted: moves the other variable in front of the one that refers to it, if it exists at all; defines a
POD_NAME, POD_NAMESPACE, POD_IP or NODE_NAME that a text refers to.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.env_references import references, undefined
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import move_, set_

# What many call these facts of the pod, and the field that holds each.
FIELDS = {
    "POD_NAME": "metadata.name",
    "POD_NAMESPACE": "metadata.namespace",
    "POD_IP": "status.podIP",
    "NODE_NAME": "spec.nodeName",
}
rule = Rule(__name__, WARNING, "configuration", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        # What a ConfigMap or Secret that is read whole adds is not known here, nor what a patch without image is for.
        if c.fields.get("image") and not c.fields.get("envFrom"):
            known: set[str] = set()
            for variable in c.items("env"):
                if name := undefined(variable.fields.get("value"), known):
                    message = f"Nothing above defines {quote(name)}, so the app receives the text $({name}) itself."
                    yield rule.found(variable.path.child("value"), message)
                known.add(variable.fields.get("name") or "")
            yield from _elsewhere(c, known)


def _elsewhere(c: Container, known: set[str]) -> Iterator[Finding]:
    """In the command and in the paths of mounts."""
    for field in ("command", "args"):
        for i, word in enumerate(c.fields.get(field) or ()):
            # What a shell runs has $(...) of its own, for the output of a command.
            if (name := undefined(word, known)) and not name.islower():
                message = f"Nothing defines {quote(name)}, so the program receives the text $({name}) itself."
                yield rule.found(c.path.child(field).index(i), message)
    for mount in c.mounts:
        if name := undefined(mount.fields.get("subPathExpr"), known):
            message = f"The container has no variable {quote(name)}, so its volume cannot be mounted."
            yield rule.found(mount.path.child("subPathExpr"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c, field = pod.container_at(finding.path), finding.path[3]
    if field == "env":
        return _reorder(c, int(finding.path[-2]))
    index = int(finding.path[4])
    text = c.fields["volumeMounts"][index]["subPathExpr"] if field == "volumeMounts" else c.fields[str(field)][index]
    name = undefined(text, c.variables)
    if name not in FIELDS:
        return None
    variable = {"name": name, "valueFrom": {"fieldRef": {"fieldPath": FIELDS[name]}}}
    return assisted("Define the variable.", set_(c.path.child("env").index(len(c.fields.get("env") or ())), variable))


def _reorder(c: Container, index: int) -> Patch | None:
    env = c.fields["env"]
    above = {variable.get("name") for variable in env[:index]}
    below = {variable.get("name"): i for i, variable in enumerate(env) if i > index}
    names = [name for name in references(env[index]["value"]) if name not in above]
    name = next((n for n in names if n in below), None)
    if name is None:
        return None
    return assisted("Define the other variable first.", move_(c.path.child("env").index(below[name]), index))
