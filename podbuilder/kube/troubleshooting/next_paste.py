"""What to paste next, and what was understood of a paste that names no cause."""

from __future__ import annotations

from podbuilder.kube.troubleshooting.cause import NextPaste, Stage, Trouble
from podbuilder.kube.troubleshooting.fact import FactKind, Facts
from podbuilder.kube.troubleshooting.pod_names import PodNames

_DESCRIBE = ("kubectl describe pod POD", "It shows the states of the containers and the pod's last events.")
_STATUS = ("kubectl get pod POD -o yaml", "It has the messages of the states, which other commands leave out.")
_EVENTS = (
    "kubectl get events --sort-by=.lastTimestamp",
    "They show what the scheduler, the node and the pod's owner did with it.",
)
_LOGS = ("kubectl logs POD --previous", "It is what the program said before it ended.")
_NODES = ("kubectl describe nodes", "It shows what the nodes have left, and their labels and taints.")
_NODE = ("kubectl describe node NODE", "It shows the node's conditions and its events.")
_OWNER = ("kubectl get events --field-selector reason=FailedCreate", "They are of the pod's owner, which was refused.")

# By stage what shows most, the best first; the first that is not in the paste yet is asked for.
_BY_STAGE = {
    Stage.CREATION: (_OWNER, _EVENTS),
    Stage.SCHEDULING: (_DESCRIBE, _NODES),
    Stage.SANDBOX: (_DESCRIBE, _NODE),
    Stage.VOLUMES: (_DESCRIBE, _EVENTS, _STATUS),
    Stage.IMAGE: (_STATUS, _DESCRIBE),
    Stage.START: (_STATUS, _LOGS),
    Stage.RUN: (_LOGS, _DESCRIBE, _STATUS),
    Stage.CRASH: (_LOGS, _DESCRIBE, _STATUS),
    Stage.PROBE: (_DESCRIBE, _LOGS),
    Stage.END: (_DESCRIBE, _NODE),
}
_KINDS = (
    (FactKind.WAITING, "states of containers that wait"),
    (FactKind.TERMINATED, "states of containers that ended"),
    (FactKind.EVENT, "events"),
    (FactKind.CONDITION, "conditions"),
    (FactKind.STATUS, "rows of pods"),
)


def next_paste(facts: Facts, names: PodNames, trouble: Trouble | None = None) -> NextPaste:
    """What decides between a cause and those that look like it; without one, what shows most."""
    choices = _BY_STAGE[trouble.stage] if trouble else (_DESCRIBE, _LOGS, _STATUS)
    command, says = next((one for one in choices if not _is_there(one, facts)), choices[-1])
    return NextPaste(names.fill(command), says)


def _is_there(choice: tuple[str, str], facts: Facts) -> bool:
    """Whether a paste has the output of a command, as far as it shows."""
    if choice in (_EVENTS, _OWNER):
        return bool(facts.of(FactKind.EVENT))
    if choice == _DESCRIBE:
        return bool(facts.of(FactKind.EVENT) and (facts.of(FactKind.WAITING) or facts.of(FactKind.TERMINATED)))
    return choice == _STATUS and bool(facts.of(FactKind.CONDITION))


def understood(facts: Facts) -> str:
    """What was read of a paste, in a sentence."""
    if not facts.all:
        return "There is nothing to read."
    found = [f"{words}: {', '.join(_reasons(kind, facts))}" for kind, words in _KINDS if facts.of(kind)]
    if not found:
        return "These lines were read as a log; none of them tells why the pod does not run."
    return f"This was read: {'; '.join(found)}. None of it tells why the pod does not run."


def _reasons(kind: FactKind, facts: Facts) -> list[str]:
    said = [fact.reason + (f" {fact.code}" if fact.code is not None else "") for fact in facts.of(kind)]
    return list(dict.fromkeys(reason.strip() or "no reason" for reason in said))[:8]
