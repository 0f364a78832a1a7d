"""When a container starts again, how long it may take to stop, and what else happens around its process."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, refused
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.question import AnswerType, Question

_FIELD = ("restartPolicy",)
_SIGNALS = (
    *("SIGTERM", "SIGKILL", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH"),
    *(f"SIGRTMIN+{number}" for number in range(1, 16)),
)
_PRE_STOP, _NONE = "preStop", "none"


def set_restart(parts: ContainerParts, text: str) -> Note:
    """Docker's restart policy: no, always, unless-stopped, on-failure and on-failure:3."""
    policy, colon, times = text.partition(":")
    if policy == "no" and not colon:
        return carried(parts.pod.set(_FIELD, "Never"))
    if policy == "on-failure":
        to = parts.pod.set(_FIELD, "OnFailure")
        if colon:
            return different(
                to, f"It starts again without end; a Job with backoffLimit {times} stops after so many times."
            )
        return carried(to)
    if policy == "always":
        return carried(parts.pod.set(_FIELD, "Always"))
    if policy == "unless-stopped":
        to = parts.pod.set(_FIELD, "Always")
        return different(to, "A pod cannot be stopped and stay; it is deleted, or its workload scaled to 0.")
    return refused("A restart policy is no, always, unless-stopped or on-failure.")


def run_once(parts: ContainerParts) -> str:
    """Let the pod end when its program does; the path."""
    return parts.pod.set(_FIELD, "Never")


def set_grace_period(parts: ContainerParts, seconds: int) -> Note:
    """How long the program may take to stop; -1 is without end."""
    field = ("terminationGracePeriodSeconds",)
    if seconds >= 0:
        return carried(parts.pod.set(field, seconds))
    question = Question(
        "grace", "Seconds that the program may take to stop", "3600", AnswerType.NUMBER, is_of_container=True
    )
    given = whole_number(parts.questions.ask(question), least=1) or 3600
    return asks(parts.pod.set(field, given), "Kubernetes does not wait without end; an hour stands in for it.")


def set_stop_signal(parts: ContainerParts, text: str) -> Note:
    """The signal that asks the program to stop, which few clusters let a pod choose."""
    signal = text.upper() if text.upper().startswith("SIG") else f"SIG{text.upper()}"
    number = whole_number(text, 64, 1)
    if number is None and signal not in _SIGNALS:
        return refused("A signal has a name such as SIGQUIT.")
    wanted = str(number) if number else signal.removeprefix("SIG")
    question = Question(
        "stop-signal",
        "How the program is asked to stop",
        _PRE_STOP,
        AnswerType.CHOICE,
        ((_PRE_STOP, f"kill -{wanted} 1 in the container"), (_NONE, "by SIGTERM or the image's own signal")),
        is_of_container=True,
    )
    if parts.questions.ask(question) != _PRE_STOP:
        return different(parts.at("lifecycle"), "It gets SIGTERM, or the signal that its image says.")
    to = parts.set(("lifecycle", "preStop"), {"exec": {"command": ["kill", f"-{wanted}", "1"]}})
    says = "Only few clusters know lifecycle.stopSignal, so a command in the container sends it; the image needs kill."
    return different(to, says)


def share_processes(parts: ContainerParts) -> Note:
    """A process that reaps children."""
    if parts.pod.spec.get("hostPID"):
        return left("With the host's processes, the host reaps children.")
    to = parts.pod.set(("shareProcessNamespace",), True)
    return different(to, "The pod's pause process reaps children; signals still go to the program itself.")


def set_terminal(parts: ContainerParts, is_interactive: bool) -> Note:
    """An open input, or a terminal."""
    return carried(parts.set(("stdin" if is_interactive else "tty",), True))


def close_after_session(parts: ContainerParts) -> None:
    """Close the input when the first session ends, as a command in a terminal does."""
    parts.set(("stdinOnce",), True)


def set_deadline(parts: ContainerParts, text: str) -> Note:
    """After how many seconds the pod is ended."""
    seconds = whole_number(text, least=0)
    if not seconds:
        return refused("This needs a positive whole number of seconds.")
    return carried(parts.pod.set(("activeDeadlineSeconds",), seconds))
