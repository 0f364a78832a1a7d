"""Rows of events, as kubectl describe and kubectl get events have printed them from 1.2 to 1.36."""

from __future__ import annotations

import re
from typing import NamedTuple

_AGE = re.compile(r"(?:\d+[ywdhms]){1,4}|<(?:unknown|invalid)>|\d+", re.ASCII)
_REASON = re.compile(r"[A-Z][A-Za-z0-9-]{2,60}")
_TIMES = re.compile(r"\(x(\d{1,9})", re.ASCII)
_SUBOBJECT = re.compile(r"spec\.(containers|initContainers|ephemeralContainers)\{([^}]{1,80})\}:?")
_OBJECT = re.compile(r"([A-Za-z.]{2,60})/([a-z0-9.-]{1,253})")
TYPES = ("Normal", "Warning")
# The type stands behind ages, a count, a namespace, a name and a source in braces at most.
_TYPE_AMONG = 24
_KINDS = {
    *("pod", "replicaset", "statefulset", "daemonset", "deployment", "job", "cronjob", "node", "service"),
    *("replicationcontroller", "persistentvolumeclaim", "horizontalpodautoscaler", "resourceclaim"),
}
_SOURCES = {
    *("kubelet", "default-scheduler", "scheduler", "cluster-autoscaler", "karpenter", "taint-eviction-controller"),
    *("controllermanager", "kernel-monitor", "deployer", "resource_claim", "taint_manager"),
}
# What begins a row without a type, as people cut it.
_BARE = {
    *("FailedScheduling", "FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox", "FailedCreatePodContainer"),
    *("FailedSync", "Unhealthy", "BackOff", "FailedCreate", "Evicted", "FailedPostStartHook", "FailedPreStopHook"),
    *("InspectFailed", "NetworkNotReady", "FailedBinding", "ProvisioningFailed", "FailedKillPod", "Scheduled"),
    *("NotTriggerScaleUp", "SystemOOM", "Killing", "Pulling", "Pulled", "Preempted", "FailedMapVolume"),
}


class EventRow(NamedTuple):
    """An event: its reason and message, what it is about, the container named, and how often it happened."""

    reason: str
    message: str
    about: str = ""
    group: str = "containers"
    container: str = ""
    times: int = 1


def event_row(line: str) -> EventRow | None:
    """The event on a line; None if the line is none."""
    # Most lines of a log are told at once.
    if "Normal" not in line and "Warning" not in line and line.lstrip().partition(" ")[0] not in _BARE:
        return None
    words = line.split()
    at = next((n for n, word in enumerate(words[:_TYPE_AMONG]) if word in TYPES), None)
    if at is not None and at + 1 < len(words) and _REASON.fullmatch(words[at + 1]):
        return _row(words[at + 1], words[:at], words[at + 2 :])
    if words and words[0] in _BARE and len(words) > 1:
        return _row(words[0], [], words[1:])
    return None


def _row(reason: str, before: list[str], after: list[str]) -> EventRow:
    about, group, container, count = "", "containers", "", 1
    at = 0
    while at < len(after):
        word = after[at]
        repeated, place, object_ = _TIMES.match(word), _SUBOBJECT.fullmatch(word), _object(word)
        if repeated:
            count = int(repeated[1])
        elif place:
            group, container = place.groups()
        elif object_:
            about = object_
        elif not _is_frame(word, after[at - 1] if at else ""):
            break
        at += 1
    for word in before:
        about = about or _object(word)
        if place := _SUBOBJECT.fullmatch(word):
            group, container = place.groups()
    return EventRow(reason, " ".join(after[at:]), about, group, container, count)


def _object(word: str) -> str:
    found = _OBJECT.fullmatch(word)
    return f"{found[1].lower()}/{found[2]}" if found and found[1].lower().partition(".")[0] in _KINDS else ""


def _is_frame(word: str, previous: str) -> bool:
    """Whether a word between reason and message belongs to neither: an age, how long it goes on, or who says it."""
    if word == "over" or _AGE.fullmatch(word.rstrip(")")):
        return True
    source = word.strip("{},")
    # Up to about 1.19 the node stood behind the kubelet: `kubelet, node-1`.
    return source in _SOURCES or source.endswith("-controller") or previous in ("kubelet,", "{kubelet")
