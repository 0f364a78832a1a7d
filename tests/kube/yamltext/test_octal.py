"""The mode of a file is written the way the file writes it: 0644 stays octal, 420 stays decimal, a new one is octal."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, Octal, set_, write

MODE = FieldPath(("spec", "volumes", 0, "secret", "defaultMode"))
TEXT = "kind: Pod\nspec:\n  containers: []\n  volumes:\n  - secret:\n      {}\n"
SPELLINGS = {
    "octal": ("defaultMode: 0644", "defaultMode: 0400"),
    "octal with a letter": ("defaultMode: 0o644", "defaultMode: 0o400"),
    "decimal": ("defaultMode: 420", "defaultMode: 256"),
    "a text": ("defaultMode: '0644'", "defaultMode: 0400"),
    "not there": ("secretName: s", "defaultMode: 0400"),
}


@pytest.mark.parametrize(("before", "after"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_mode_keeps_its_spelling(before: str, after: str) -> None:
    manifest = Manifest.read(TEXT.replace("{}", before)).patch([set_(MODE, Octal(0o400))])
    assert after in manifest.text
    assert manifest.pod["spec"]["volumes"][0]["secret"]["defaultMode"] == 0o400


def test_no_permission_at_all_is_a_plain_zero() -> None:
    assert write({"mode": Octal(0)}) == "mode: 0\n"


def test_json_knows_only_decimals() -> None:
    text = '{"kind": "Pod", "spec": {"containers": [], "volumes": [{"secret": {"defaultMode": 420}}]}}'
    assert '"defaultMode": 256' in Manifest.read(text).patch([set_(MODE, Octal(0o400))]).text
