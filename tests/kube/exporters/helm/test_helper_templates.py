"""The chart's helpers."""

from __future__ import annotations

import re

import pytest

from tests.kube.exporters.helm.charts import MANIFESTS, chart, chart_of, pod


def defined(name: str) -> dict[str, str]:
    text = chart(name).files["templates/_helpers.tpl"]
    return dict(re.findall(r'define "[\w-]+\.(\w+)" -}}\n(.*?)\n{{- end }}\n(?:\n|$)', text, re.DOTALL))


@pytest.mark.parametrize("name", MANIFESTS)
def test_helpers_that_are_called_are_there(name: str) -> None:
    files = chart(name).files
    called = {one for text in files.values() for one in re.findall(r'include "([\w-]+\.\w+)"', text)}
    found = re.findall(r'define "([\w-]+\.\w+)"', files["templates/_helpers.tpl"])
    assert called <= set(found)
    assert len(found) == len(set(found))


def test_names_are_cut() -> None:
    found = defined("shop")
    assert 'trunc 63 | trimSuffix "-"' in found["name"]
    assert found["fullname"].count('trunc 63 | trimSuffix "-"') == 3


def test_labels_are_those_of_the_selector_and_more() -> None:
    assert defined("shop")["selectorLabels"].splitlines() == [
        'app.kubernetes.io/name: {{ include "web.name" . | quote }}',
        "app.kubernetes.io/instance: {{ .Release.Name | quote }}",
    ]
    assert defined("shop")["labels"].splitlines()[0] == '{{- include "web.selectorLabels" . }}'
    assert defined("platform")["labels"].splitlines()[0] == "app.kubernetes.io/part-of: shop"


def test_accounts() -> None:
    assert defined("pod")["serviceAccountName"] == "{{- .Values.serviceAccount.name }}"
    assert (
        '{{- default (include "web.fullname" .) .Values.serviceAccount.name }}' in defined("shop")["serviceAccountName"]
    )


def test_what_has_no_use_is_left_out() -> None:
    assert "fullname" not in chart_of(pod("a" * 60)).files["templates/_helpers.tpl"]
    assert "selectorLabels" not in defined("pod")
    text = chart_of(pod(containers=[{"name": "web"}], serviceAccountName="")).files["templates/_helpers.tpl"]
    assert "image" not in text
    assert "serviceAccountName" not in text


def test_an_account_of_a_chart_without_a_full_name() -> None:
    account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "robot"}}
    text = chart_of(pod("a" * 60, serviceAccountName="robot"), account).files["templates/_helpers.tpl"]
    assert '{{- default "default" .Values.serviceAccount.name }}' in text
    assert "default OWN" not in text
