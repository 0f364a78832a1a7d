"""Lifecycle hooks and the stop signal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden
from podbuilder.kube.validation.handlers import LIFECYCLE_HANDLERS, validate_handler
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions

STOP_SIGNALS_WINDOWS = ("SIGKILL", "SIGTERM")
STOP_SIGNALS_LINUX = frozenset(
    (
        "SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCLD", "SIGCONT", "SIGFPE", "SIGHUP", "SIGILL", "SIGINT", "SIGIO",
        "SIGIOT", "SIGKILL", "SIGPIPE", "SIGPOLL", "SIGPROF", "SIGPWR", "SIGQUIT", "SIGSEGV", "SIGSTKFLT", "SIGSTOP",
        "SIGSYS", "SIGTERM", "SIGTRAP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGUSR1", "SIGUSR2", "SIGVTALRM",
        "SIGWINCH", "SIGXCPU", "SIGXFSZ", "SIGRTMIN", "SIGRTMAX",
        *(f"SIGRTMIN+{i}" for i in range(1, 16)),
        *(f"SIGRTMAX-{i}" for i in range(1, 15)),
    )
)  # fmt: skip


def validate_lifecycle(
    lifecycle: dict[str, Any],
    grace_period: int | None,
    path: FieldPath,
    options: PodOptions,
    os: dict[str, Any] | None,
) -> Iterator[FieldError]:
    """Mirrors validateLifecycle, Kubernetes v1.36, pkg/apis/core/validation."""
    for hook in ("postStart", "preStop"):
        if hook in lifecycle:
            at = path.child(hook)
            yield from validate_handler(lifecycle[hook], LIFECYCLE_HANDLERS, grace_period, at, options)
    if "stopSignal" in lifecycle:
        yield from validate_stop_signal(lifecycle["stopSignal"], path.child("stopSignal"), os)


def validate_stop_signal(signal: str, path: FieldPath, os: dict[str, Any] | None) -> Iterator[FieldError]:
    """Mirrors validateStopSignal, Kubernetes v1.36, pkg/apis/core/validation."""
    if os is None:
        yield forbidden(path, "A stop signal needs the pod's operating system. Set spec.os.name to linux or windows.")
    elif os.get("name") == "windows" and signal not in STOP_SIGNALS_WINDOWS:
        yield unsupported(path, signal, STOP_SIGNALS_WINDOWS)
    elif os.get("name") == "linux" and signal not in STOP_SIGNALS_LINUX:
        yield unsupported(path, signal, ("SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1"))
