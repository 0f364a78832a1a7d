"""Texts that are written with care."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.export_result import ExportRefused
from tests.kube.exporters.helm.charts import chart_of, pod, template


def test_fragile_texts_are_in_quotes() -> None:
    lines = template(chart_of(pod(containers=[{"name": "web", "args": ["a\nb ", "a\nb\n", "<no value>"]}])), "pod.yaml")
    start = lines.index("args:")
    assert lines[start + 1 : start + 6] == ['- "a\\nb "', "- |", "a", "b", '- "\\u003cno value>"']


def test_values_need_no_care() -> None:
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"a": "a\nb \n"}}
    assert not any("\\n" in line for line in template(chart_of(pod(), config), "configmap.yaml"))


def test_a_key_that_helm_would_change_is_refused() -> None:
    with pytest.raises(ExportRefused, match="there is a key with it"):
        chart_of({**pod(), "metadata": {"name": "web", "annotations": {"a<no value>": "x"}}})
