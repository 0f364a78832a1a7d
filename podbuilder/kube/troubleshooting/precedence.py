"""Which of several causes leads, where the stage of a pod's start does not tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.troubleshooting.cause import Stage
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.paste_lines import squeezed
from podbuilder.kube.troubleshooting.progress import what_passed
from podbuilder.kube.troubleshooting.weight import Found, Weighed

# So little CPU slows most programs down while they start: a quarter of one.
_SMALL_CPU = 250
# With these codes a program ends that was stopped, or that has done its work.
_STOPPED = (0, 137, 143)
_MILLIS = lazy_pattern(r"(\d{1,3})m\b", re.ASCII)
_NAMED_IMAGE = lazy_pattern(r"(?:\bfor|image|reference|pulling) \\?\"?([A-Za-z0-9][\w./:@-]{0,250})")
# Answers of registries that do not say whether the image is missing or hidden.
_DENIED = ("pullaccessdenied", "insufficient_scope", "requestedaccesstotheresourceisdenied", "nopullaccess")


def weigh(facts: Facts, found: list[Weighed]) -> list[Weighed]:
    """The troubles, the likeliest first."""
    by_label = {one.trouble.label: one for one in found}
    for rule in _RULES:
        rule(facts, by_label)
    return sorted(by_label.values(), key=lambda one: one.rank)


def _last_attempt(facts: Facts, found: Found) -> None:
    """Of several attempts to find a node the last one counts."""
    attempts = facts.of(FactKind.EVENT, "FailedScheduling")
    if len({fact.about for fact in attempts}) != 1:
        return
    last = attempts[-1].lines
    told = {label for label, one in found.items() if any(fact.lines == last for fact in one.facts)}
    if not told:
        return
    for label, one in found.items():
        only_attempts = all(fact.reason == "FailedScheduling" for fact in one.facts)
        if one.trouble.stage is Stage.SCHEDULING and only_attempts and label not in told:
            found[label] = replace(one, is_behind=True)


def _near_others(facts: Facts, found: Found) -> None:
    """A pod that must be near others rules the other nodes out; what keeps it from theirs comes first."""
    near = found.get("pod-affinity")
    if near and not any("anti-affinity" in fact.text or "Anti" in fact.text for fact in near.facts):
        behind = [one.order for label, one in found.items() if label in ("insufficient-resources", "too-many-pods")]
        if behind:
            found["pod-affinity"] = replace(near, order=max(behind) + 1)


def _denied(facts: Facts, found: Found) -> None:
    """Registries answer alike for what is not there and for what is private: the name tells which is likelier."""
    missing, hidden = found.get("image-not-found"), found.get("image-auth")
    if not (missing and hidden) or missing.is_hint or hidden.is_hint:
        return
    texts = [f"{fact.reason} {fact.text}" for fact in missing.facts]
    denied = [text for text in texts if any(phrase in squeezed(text) for phrase in _DENIED)]
    if denied and not any(map(_is_official, texts)):
        found["image-not-found"] = replace(missing, order=hidden.order + 1)


def _is_official(text: str) -> bool:
    """Whether the image that a text names is one of Docker's own, which nobody hides."""
    named = _NAMED_IMAGE.search(text)
    return named is not None and "/" not in named[1].removeprefix("docker.io/").removeprefix("library/")


def _slowed(facts: Facts, found: Found) -> None:
    """A liveness probe that kills a program with very little CPU kills it for its slowness."""
    probe = next((found[label] for label in ("probe-timeout", "probe-too-early") if label in found), None)
    slow = found.get("cpu-throttled")
    if slow is None or not slow.is_hint:
        return
    killed = facts.saying("failedlivenessprobe") or facts.saying("failedstartupprobe")
    if probe and killed and not probe.is_hint:
        found["cpu-throttled"] = replace(slow, is_hint=False)
    else:
        del found["cpu-throttled"]


def _ended_by_itself(facts: Facts, found: Found) -> None:
    """Nothing listens where a program has ended by itself: its end comes first, and not the probe that found it."""
    probe, crash = found.get("probe-too-early"), found.get("app-crash")
    codes = {fact.code for fact in facts.of(FactKind.TERMINATED)} - {None, *_STOPPED}
    if probe and crash and codes and not facts.saying("willberestarted"):
        found["app-crash"] = replace(crash, is_hint=False)
        found["probe-too-early"] = replace(probe, is_behind=True)


def small_cpu(facts: Facts) -> list[Fact]:
    """What a paste says of a CPU limit so small that most programs start slowly with it."""
    if not facts.saying("limits:"):
        return []
    amounts = ((fact, _MILLIS.fullmatch(fact.text)) for fact in facts.of(FactKind.FIELD, "cpu"))
    return [fact for fact, amount in amounts if amount and int(amount[1]) <= _SMALL_CPU]


_RULES: tuple[Callable[[Facts, Found], None], ...] = (
    what_passed,
    _last_attempt,
    _near_others,
    _denied,
    _slowed,
    _ended_by_itself,
)
