"""The pod's own fields in a change of kind: what must be another value, what cannot go along, what is a trap there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core import document
from podbuilder.kube.core.annotation_keys import WRITTEN_BY_TOOLS
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.label_keys import GIVEN
from podbuilder.kube.workload_change.notes import Answers, Note
from podbuilder.kube.workload_change.workload_fields import ENDING

POD = "Pod"
METADATA, STATUS = ROOT.child("metadata"), ROOT.child("status")
LABELS, ANNOTATIONS = METADATA.child("labels"), METADATA.child("annotations")
POLICY, DEADLINE = ROOT.child("spec", "restartPolicy"), ROOT.child("spec", "activeDeadlineSeconds")
_WRITTEN = "A server or a tool wrote this into the object that it was; the new one gets its own."


def written_by_others(one: Document) -> Iterator[Note]:
    """What of an object is not its author's, and means nothing in one of another kind."""
    if one.get("status"):
        yield Note("lost", STATUS, _WRITTEN)
    for name, value in document.mapping_at(one, METADATA).items():
        if name == "ownerReferences" or (name in SERVER_WRITTEN and value is not None):
            yield Note("lost", METADATA.child(name), _WRITTEN)


def lost_in_template(pod: Document, to: str) -> Iterator[Note]:
    """What of a pod cannot stand in a template for this kind; the paths are the pod's."""
    for path, names in ((LABELS, GIVEN), (ANNOTATIONS, WRITTEN_BY_TOOLS)):
        found = document.mapping_at(pod, path)
        yield from (Note("lost", path.key(key), _WRITTEN) for key in found if key in names)
    if to not in ENDING and document.has(pod, DEADLINE):
        yield Note("lost", DEADLINE, f"A {to} keeps its pods running, so they have no deadline. A Job can have one.")


def new_policy(pod: Document, to: str, answers: Answers) -> str | None:
    """The restartPolicy that the pod gets, "" for none; None where it stays as it is."""
    now, wanted = document.get(pod, POLICY), answers.restart_policy
    if to == POD:
        chosen = now if wanted is None else wanted
    elif to in ENDING:
        possible = [one for one in (wanted, now) if one in ("Never", "OnFailure")]
        chosen = possible[0] if possible else _policy_of_work(pod)
    else:
        chosen = now if now in (None, "Always") else "Always"
    return None if chosen == now or (not chosen and now is None) else chosen


def _policy_of_work(pod: Document) -> str:
    """Never, so that the pod of a failure can be looked at, unless its containers are restarted to be resized."""
    containers = document.listed(pod, ("spec", "containers"))
    policies = (policy for one in containers for policy in document.listed(one, ("resizePolicy",)))
    restarts = any(document.get(policy, ("restartPolicy",)) == "RestartContainer" for policy in policies)
    return "OnFailure" if restarts else "Never"


def note_on_policy(policy: str | None, pod: Document, to: str, path: FieldPath) -> Iterator[Note]:
    """What is told about it."""
    now = document.get(pod, POLICY)
    if to == POD and policy is None and now in ("Never", "OnFailure"):
        yield Note("open", path, f"It stays {now}; a pod by itself may say Always as well.")
    elif policy and to in ENDING:
        other = "OnFailure restarts containers in place" if policy == "Never" else "Never makes a new pod each time"
        yield Note("open", path, f"The pods of a {to} end, so it is {policy} now; {other}.")
    elif policy and to != POD:
        yield Note("added", path, f"The pods of a {to} are kept running, so it is {policy} now.")


def traps(pod: Document, to: str) -> Iterator[Note]:
    """What means something else for a pod that is made from a template; the paths are the pod's."""
    spec: Any = pod.get("spec")
    if not isinstance(spec, dict) or to == POD:
        return
    if spec.get("nodeName"):
        yield Note("open", ROOT.child("spec", "nodeName"), "Every pod goes to this node, and no scheduler is asked.")
    if spec.get("hostname"):
        yield Note(
            "open", ROOT.child("spec", "hostname"), "Every pod has this host name, so keep one pod, or remove it."
        )
    for i, volume in enumerate(document.listed(spec, ("volumes",)) if to == "StatefulSet" else ()):
        if document.has(volume, ("persistentVolumeClaim",)):
            sentence = "All pods share this claim. With a volumeClaimTemplate of its name, each would have its own."
            yield Note("open", ROOT.child("spec", "volumes").index(i), sentence)
