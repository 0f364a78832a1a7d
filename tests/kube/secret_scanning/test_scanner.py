"""Where a pod has credentials in plain text, and how they move into a Secret."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.secret_scanning.scanner import find, of_variable

RECORDED = Path(__file__).parents[4] / "shared" / "corpus" / "realworld.jsonl.gz"
RANDOM = "q8Zr2LmX0vB7nK4tW9sY" + "6pJ1"
POD = f"""\
kind: Pod
metadata:
  name: shop
  annotations:
    example.com/token: {RANDOM}
    checksum/config-secret: {RANDOM}
    example.com/secret: {RANDOM[:12]}
spec:
  initContainers:
  - name: migrate
    args: [--db-password=hunter22, --token, {RANDOM}, --verbose, --password-file=/run/pw, 3]
  containers:
  - name: web
    command: [serve, --api-key]
    args:
    - x
    - https://shop:hunter22@example.com/
    env:
    - name: DB_PASSWORD
      value: hunter22  # for now
    - {{name: DB_PASSWORD_FILE, value: /run/secrets/db}}
    - {{name: LICENSE, value: plain}}
    - {{name: SIGNATURE_KEY_2, value: {RANDOM}}}
    - {{name: TOKEN, valueFrom: {{secretKeyRef: {{name: s, key: k}}}}}}
    - nonsense
"""


def test_where_they_are() -> None:
    found = [(str(leak.path), leak.in_words) for leak in find(Manifest.read(POD).pod)]
    named = "what its name calls a credential"
    assert found == [
        ("spec.containers[0].env[0].value", f"DB_PASSWORD holds {named}."),
        ("spec.containers[0].env[3].value", "SIGNATURE_KEY_2 holds a long random text, which its name calls a key."),
        ("spec.initContainers[0].args[0]", f"--db-password holds {named}."),
        ("spec.initContainers[0].args[2]", f"--token holds {named}."),
        ("metadata.annotations[example.com/token]", f"token holds {named}."),
        ("spec.containers[0].args[1]", "This holds a password in an address."),
    ]


def test_a_pod_without_any() -> None:
    assert find({}) == []
    assert find({"metadata": {"annotations": []}, "spec": {"containers": [{"env": "x", "args": [1]}]}}) == []


def recorded_variables() -> Iterator[tuple[str, str]]:
    with gzip.open(RECORDED, "rt", encoding="utf-8") as rows:
        for row in rows:
            for _, container, _ in visit_containers(json.loads(row)["pod"]):
                for item in container.get("env") or ():
                    if isinstance(item, dict) and isinstance(item.get("value"), str) and item["value"]:
                        yield item.get("name", ""), item["value"]


# Read one by one: values that stand for a credential, or name one, and that we take for it all the same.
FALSE_ALARMS = {
    ("GMAIL_SENDER_PASSWORD", "password@gmail.com"),
}


def test_few_false_alarms_over_real_variables() -> None:
    if not RECORDED.exists():
        pytest.skip("the recorded manifests are not here")
    variables = list(recorded_variables())
    alarms = [one for one in variables if of_variable(*one)]
    wrong = [one for one in alarms if one in FALSE_ALARMS]
    print(f"{len(variables)} values, {len(alarms)} alarms, {len(wrong)} of them false")
    assert set(wrong) == FALSE_ALARMS
    # All alarms were read: what is not above is a password, a key or a token that works as it stands.
    assert len(alarms) <= 94
