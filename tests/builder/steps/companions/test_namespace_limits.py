"""The forms of what holds for all pods of a namespace or a cluster."""

from __future__ import annotations

import pytest

from tests.builder.steps.companions.forms import Form

LIMITS = "kind: LimitRange\nmetadata: {name: limits}\nspec:\n  limits:\n  - type: Container\n    default: {cpu: 500m}\n"
QUOTA = 'kind: ResourceQuota\nmetadata: {name: quota}\nspec:\n  hard:\n    pods: "10"\n'
CLASS = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000\n"
NAMESPACE = "kind: Namespace\nmetadata:\n  name: shop\n"
# Of each kind: the object, what is typed, and what that makes of it.
TYPED = {
    "an amount of a limit": (LIMITS, {"spec.limits[0].default#0.value": "1"}, LIMITS.replace("500m", "1")),
    "an amount in quotes": (QUOTA, {"spec.hard#0.value": "20"}, QUOTA.replace("10", "20")),
    "a priority": (CLASS, {"value": "2000", "description": "For tills."}, CLASS.replace("1000", "2000")),
    "a finalizer": (NAMESPACE, {"spec.finalizers[0]": "kubernetes"}, NAMESPACE + "spec:\n"),
}


@pytest.mark.parametrize(("text", "typed", "after"), TYPED.values(), ids=TYPED)
def test_what_is_typed_is_written_in_its_place(text: str, typed: dict[str, str], after: str) -> None:
    assert Form(text).typed(typed).startswith(after)
    assert Form(text).typed({}) == text
    assert Form(text).leftovers == []


def test_objects_of_the_cluster_are_not_asked_for_a_namespace_first() -> None:
    assert "metadata.namespace" in Form(QUOTA).controls
    for text in (CLASS, NAMESPACE):
        names = list(Form(text).controls)
        assert names[0] == "metadata.name"
        assert names[1] != "metadata.namespace"


def test_limits_are_called_by_what_they_are_for() -> None:
    assert "Limits Container" in {getattr(part, "title", "") for part in Form(LIMITS).all}
