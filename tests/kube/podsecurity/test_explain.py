from __future__ import annotations

from podbuilder.kube import podsecurity
from tests.support.pods import make_pod


def explain(*tweaks):
    pod = make_pod(*tweaks)
    return podsecurity.explain({lv: podsecurity.evaluate(pod, lv, "1.36") for lv in ("baseline", "restricted")})


def test_nothing_stands_in_the_way_of_a_satisfied_level():
    assert explain()["baseline"] == ()


def test_each_control_says_what_to_change_where():
    (control,) = explain(("spec.hostPID", True), ("spec.hostIPC", True))["baseline"]
    assert control.check == "hostNamespaces"
    assert control.title == "Host namespaces"
    assert control.detail == "The pod shares the node's process namespace. The pod shares the node's IPC namespace."
    assert [(str(a.path), a.change) for a in control.advice] == [
        ("spec.hostPID", "Remove hostPID, or set it to false."),
        ("spec.hostIPC", "Remove hostIPC, or set it to false."),
    ]


def test_restricted_lists_baseline_controls_too():
    assert "hostNamespaces" in {control.check for control in explain(("spec.hostPID", True))["restricted"]}
