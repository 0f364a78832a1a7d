"""The edits that filter system calls take the old annotation along, and only the one that means the same."""

from __future__ import annotations

import pytest

from podbuilder.kube.lint.seccomp import filtered
from podbuilder.kube.lint.subject import Subject
from tests.support.pods import path_of

OF_POD = "seccomp.security.alpha.kubernetes.io/pod"
OF_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/web"
POD, CONTAINER = "spec.securityContext", "spec.containers[0].securityContext"


@pytest.mark.parametrize(
    ("annotations", "security", "removed"),
    {
        "none": ([], POD, []),
        "of something else": (["example.com/a"], POD, []),
        "of a container, not of the pod": ([OF_CONTAINER], POD, []),
        "of the pod, not of a container": ([OF_POD], CONTAINER, []),
        "of another container": ([f"{OF_CONTAINER}-2"], CONTAINER, []),
        "of the pod": ([OF_POD, OF_CONTAINER], POD, [OF_POD]),
        "of the container": ([OF_POD, OF_CONTAINER], CONTAINER, [OF_CONTAINER]),
    }.values(),
)
def test_the_edits_of_a_profile(annotations: list[str], security: str, removed: list[str]) -> None:
    pod = {
        "metadata": {"annotations": dict.fromkeys(annotations, "unconfined")},
        "spec": {"containers": [{"name": "web"}]},
    }
    first, *others = filtered(Subject(pod), path_of(security))
    assert (first.op, str(first.path), first.value) == ("set", f"{security}.seccompProfile.type", "RuntimeDefault")
    assert [(edit.op, str(edit.path)) for edit in others] == [
        ("remove", f"metadata.annotations[{key}]") for key in removed
    ]
