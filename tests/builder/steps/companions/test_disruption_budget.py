"""The form of a PodDisruptionBudget: no selector, an empty one and one with labels are three different things."""

from __future__ import annotations

from tests.builder.steps.companions.forms import Form

BUDGET = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 1\n"
WITH_LABELS = BUDGET + "  selector:\n    matchLabels:\n      app: web\n"


def test_a_share_and_a_number_are_typed_as_they_are_meant() -> None:
    assert Form(BUDGET).typed({"spec.minAvailable": "50%"}) == BUDGET.replace("able: 1", 'able: "50%"')
    assert "maxUnavailable: 2\n" in Form(BUDGET).typed({"spec.minAvailable": "", "spec.maxUnavailable": "2"})


def test_all_pods_are_chosen_on_purpose() -> None:
    assert Form(BUDGET).typed({"spec.selector:source": "set"}) == BUDGET + "  selector: {}\n"
    assert Form(BUDGET + "  selector: {}\n").typed({"spec.selector:source": ""}) == BUDGET


def test_labels_are_shown_and_changed() -> None:
    form = Form(WITH_LABELS)
    assert form.typed({"spec.selector.matchLabels#0.value": "api"}) == WITH_LABELS.replace("app: web", "app: api")
    assert form.groups[:4] == ["Name", "Budget", "Selector", "(Pods that are not ready)"]
