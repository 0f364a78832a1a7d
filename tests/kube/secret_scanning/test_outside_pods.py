"""Credentials outside the pods of a file: found with their line, and covered without harm to the rest."""

from __future__ import annotations

import base64

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.secret_scanning.outside_pods import cover_outside_pods, find_outside_pods

TOKEN = "ghp_" + "x9Kd82mQpL0vR7sT4wZ1" + "bN5cH3jF6gA8kE7t"
RANDOM = "q8Zr2LmX0vB7nK4tW9sY" + "6pJ1"
KEY = "-----BEGIN " + "RSA PRIVATE KEY-----\n{0}MIIEowIBAAKCAQEAx\n{0}-----END " + "RSA PRIVATE KEY-----"
POD = "kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n"


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


QUIET = {
    "nothing beside": POD,
    "a comment": f"# Ask in #ops for the token.\n{POD}",
    "a pod's own are found elsewhere": f"kind: Pod\nmetadata: {{annotations: {{token: {TOKEN}}}}}\n",
    "a Secret without values": f"{POD}---\nkind: Secret\nmetadata: {{name: db}}\ndata:\n  password:\n",
    "stand-ins": f"{POD}---\nkind: Secret\nstringData: {{password: <param:password>, token: changeme, a: '', b: 1}}\n",
    "a stand-in in base64": f"{POD}---\nkind: Secret\ndata: {{password: {encoded('CHANGE_ME')}}}\n",
    "what is said of a secret": f"{POD}---\nkind: Secret\nstringData: {{username: maria, host: db-1}}\n",
    "a certificate": f"{POD}---\nkind: Secret\nstringData: {{tls.crt: '-----BEGIN CERTIFICATE----- MIIC'}}\n",
    "a ConfigMap": f"{POD}---\nkind: ConfigMap\ndata: {{password.policy: strict, level: info}}\n",
    "an annotation of a tool": f"kind: Job\nmetadata: {{annotations: {{checksum/token: {RANDOM}}}}}\nspec: {{}}\n",
    "documents of nothing": f"---\n...\n{POD}---\n# only this\n---\n- 1\n---\n3\n---\n",
}
FIRING = {
    "a Secret": (
        f"{POD}---\nkind: Secret\nmetadata: {{name: db}}\nstringData:\n  password: hunter22\n",
        ["line 11, Secret db: stringData[password]", "password holds a value of a Secret."],
    ),
    "a Secret in base64": (
        f"{POD}---\nkind: Secret\ndata:\n  password: {encoded('hunter22')}\n",
        ["line 10, Secret: data[password]", "password holds a value of a Secret."],
    ),
    "what is not base64": (
        f"{POD}---\nkind: Secret\ndata:\n  password: hunter-22\n",
        ["line 10, Secret: data[password]", "password holds a value of a Secret."],
    ),
    "a token in a Secret": (
        f"{POD}---\nkind: Secret\ndata: {{gh: {encoded(TOKEN)}}}\n",
        ["line 9, Secret: data[gh]", "gh holds a GitHub token."],
    ),
    "a Secret in a List": (
        "kind: List\nitems:\n- {kind: Secret, stringData: {password: hunter22}}\n- kind: Pod\n",
        ["line 3, Secret: stringData[password]", "password holds a value of a Secret."],
    ),
    "a Secret in a List in a List": (
        "kind: List\nitems:\n- kind: List\n  items:\n  - {kind: Secret, stringData: {password: hunter22}}\n"
        "  - kind: Pod\n",
        ["line 5, Secret: stringData[password]", "password holds a value of a Secret."],
    ),
    "a token in a ConfigMap": (
        f"{POD}---\nkind: ConfigMap\nmetadata: {{name: c}}\ndata:\n  app.ini: |\n    [x]\n    t = {TOKEN}\n  z: y\n",
        ["line 11, ConfigMap c: data[app.ini]", "app.ini holds a GitHub token."],
    ),
    "a private key in a block": (
        f"{POD}---\nkind: ConfigMap\ndata:\n  key: |\n    {KEY.format('    ')}\n",
        ["line 10, ConfigMap: data[key]", "key holds a private key."],
    ),
    "an annotation of the workload": (
        f"kind: Job\nmetadata:\n  name: j\n  annotations: {{example.com/token: {RANDOM}}}\nspec: {{template: {{}}}}\n",
        [
            "line 4, Job j: metadata.annotations[example.com/token]",
            "example.com/token holds what its name calls a credential.",
        ],
    ),
    "a text by itself": (f"{POD}---\n{TOKEN}\n", ["line 8, document: ", "This holds a GitHub token."]),
    "a comment": (f"# {TOKEN}\n{POD}", ["line 1", "This holds a GitHub token."]),
    "a comment behind a value": (f"{POD}  priority: 1  # {TOKEN}\n", ["line 7", "This holds a GitHub token."]),
    "a private key in comments": (f"{POD}# {KEY.format('# ')}\n# c\n", ["line 7", "This holds a private key."]),
    "a comment in what cannot be read": (
        f"{POD}---\na: [\n# {TOKEN}\nb: c\n",
        ["line 9", "This holds a GitHub token."],
    ),
    "what cannot be read": (f"{POD}---\na: [\nb: {TOKEN}\n", ["line 9", "This holds a GitHub token."]),
    "what cannot be read, with a mark before it": (
        f"{POD}---\na: [\n  {TOKEN}",
        ["line 9", "This holds a GitHub token."],
    ),
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET.keys())
def test_nothing_outside_the_pods(text: str) -> None:
    assert find_outside_pods(text) == []


@pytest.mark.parametrize(("text", "said"), FIRING.values(), ids=FIRING.keys())
def test_found_and_covered(text: str, said: list[str]) -> None:
    (found,) = find_outside_pods(text)
    assert [found.place, found.leak.in_words] == said
    assert found.value not in repr(found)
    hidden = cover_outside_pods(text, [found], "<covered>")
    assert find_outside_pods(hidden) == []
    assert found.value not in hidden
    if "a: [" not in text:
        before, after = Manifest.read(text), Manifest.read(hidden)
        assert (before.pod, before.kind) == (after.pod, after.kind)


def test_several_are_covered_at_once() -> None:
    text = f"# {TOKEN}\n{POD}---\nkind: Secret\nstringData:\n  a: hunter22\n  b: 'hunter33'\n"
    hidden = cover_outside_pods(text, find_outside_pods(text), "<covered>")
    assert hidden == text.replace(f" {TOKEN}", '"<covered>"').replace("hunter22", '"<covered>"').replace(
        "'hunter33'", '"<covered>"'
    )
