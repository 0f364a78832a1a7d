"""What people met in public threads: the advice that would have saved each, named at its place."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.kube.test_public_cases import TEXTS

# The rule that speaks, and the line of the text that it names.
SAVES = {
    "c026": ("env-reference-undefined", "value: "),
    "c032": ("decimal-file-mode", "defaultMode: 400"),
    "c039": ("config-hides-directory", "mountPath: /etc/nginx"),
    "c066": ("probe-port-undeclared", "port: "),
    "c073": ("quantity-unit-missing", "limits: {memory: 512}"),
    "c094": ("command-line-in-one-item", "- bundle exec"),
    "c101": ("run-as-non-root-without-uid", "securityContext:"),
    "c102": ("shared-memory-missing", "- name: train"),
    "c103": ("service-links-clash", "spec:"),
    "c104": ("host-network-cluster-dns", "spec:"),
    "c122": ("env-reference-undefined", "subPathExpr: $(POD_NAME)"),
    "c124": ("rollout-blocked-by-host-port", "maxSurge: 2"),
    "c138": ("curly-quotes", "value: “true”"),
    "c139": ("image-name-invalid", "image: "),
    "c163": ("image-name-invalid", "image: https://"),
    "c175": ("command-line-in-one-item", "pg_isready"),
    "c184": ("host-path-relative", "path: ./html"),
    "c190": ("command-starts-with-option", 'command: ["--cpu", "1"]'),
    "c191": ("liveness-while-loading", "livenessProbe:"),
    "c197": ("command-line-in-one-item", "- npm run start"),
}
FALSE_ALARMS = {"c197": "env-secret-literal"}


@pytest.mark.parametrize("id", SAVES)
def test_the_advice_that_would_have_saved_them(id: str) -> None:
    text, version = TEXTS[id]
    rule, line = SAVES[id]
    manifest = Manifest.read(text)
    findings = review_manifest(manifest, version).findings
    found = [f for f in findings if f.rule == rule]
    lines = text.splitlines()
    places = [manifest.where(f.path) if f.place is None else manifest.where_in_document(f.place) for f in found]
    assert any(line in lines[place.line - 1] for place in places), [lines[place.line - 1] for place in places]
    assert FALSE_ALARMS.get(id) not in {f.rule for f in findings}
