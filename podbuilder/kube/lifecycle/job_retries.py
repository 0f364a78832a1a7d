"""What a Job does with pods that fail: a new pod after 10 s, 20 s, 40 s … up to 10 minutes, until it gives up.

Mirrors getRemainingTimeForFailuresCount, pastBackoffLimitOnFailure, pastActiveDeadline and matchPodFailurePolicy,
Kubernetes v1.36, pkg/controller/job, for a Job that wants one pod to succeed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import Document
from podbuilder.kube.lifecycle.container_status import ContainerStatus, Terminated
from podbuilder.kube.lifecycle.life import Life
from podbuilder.kube.lifecycle.pod_status import FAILED, SUCCEEDED
from podbuilder.kube.lifecycle.restart_rules import ON_FAILURE

_FIRST, _MOST = 10, 600
_LIMIT = 6
# Pods that are told of; a Job may make many more.
_TOLD = 12
EXCEEDED, DEADLINE, BY_POLICY, COMPLETE = "BackoffLimitExceeded", "DeadlineExceeded", "PodFailurePolicy", "Completed"
_WORDS = {
    EXCEEDED: "Job has reached the specified backoff limit",
    DEADLINE: "Job was active longer than specified deadline",
    COMPLETE: "Job completed",
}


class Attempt(NamedTuple):
    """One pod of the Job: when it was made, when it ended or was ended, and whether that counts as a failure."""

    number: int
    created: int
    ended: int | None
    is_counted: bool


class JobEnd(NamedTuple):
    """How the Job ends."""

    second: int
    reason: str
    message: str


class JobCourse(NamedTuple):
    """The pods of a Job in order, and its end, if it comes to one."""

    attempts: tuple[Attempt, ...]
    end: JobEnd | None
    backoff_limit: int


def job_course(spec: Document, life: Life) -> JobCourse:
    """What a Job with this spec does if each of its pods has this life. `spec` is the Job's own."""
    limit = _whole(spec.get("backoffLimit"), _LIMIT)
    deadline = _whole(spec.get("activeDeadlineSeconds"), 0) or None
    if life.pod.restart_policy == ON_FAILURE:
        attempts, end = _in_place(life, limit)
    else:
        attempts, end = _anew(spec, life, limit)
    return JobCourse(*_until(attempts, end, deadline), limit)


def _whole(value: object, otherwise: int) -> int:
    return value if type(value) is int and value >= 0 else otherwise


def _in_place(life: Life, limit: int) -> tuple[list[Attempt], JobEnd | None]:
    """The containers of one pod are restarted, and their restarts are counted while it runs."""
    for moment in life.moments:
        status = moment.status
        restarts = sum(one.restarts for one in (*status.init, *status.containers))
        if status.phase == SUCCEEDED:
            return [Attempt(1, 0, moment.second, False)], JobEnd(moment.second, COMPLETE, _WORDS[COMPLETE])
        if status.phase != FAILED and restarts >= max(limit, 1):
            return [Attempt(1, 0, moment.second, True)], JobEnd(moment.second, EXCEEDED, _WORDS[EXCEEDED])
    return [Attempt(1, 0, None, False)], None


def _anew(spec: Document, life: Life, limit: int) -> tuple[list[Attempt], JobEnd | None]:
    """Each failed pod is followed by a new one, a while later."""
    last = next((one for one in life.moments if one.status.is_terminal), None)
    if last is None:
        return [Attempt(1, 0, None, False)], None
    if last.status.phase == SUCCEEDED:
        return [Attempt(1, 0, last.second, False)], JobEnd(last.second, COMPLETE, _WORDS[COMPLETE])
    statuses = [*last.status.init, *last.status.containers]
    action, told = _policy(spec, life, statuses)
    # The wait counts from the last container's own end, which is seen a little later. Mirrors getFinishedTime.
    ends = [one.state.finished for one in statuses if isinstance(one.state, Terminated)]
    finished = max((end for end in ends if end is not None), default=last.second)
    attempts: list[Attempt] = []
    created = counted = 0
    while len(attempts) < _TOLD:
        ended = created + last.second
        counted += action != "Ignore"
        attempts.append(Attempt(len(attempts) + 1, created, ended, action != "Ignore"))
        if action == "FailJob":
            return attempts, JobEnd(ended, BY_POLICY, told)
        if counted > limit:
            return attempts, JobEnd(ended, EXCEEDED, _WORDS[EXCEEDED])
        wait = min(_FIRST * 2 ** (len(attempts) - 1), _MOST)
        created = max(created + finished + wait, ended)
    return attempts, None


def _until(
    attempts: list[Attempt], end: JobEnd | None, deadline: int | None
) -> tuple[tuple[Attempt, ...], JobEnd | None]:
    """The same cut off at the Job's own deadline, which ends the pod that runs then."""
    if deadline is None or (end is not None and end.second <= deadline):
        return tuple(attempts), end
    begun = (one for one in attempts if one.created < deadline)
    cut = [one._replace(ended=deadline if one.ended is None else min(one.ended, deadline)) for one in begun]
    return tuple(cut), JobEnd(deadline, DEADLINE, _WORDS[DEADLINE])


def _policy(spec: Document, life: Life, statuses: list[ContainerStatus]) -> tuple[str, str]:
    """The action of the first rule that fits how the pod failed, and its message; Count for none."""
    if not life.pod.enabled("JobPodFailurePolicy"):
        return "Count", ""
    for index, rule in enumerate(listed(spec, ("podFailurePolicy", "rules"))):
        fitting = next((one for one in statuses if _fits(get(rule, ("onExitCodes",)), one)), None)
        if fitting is None or not isinstance(fitting.state, Terminated):
            continue
        pod = f"{life.pod.namespace}/{life.pod.name}"
        action = str(get(rule, ("action",)))
        code = fitting.state.exit_code
        failed = f"Container {fitting.name} for pod {pod} failed with exit code {code}"
        return action, f"{failed} matching {action} rule at index {index}"
    return "Count", ""


def _fits(requirement: Any, status: ContainerStatus) -> bool:
    """Mirrors matchOnExitCodes: an end with 0 fits nothing."""
    if not isinstance(requirement, dict) or not isinstance(status.state, Terminated) or status.state.exit_code == 0:
        return False
    if requirement.get("containerName") not in (None, "", status.name):
        return False
    is_in = status.state.exit_code in listed(requirement, ("values",))
    return is_in if requirement.get("operator") == "In" else requirement.get("operator") == "NotIn" and not is_in
