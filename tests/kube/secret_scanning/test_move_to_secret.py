"""Credentials move into a Secret, and variables and commands refer to its keys."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.secret_scanning.move_to_secret import can_convert, convert, converted, moved_out, secret_name
from podbuilder.kube.secret_scanning.scanner import Leak, find
from tests.support.pods import path_of

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


def test_nothing_to_move() -> None:
    assert convert(Manifest.read("kind: Pod\nspec: {}\n"), []).edits == ()


CONVERTIBLE = {
    "an annotation": ("metadata.annotations", "token", False),
    "an argument of its own": ("spec.containers[0].args[1]", "", False),
    "another field": ("spec.containers[0].image", "token", False),
    "a flag's argument": ("spec.containers[0].args[1]", "--token", True),
    "a flag's argument of a command": ("spec.initContainers[0].command[1]", "--token", True),
    "a variable": ("spec.containers[0].env[0].value", "TOKEN", True),
    "a variable without a name": ("spec.containers[0].env[0].value", "", True),
}


@pytest.mark.parametrize(("path", "name", "expected"), CONVERTIBLE.values(), ids=CONVERTIBLE)
def test_which_credentials_a_secret_can_replace(path: str, name: str, expected: bool) -> None:
    assert can_convert(Leak(FieldPath(path_of(path)), name, "a token")) is expected


NAMES = {
    "a plain one": ("shop", "shop-secrets"),
    "none": ("", "app-secrets"),
    "capitals and dots": ("My.Shop_2", "my-shop-2-secrets"),
    "nothing that a name may have": ("__", "app-secrets"),
    "the longest": ("a" * 300, "a" * 240 + "-secrets"),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.values(), ids=NAMES)
def test_the_name_of_the_secret(name: str, expected: str) -> None:
    assert secret_name(Manifest.read(f"kind: Pod\nmetadata: {{name: '{name}'}}\nspec: {{}}\n")) == expected


@pytest.mark.parametrize(
    ("flag", "expected"),
    [(f"--token={RANDOM}", "--token=$(TOKEN)"), (f"--token  {RANDOM}", "--token  $(TOKEN)")],
    ids=["after an equals sign", "after spaces"],
)
def test_the_flag_stays_as_it_was_written(flag: str, expected: str) -> None:
    manifest = Manifest.read(f"kind: Pod\nspec: {{containers: [{{name: a, args: ['{flag}']}}]}}\n")
    assert converted(manifest).pod["spec"]["containers"][0]["args"] == [expected]


def test_they_move_into_a_secret() -> None:
    manifest = Manifest.read(POD)
    moved = convert(manifest, find(manifest.pod))
    assert moved.secret == "shop-secrets"
    assert moved.command == (
        "kubectl create secret generic shop-secrets \\\n  --from-literal=DB_PASSWORD=… \\\n"
        "  --from-literal=SIGNATURE_KEY_2=… \\\n  --from-literal=db-password=… \\\n  --from-literal=token=…"
    )
    after = converted(manifest)
    assert "hunter22  #" not in after.text
    assert [str(leak.path) for leak in find(after.pod)] == [
        "metadata.annotations[example.com/token]",
        "spec.containers[0].args[1]",
    ]
    spec = after.pod["spec"]
    assert spec["initContainers"][0]["args"][:3] == ["--db-password=$(DB_PASSWORD)", "--token", "$(TOKEN)"]
    assert [item["name"] for item in spec["initContainers"][0]["env"]] == ["DB_PASSWORD", "TOKEN"]
    reference = {"secretKeyRef": {"name": "shop-secrets", "key": "DB_PASSWORD"}}
    assert spec["containers"][0]["env"][0] == {"name": "DB_PASSWORD", "valueFrom": reference}
    assert converted(after).text == after.text


def test_two_of_one_name_and_one_without() -> None:
    jwt = "ey" + "JhbGciOiJIUzI1." + "eyJzdWIiOiIxMjM0." + RANDOM
    env = f"[{{name: PASSWORD, value: hunter22}}, {{value: {jwt}}}, {{name: ., value: {jwt}}}]"
    manifest = Manifest.read(
        "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n"
        f"      - {{name: a, env: {env}}}\n"
        "      - {name: b, env: [{name: PASSWORD, value: hunter23}]}\n"
    )
    moved = convert(manifest, find(manifest.pod))
    assert moved.secret == "app-secrets"
    assert moved.keys == ("PASSWORD", "credential", "PASSWORD-2", "credential-2")


LEAKY = """\
# The first
kind: Pod
metadata: {name: one}
spec:
  containers:
  - name: web
    image: nginx
    env:
    - name: DB_PASSWORD
      value: correct-horse-battery
    args: ["--password=staple-battery-horse"]
"""


def test_all_of_a_file_move_out() -> None:
    quiet = "kind: Pod\nmetadata: {name: three}\nspec: {containers: []}\n"
    text, commands = moved_out(f"{LEAKY}---\n{LEAKY.replace('one', 'two')}---\n{quiet}")
    assert "correct-horse" not in text
    assert "staple-battery" not in text
    assert text.startswith("# The first\nkind: Pod\n")
    assert text.endswith(f"---\n{quiet}")
    assert len(commands) == 2
    assert moved_out(text) == (text, [])
