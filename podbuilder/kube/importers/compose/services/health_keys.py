"""The health check of a service, which becomes a probe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing
from podbuilder.kube.core.whole_number import INT32_MAX
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote, whole
from podbuilder.kube.importers.container_settings.health_check import HealthCheck, set_health_check

_SECOND = 10**9
_NEVER = "Kubernetes never runs the HEALTHCHECK of an image."
_NO_TEST = "Without a test it changes the image's own check, which Kubernetes never runs."
_INIT = "An init container is ready when it has ended; Kubernetes allows it no probe."
_START = "A readiness probe that fails while the program starts does no harm."
_PROBES = ("readinessProbe", "livenessProbe")


def whole_seconds(nanoseconds: int, least: int = 1) -> int:
    """A duration in whole seconds, rounded up."""
    return min(max(math.ceil(nanoseconds / _SECOND), least), INT32_MAX)


def _test(context: KeyContext, value: Any) -> list[KeyNote]:
    settings = context.service.settings["healthcheck"]
    if not value or value[0] == "NONE" or settings.get("disable"):
        return whole(nothing(_NEVER))
    words = value[1:]
    if not any(words):
        return whole(left("A test needs a command."))
    if context.service.is_init:
        return whole(left(_INIT))
    return whole(set_health_check(context.parts, _check(value[0], words, settings)))


def _check(kind: str, words: list[str], settings: Mapping[str, Any]) -> HealthCheck:
    def time(key: str) -> int | None:
        return whole_seconds(settings[key]) if settings.get(key, 0) > 0 else None

    retries = settings.get("retries") or 0
    return HealthCheck(
        words if kind == "CMD" else (),
        " ".join(words) if kind == "CMD-SHELL" else "",
        time("interval"),
        time("timeout"),
        min(int(retries), INT32_MAX) if retries > 0 else None,
        time("start_period"),
        time("start_interval"),
    )


def _has_probe(context: KeyContext) -> str:
    return next((name for name in _PROBES if name in context.parts.container), "")


def _of_field(field: str) -> Handler:
    def handler(context: KeyContext, value: Any) -> list[KeyNote]:
        probe = _has_probe(context)
        if not probe:
            return whole(_without_probe(context))
        to = context.parts.at(f"{probe}.{field}")
        if value <= 0:
            return whole(nothing("0 means the usual value, as does leaving it out."))
        is_exact = not field.endswith("Seconds") or value % _SECOND == 0
        return whole(carried(to) if is_exact else different(to, "Kubernetes counts whole seconds; it was rounded up."))

    return handler


def _without_probe(context: KeyContext) -> Note:
    settings = context.service.settings["healthcheck"]
    if settings.get("disable") or settings.get("test", [""])[:1] == ["NONE"]:
        return nothing("The check is switched off.")
    return left(_INIT if context.service.is_init else _NO_TEST)


def _start(context: KeyContext, value: Any) -> list[KeyNote]:
    probe = _has_probe(context)
    if not probe:
        return whole(_without_probe(context))
    if "startupProbe" not in context.parts.container:
        return whole(nothing(_START))
    to = context.parts.at("startupProbe")
    return whole(different(to, "A startup probe holds the liveness probe back for as long."))


def _disable(context: KeyContext, value: Any) -> list[KeyNote]:
    return whole(nothing(_NEVER if value else "That is how it is without this key."))


HANDLERS: dict[str, Handler] = {
    "healthcheck.disable": _disable,
    "healthcheck.interval": _of_field("periodSeconds"),
    "healthcheck.retries": _of_field("failureThreshold"),
    "healthcheck.start_interval": _start,
    "healthcheck.start_period": _start,
    "healthcheck.test": _test,
    "healthcheck.timeout": _of_field("timeoutSeconds"),
}
