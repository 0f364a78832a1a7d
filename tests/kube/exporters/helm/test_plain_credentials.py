"""Credentials that are in no Secret are told."""

from __future__ import annotations

from tests.kube.exporters.helm.charts import chart, chart_of, pod, said

SAYS = "This reads like a credential. Whoever has the chart can read it: it belongs into a Secret."


def told(*objects: dict[str, object]) -> list[str]:
    return [line.at for line in chart_of(*objects).report if line.says == SAYS]


def config(**data: object) -> dict[str, object]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": data}


def test_nothing_is_said_of_other_texts() -> None:
    assert told(pod(), config(level="info", number=1)) == []
    assert SAYS not in said(chart("shop")).values()


def test_credentials_in_pods_and_config_maps() -> None:
    container = {"name": "web", "env": [{"name": "DB_PASSWORD", "value": "tr0ub4dor&3x"}]}
    assert told(pod(containers=[container]), config(API_TOKEN="tr0ub4dor&3x9Zq")) == [
        "Pod web: spec.containers[0].env[0].value",
        "ConfigMap c: data.API_TOKEN",
    ]
