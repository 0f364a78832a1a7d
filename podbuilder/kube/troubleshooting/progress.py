"""How a pod went on: what no longer holds where the rest of the paste shows it."""

from __future__ import annotations

from dataclasses import replace

from podbuilder.kube.troubleshooting.cause import Stage
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.weight import Found

# What happens once a pod has its network and its volumes: what failed before has passed.
_PROGRESS = ("Pulling", "Pulled", "Created", "Started")
_BEFORE_PROGRESS = ("FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox", "NetworkNotReady", "FailedMapVolume")
# A container that is ready has all of this behind it.
_BEFORE_READY = {Stage.SCHEDULING, Stage.SANDBOX, Stage.VOLUMES, Stage.IMAGE, Stage.START}
# A node or a person may stop a program once; one that ends again and again does so by itself.
_ONCE = 1
_OVER = ("podcompleted", "status:succeeded", "phase:succeeded")
# A program that says so has got over what it said before.
_SERVES = (
    *("listeningon", "listeningat", "readytoacceptconnections", "readyforconnections", "startupcomplete"),
    *("startworkerprocesses", "applicationstarted", "serverstarted", "startedapplication", "nowserving"),
)
_OF_PROGRAM = {Stage.START, Stage.RUN, Stage.CRASH}
_IN_TROUBLE = ("crashloopbackoff", "back-offrestarting", "willberestarted")


def what_passed(facts: Facts, found: Found) -> None:
    """Leaves out what no longer holds, and puts behind what failed before the pod went on."""
    _before_progress(facts, found)
    _before_ready(facts, found)
    _probes(facts, found)
    _done(facts, found)
    _serving(facts, found)


def _before_progress(facts: Facts, found: Found) -> None:
    """What failed before a container was created, and is not told again afterwards, has passed."""
    progress = max((fact.lines[0] for fact in facts.of(FactKind.EVENT, *_PROGRESS)), default=0)
    for label, one in found.items():
        if all(_is_before(fact, progress) for fact in one.facts):
            found[label] = replace(one, is_behind=True)


def _is_before(fact: Fact, progress: int) -> bool:
    return fact.kind is FactKind.EVENT and fact.reason in _BEFORE_PROGRESS and fact.lines[0] < progress


def _before_ready(facts: Facts, found: Found) -> None:
    """Where all containers are ready, their start has succeeded, and one end that nothing explains was the last."""
    if not _is_ready(facts, _ONCE):
        return
    names = {row.about for row in facts.of(FactKind.STATUS)}
    for label, one in list(found.items()):
        of_others = [
            fact for fact in one.facts if names and fact.about.startswith("pod/") and fact.about[4:] not in names
        ]
        if not of_others and (one.is_hint or one.trouble.stage in _BEFORE_READY):
            del found[label]


def _probes(facts: Facts, found: Found) -> None:
    """A probe that failed while the program started says nothing once the container is ready."""
    if not _is_ready(facts, 0):
        return
    for label in [label for label, one in found.items() if one.trouble.stage is Stage.PROBE]:
        del found[label]


def _is_ready(facts: Facts, restarts: int) -> bool:
    """Whether the paste shows containers that are all ready, restarted no more often than this."""
    ready, counts, rows = (
        facts.of(FactKind.FIELD, "ready"),
        facts.of(FactKind.FIELD, "restartcount"),
        facts.of(FactKind.STATUS),
    )
    if not (ready or rows) or any(facts.saying(phrase) for phrase in _IN_TROUBLE):
        return False
    are_ready = all(fact.text.lower() == "true" for fact in ready)
    few = all(fact.text in {str(number) for number in range(restarts + 1)} for fact in counts)
    return are_ready and few and all(row.reason == "Running" and _is_whole(row, restarts) for row in rows)


def _is_whole(row: Fact, restarts: int) -> bool:
    """Whether a row says that all containers are ready."""
    ready, _, containers = row.text.removesuffix(" restarted").rpartition(" ")[2].partition("/")
    return ready == containers and row.count <= restarts


def _done(facts: Facts, found: Found) -> None:
    """A container that has ended well is a trouble only where it is started again: no init container, and no Job's."""
    if "process-completes" not in found:
        return
    restarts = facts.of(FactKind.FIELD, "restartcount")
    never_again = restarts and all(fact.text == "0" for fact in restarts)
    is_over = any(facts.saying(phrase) for phrase in _OVER)
    ended = [fact for fact in facts.of(FactKind.TERMINATED) if fact.code == 0]
    only_first = ended and all(fact.group == "initContainers" for fact in ended)
    if never_again or is_over or only_first:
        del found["process-completes"]


def _serving(facts: Facts, found: Found) -> None:
    """What a program complains of in its log before it serves has passed, unless something says that it has ended."""
    ended = facts.of(FactKind.WAITING) or facts.of(FactKind.TERMINATED) or any(map(facts.saying, _IN_TROUBLE))
    if ended or any(row.reason != "Running" for row in facts.of(FactKind.STATUS)):
        return
    serves = max((fact.lines[0] for phrase in _SERVES for fact in facts.saying(phrase)), default=0)
    for label, one in list(found.items()):
        before = all(fact.kind is FactKind.LINE and fact.lines[0] < serves for fact in one.facts)
        if before and one.trouble.stage in _OF_PROGRAM:
            del found[label]
