"""The form of a HorizontalPodAutoscaler: a metric shows the fields of its type, and a target its value."""

from __future__ import annotations

from tests.builder.steps.companions.forms import Form

SCALER = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
  metrics:
  - type: Resource
    resource:
      name: cpu
      target:
        type: Utilization
        averageUtilization: 80
"""
METRIC = "spec.metrics[0]"


def test_a_metric_has_the_fields_of_its_type() -> None:
    form = Form(SCALER)
    assert form.controls[f"{METRIC}.resource.target.averageUtilization"] == "80"
    assert f"{METRIC}.resource.target.value" not in form.controls
    assert not any(".pods." in name or ".external." in name for name in form.controls)
    assert "Metric cpu" in {getattr(part, "title", "") for part in form.all}


def test_what_is_of_another_type_is_shown_where_it_is_there() -> None:
    form = Form(SCALER.replace("type: Resource", "type: Pods").replace("averageUtilization", "averageValue"))
    assert {f"{METRIC}.pods.metric.name", f"{METRIC}.resource.name"} <= form.controls.keys()
    assert {f"{METRIC}.resource.target.averageUtilization"} <= form.controls.keys()
    assert form.leftovers == []


def test_a_metric_without_a_type_asks_for_it_first() -> None:
    form = Form(SCALER[: SCALER.index("  metrics")] + "  metrics:\n  - {}\n  - 7\n  - {type: 5}\n")
    assert [name for name in form.controls if name.startswith("spec.metrics")] == [
        f"spec.metrics[{number}].type" for number in range(3)
    ]


def test_metrics_of_pods_are_called_by_their_name() -> None:
    metric = "  - type: Pods\n    pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 10}}\n"
    form = Form(SCALER + metric)
    assert "Metric requests" in {getattr(part, "title", "") for part in form.all}


def test_numbers_are_changed_in_place() -> None:
    assert Form(SCALER).typed({"spec.maxReplicas": "20"}) == SCALER.replace("maxReplicas: 10", "maxReplicas: 20")
    assert "  minReplicas: 2\n" in Form(SCALER).typed({"spec.minReplicas": "2"})
