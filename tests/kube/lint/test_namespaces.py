"""A finding about a namespace stands where the namespace is named, and is mended there if that is the pod."""

from __future__ import annotations

from podbuilder.kube.lint.namespaces import NAMESPACE, finding_of, leave_out
from podbuilder.kube.lint.rules.namespace_default import rule
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.lint.surroundings import Surroundings


def test_of_a_pod() -> None:
    pod = Subject({"metadata": {"namespace": "default"}})
    found = finding_of(rule, pod, "Says so.")
    assert (found.path, found.place) == (NAMESPACE, None)
    patch = leave_out(pod, found)
    assert patch is not None
    assert [(edit.op, edit.path) for edit in patch.edits] == [("remove", NAMESPACE)]


def test_of_a_workload() -> None:
    pod = Subject({}, around=Surroundings({"kind": "Deployment", "metadata": {"namespace": "default"}}))
    found = finding_of(rule, pod, "Says so.")
    assert (found.path, found.place) == (NAMESPACE, NAMESPACE)
    assert leave_out(pod, found) is None
