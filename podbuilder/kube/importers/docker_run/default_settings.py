"""Where docker and Kubernetes differ although no flag says so, and what the pod does about it."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, carried, different
from podbuilder.kube.importers.docker_run.flag_context import ReadCommand
from podbuilder.kube.importers.docker_run.podman_handlers import make_writable
from podbuilder.kube.importers.question import AnswerType, Question

_SHELLS = ("sh", "bash", "ash", "zsh", "fish", "dash")
_UNSET, _DEFAULT = "unset", "RuntimeDefault"


def heading(command: ReadCommand) -> Note:
    """What there is to say of the command as a whole."""
    parts, program = command.parts, command.run.program
    parts.questions.place = command.run.name
    says = [_seccomp(command)]
    if "restartPolicy" not in parts.pod.spec:
        says.append(f"Once it ends, {program} leaves it at that; Kubernetes starts it again.")
    if "terminationGracePeriodSeconds" not in parts.pod.spec:
        says.append(f"Kubernetes waits 30 seconds for it to stop, where {program} waits 10.")
    if program == "podman" and command.has("read-only") and not command.value_of("read-only-tmpfs"):
        make_writable(parts)
        says.append("Podman keeps /tmp, /run and /var/tmp writable, and empty folders do here.")
    if _is_shell(command):
        says.append(f"It waits for whoever sits at it: kubectl attach -it {parts.pod.name}.")
    to = f"Pod {parts.pod.name}"
    told = " ".join(filter(None, says))
    return different(to, told) if told else carried(to)


def _is_shell(command: ReadCommand) -> bool:
    """Whether somebody sits at a shell, as in `docker run -it alpine sh`."""
    words = command.arguments
    is_session = command.has("tty") and command.has("interactive")
    return is_session and len(words) == 1 and words[0].rpartition("/")[2] in _SHELLS


def _seccomp(command: ReadCommand) -> str:
    """The filter of system calls is offered where nobody has chosen one."""
    context, program = command.parts.container.get("securityContext", {}), command.run.program
    if context.get("privileged") or "seccompProfile" in context:
        return ""
    question = Question(
        f"seccomp:{command.parts.container['name']}",
        "Which system calls are allowed",
        _UNSET,
        AnswerType.CHOICE,
        ((_UNSET, "as the node says"), (_DEFAULT, f"as {program} allows them")),
    )
    if command.parts.questions.ask(question) == _UNSET:
        return f"By default {program} filters system calls, and Kubernetes does not."
    command.parts.set(("securityContext", "seccompProfile"), {"type": _DEFAULT})
    return f"System calls are filtered, as {program} does."
