"""Tables of cases, one for each kind of refusal: a cluster, a pod that it refuses, and what is offered.

    a taint:
      nodes: {a: {taints: ["dedicated=db:NoSchedule"]}}
      spec: {…}
      offers: ["Tolerate dedicated=db:NoSchedule"]

Nodes, running pods and objects are said as in the tables of the scheduler, `without` names kinds of which the snapshot
says nothing, and without `nodes` it says nothing of them. The pod has one container unless its `spec` says otherwise;
in a case with a `workload` it is the template of an object of that kind. What remains to be done after a remedy stands
behind its title and an arrow. Every remedy is applied, and the cluster asked again.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.cluster.cluster_answer import answer_to
from podbuilder.kube.cluster.remedies import untolerated_taints
from podbuilder.kube.cluster.remedies.offer import remedies_for
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.trial import tried
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, set_
from tests.kube.cluster.scheduling import table
from tests.support.cases import Case, load

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{file.stem}: {case.name}")
    for file in sorted(HERE.glob("*.yaml"))
    for case in load(str(file), file.name)
]
KNOWN = (
    *("LimitRange", "ResourceQuota", "PriorityClass", "RuntimeClass", "PersistentVolumeClaim", "PersistentVolume"),
    *("StorageClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice", "DeviceClass"),
)
WIDE = {
    *("RuntimeClass", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
    *("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"),
}
RUNS = (PodOutcome.SCHEDULED, PodOutcome.ASSIGNED)
LABELS = {"app": "web"}


def snapshot_of(case: Case) -> Snapshot:
    """The cluster of a case, with a namespace and an account to create a pod in."""
    found = dict(table.snapshot_of(case).objects)
    for kind in WIDE & found.keys():
        found[kind] = [{**one, "metadata": {"name": one["metadata"]["name"]}} for one in found[kind]]
    # Of two objects with one name the later one counts.
    found["Namespace"] = [{"metadata": {"name": "default"}}, *found.get("Namespace", [])]
    account = {"metadata": {"name": "default", "namespace": "default"}}
    found["ServiceAccount"] = [account, *found.get("ServiceAccount", [])]
    absent = {*case.get("without", ()), *(() if "nodes" in case else ("Node",))}
    return Snapshot({kind: found.get(kind, []) for kind in (*found, *KNOWN) if kind not in absent})


def manifest_of(case: Case) -> Manifest:
    """The pod of a case, or the workload around it."""
    containers = [{"name": "main", "image": "nginx:1.27"}]
    pod: dict[str, Any] = {
        "metadata": {"labels": LABELS, **deepcopy(case.get("metadata", {}))},
        "spec": {"containers": containers, **deepcopy(case.get("spec", {}))},
    }
    whole: dict[str, Any] = {"apiVersion": "v1", "kind": "Pod", **pod, "metadata": {"name": "web", **pod["metadata"]}}
    if "workload" in case:
        spec = {"selector": {"matchLabels": LABELS}, "template": pod, **case.get("workload_spec", {})}
        metadata = {"name": "web", **case.get("workload_metadata", {})}
        whole = {"apiVersion": "apps/v1", "kind": case["workload"], "metadata": metadata, "spec": spec}
    return Manifest.read(yaml.safe_dump(whole, sort_keys=False))


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: Case) -> None:
    snapshot, manifest, version = snapshot_of(case), manifest_of(case), case.get("version", "1.36")
    plugins = case.get("plugins", ())
    answer = answer_to(snapshot, manifest, version, plugins)
    found = remedies_for(snapshot, manifest, version, answer, plugins)
    told = [f"{one.title} → {one.remaining}" if one.remaining else one.title for one in found]
    assert told == case.get("offers", []), (answer.admission.message, answer.scheduling)
    for one in found:
        after = answer_to(snapshot, manifest.patch(one.edits), version, plugins)
        assert after != answer
        if not one.remaining:
            assert after.admission.accepted, (one.title, after.admission.message)
            assert after.scheduling is None or after.scheduling.outcome in RUNS, (one.title, after.scheduling)
        elif not after.admission.accepted:
            assert after.admission.message == one.remaining
        else:
            assert after.scheduling is not None
            if after.scheduling.outcome is PodOutcome.NO_ATTEMPT:
                continue
            assert one.remaining in {"; ".join(status.reasons) for status in after.scheduling.statuses.values()}


TAINTED = Case("", {"nodes": {"a": {"taints": ["x:NoSchedule"], "gives": {"cpu": "0"}}}})


def test_an_edit_that_makes_no_sense_is_no_remedy() -> None:
    snapshot, manifest = snapshot_of(TAINTED), manifest_of(TAINTED)
    refused = RefusedPod(snapshot, manifest, "1.36", answer_to(snapshot, manifest, "1.36"))
    assert tried(refused, untolerated_taints.NAME, [set_(FieldPath(("kind", "name")), "x")]) is None


def test_a_change_that_cannot_be_written_is_not_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("", {**TAINTED, "spec": {"nodeSelector": {"zone": "a"}}})
    snapshot, manifest = snapshot_of(case), manifest_of(case)
    answer = answer_to(snapshot, manifest, "1.36")

    def patch(*_: Any) -> Manifest:
        raise ManifestError("too large")

    monkeypatch.setattr(Manifest, "patch", patch)
    (found,) = remedies_for(snapshot, manifest, "1.36", answer)
    assert found.remaining
