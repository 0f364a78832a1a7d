"""What happens when a service starts, stops and ends: restart policies, hooks, and the time to stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.conversion_report.note import (
    Note,
    carried,
    companion,
    different,
    left,
    nothing,
    refused,
)
from podbuilder.kube.core import shell_line
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.compose.services.health_keys import whole_seconds
from podbuilder.kube.importers.compose.services.imported_service import JOB, POD
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote, whole
from podbuilder.kube.importers.compose.services.restart_words import (
    ALWAYS,
    CONDITIONS,
    NO,
    ON_FAILURE,
    UNLESS_STOPPED,
)
from podbuilder.kube.importers.container_settings import restart_rule
from podbuilder.kube.importers.container_settings.literal_text import literal

_BACKOFF = "backoffLimit"
_ONLY_RUNNING = "An init container has no such hook; Kubernetes allows it for those that stay."
_MORE = ("user", "privileged", "working_dir", "environment")


def _restart(context: KeyContext, value: Any) -> list[KeyNote]:
    if context.service.deploy.get("restart_policy"):
        return whole(left("deploy.restart_policy takes its place."))
    return whole(_policy(context, value))


def _condition(context: KeyContext, value: Any) -> list[KeyNote]:
    if value not in CONDITIONS:
        return whole(refused("A condition is none, on-failure or any."))
    return whole(_policy(context, CONDITIONS[value]))


def _policy(context: KeyContext, text: str) -> Note:
    """What becomes of a restart policy in this kind of workload."""
    policy, _, times = text.partition(":")
    if policy not in (NO, ON_FAILURE, ALWAYS, UNLESS_STOPPED):
        return refused("A restart policy is no, always, unless-stopped or on-failure.")
    if context.service.is_init:
        return nothing("An init container runs until it succeeds, and then no more.")
    kind = context.workload.kind
    if kind == POD:
        return restart_rule.set_restart(context.parts, text)
    if kind == JOB:
        return _of_job(context, policy, times)
    if policy in (NO, ON_FAILURE):
        return left(f"The pods of a {kind} always start again; a Job or a pod of its own can do otherwise.")
    if policy == UNLESS_STOPPED:
        return nothing(f"The pods of a {kind} always start again. To stop them, scale it to 0, or delete it.")
    return nothing(f"The pods of a {kind} always start again.")


def _of_job(context: KeyContext, policy: str, times: str) -> Note:
    to = context.workload.pod.set(("restartPolicy",), "Never" if policy == NO else "OnFailure")
    if policy in (ALWAYS, UNLESS_STOPPED):
        return different(to, "A Job has done its work when its program succeeds; only a failure starts it again.")
    limit = whole_number(times)
    if limit is not None:
        context.workload.spec[_BACKOFF] = limit
        return different(to, f"{context.workload.at(_BACKOFF)} is the number of times.")
    return carried(to)


def _attempts(context: KeyContext, value: Any) -> list[KeyNote]:
    if context.workload.kind != JOB or value < 0:
        return whole(
            left("Kubernetes starts a container again without end, at growing intervals; only a Job gives up.")
        )
    context.workload.spec[_BACKOFF] = min(value, 1 << 30)
    return whole(companion(JOB, context.workload.pod.name, f"{context.workload.at(_BACKOFF)} is the number of times."))


def _grace(context: KeyContext, value: Any) -> list[KeyNote]:
    note = restart_rule.set_grace_period(context.parts, whole_seconds(value, 0) if value >= 0 else -1)
    return whole(note)


def _stop_signal(context: KeyContext, value: Any) -> list[KeyNote]:
    if context.service.is_init:
        return whole(left(_ONLY_RUNNING))
    if context.service.settings.get("pre_stop"):
        return whole(left("The hook pre_stop has the place where a signal could be sent."))
    return whole(restart_rule.set_stop_signal(context.parts, value))


def _hook(field: str) -> Handler:
    def handler(context: KeyContext, value: Any) -> Iterator[KeyNote]:
        hooks = [hook for hook in value if hook.get("command")]
        for index, hook in enumerate(value):
            if context.service.is_init:
                yield (index,), left(_ONLY_RUNNING)
            elif not hook.get("command"):
                yield (index,), left("A hook needs a command.")
            else:
                yield (index,), _set_hook(context, field, hooks, hook)

    return handler


def _set_hook(context: KeyContext, field: str, hooks: list[dict[str, Any]], hook: dict[str, Any]) -> Note:
    """All hooks in one command, since a container has one of each kind."""
    words = hooks[0]["command"]
    if len(hooks) > 1:
        words = ["sh", "-c", " && ".join(shell_line.join(one["command"]) for one in hooks)]
    to = context.parts.set(("lifecycle", field), {"exec": {"command": [literal(word) for word in words]}})
    says = ["A shell runs all of these hooks one after the other, so the image needs one."] if len(hooks) > 1 else []
    lost = [key for key in _MORE if hook.get(key)]
    says += [f"It runs as the program itself does: {', '.join(lost)} cannot be set for it."] if lost else []
    return different(to, " ".join(says)) if says else carried(to)


HANDLERS: dict[str, Handler] = {
    "deploy.restart_policy.condition": _condition,
    "deploy.restart_policy.max_attempts": _attempts,
    "post_start": _hook("postStart"),
    "pre_stop": _hook("preStop"),
    "restart": _restart,
    "stop_grace_period": _grace,
    "stop_signal": _stop_signal,
}
