"""A Service in the same file selects no pod, so nothing answers behind it.

**Why** A Service finds its pods by their labels. One that differs by a letter selects none, and no error says so.

**Example** `selector: {app: web}` in the Service, `labels: {app: website}` on the pod.

**Use instead** The same labels on both sides.

**Fix** Assisted: gives the pod the labels that the Service asks for, if it has none of the same names.

**See** https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-have-any-endpointslices
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.label_keys import GIVEN
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.companions import is_in, name_of, selector_of
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, SERIOUS, "networking", ("metadata",))


def _meant(pod: Subject) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The Services without pods that are meant for this one, with their labels: it bears their name or stands alone."""
    around = pod.around
    for service in around.companions.idle_services:
        name = name_of(service)
        is_only = around.companions.number_of_pods == 1
        if (is_only or name == (around.name or pod.metadata.get("name"))) and is_in(service, pod.namespace):
            selector = selector_of(service)
            asked = selector["matchLabels"] if selector else {}
            # The controller adds some to the pods that it makes.
            yield name, {key: value for key, value in asked.items() if not (around.workload and key in GIVEN)}


def check(pod: Subject) -> Iterator[Finding]:
    for name, wanted in _meant(pod):
        missing = next((key for key, value in wanted.items() if pod.labels.get(key) != value), "")
        if missing:
            message = (
                f"The Service {quote(name)} asks for another label {quote(missing)}, so it does not find this pod."
            )
            yield rule.found(METADATA.child("labels").key(missing), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    wanted = next(labels for _, labels in _meant(pod) if finding.path[-1] in labels)
    if any(key in pod.labels for key in wanted if pod.labels.get(key) != wanted[key]):
        return None  # another selector may need the label that is there
    edits = [set_(METADATA.child("labels").key(key), value) for key, value in wanted.items() if key not in pod.labels]
    return assisted("Add the labels that the Service asks for.", *edits)
