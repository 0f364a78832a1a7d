"""The flags that make one health check together."""

from __future__ import annotations

import json
from dataclasses import replace

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing, refused
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.go_duration import seconds
from podbuilder.kube.importers.container_settings.health_check import HealthCheck, set_health_check, set_startup_check
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler, ReadCommand

NO_TIME = "A duration is a number with a unit, such as 30s or 1m30s."
_RESTARTING = ("kill", "restart")


def check_command(context: FlagContext) -> Note:
    """`--health-cmd`, with the times of the other flags."""
    return set_health_check(context.parts, _check(context.command))


def _check(command: ReadCommand) -> HealthCheck:
    def time(name: str) -> int | None:
        return seconds(command.value_of(name)) or None

    return replace(
        _command_of(command.value_of("health-cmd")),
        interval=time("health-interval"),
        timeout=time("health-timeout"),
        retries=whole_number(command.value_of("health-retries"), least=1),
        start_period=time("health-start-period"),
        start_interval=time("health-start-interval"),
        restarts=command.value_of("health-on-failure") in _RESTARTING,
    )


def _command_of(text: str) -> HealthCheck:
    """A line for a shell, or podman's JSON list of words."""
    if text.startswith("["):
        try:
            words = json.loads(text)
        except ValueError:
            words = None
        if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
            return HealthCheck(words[1:] if words[0] == "CMD" and words[1:] else words)
    return HealthCheck(line=text.removeprefix("CMD-SHELL ").removeprefix("CMD "))


def _of_time(field: str) -> Handler:
    def handler(context: FlagContext) -> Note:
        if seconds(context.value) is None:
            return refused(NO_TIME)
        return _part(context, field)

    return handler


def _part(context: FlagContext, field: str) -> Note:
    """Where a part of the health check stands, which its command has made."""
    probes = [name for name in ("readinessProbe", "livenessProbe") if name in context.parts.container]
    if not context.command.value_of("health-cmd") or not probes:
        return left("Without --health-cmd it changes the image's own check, which Kubernetes never runs.")
    return carried(context.parts.at(f"{probes[0]}.{field}"))


def _retries(context: FlagContext) -> Note:
    if whole_number(context.value) is None:
        return refused("This needs a whole number.")
    return _part(context, "failureThreshold")


def _start(context: FlagContext) -> Note:
    """Times that concern the start alone."""
    if seconds(context.value) is None:
        return refused(NO_TIME)
    if not context.command.value_of("health-cmd"):
        return _part(context, "")
    if "livenessProbe" not in context.parts.container:
        return nothing("A readiness probe that fails while the program starts does no harm.")
    return different(context.parts.at("startupProbe"), "A startup probe holds the liveness probe back for as long.")


def _on_failure(context: FlagContext) -> Note:
    if context.value in _RESTARTING:
        return _part(context, "failureThreshold")
    if context.value == "stop":
        return left("A pod is not stopped by a failing check; a liveness probe restarts its container.")
    return nothing("That is how a readiness probe works.")


def _startup_command(context: FlagContext) -> Note:
    command = context.command
    check = replace(
        _command_of(context.value),
        interval=seconds(command.value_of("health-startup-interval")) or None,
        timeout=seconds(command.value_of("health-startup-timeout")) or None,
        retries=whole_number(command.value_of("health-startup-retries"), least=1),
    )
    return set_startup_check(context.parts, check)


def _startup_part(context: FlagContext) -> Note:
    name = context.option.flag.name.rpartition("-")[2]
    if "startupProbe" not in context.parts.container:
        return left("Without --health-startup-cmd there is no startup check.")
    if name == "success":
        return left("A startup probe has done its work after one success.")
    fields = {"interval": "periodSeconds", "timeout": "timeoutSeconds", "retries": "failureThreshold"}
    return carried(context.parts.at(f"startupProbe.{fields[name]}"))


HANDLERS: dict[str, Handler] = {
    "health-cmd": check_command,
    "health-interval": _of_time("periodSeconds"),
    "health-timeout": _of_time("timeoutSeconds"),
    "health-retries": _retries,
    "health-start-period": _start,
    "health-start-interval": _start,
    "health-on-failure": _on_failure,
    "health-startup-cmd": _startup_command,
    **dict.fromkeys(
        (f"health-startup-{name}" for name in ("interval", "timeout", "retries", "success")),
        _startup_part,
    ),
}
