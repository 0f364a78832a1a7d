"""Names of fields as somebody may spell them."""

from __future__ import annotations

import pytest

from podbuilder.kube.catalogue import load
from podbuilder.kube.corrections.spellings import like, plain, spellings
from tests.support.pods import path_of


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("nonsense", ()),
        ("image_pull_policy", ("imagePullPolicy",)),
        ("IMAGEPULLPOLICY", ("imagePullPolicy",)),
        ("working-dir", ("workingDir",)),
        ("environment", ("env",)),
        ("entrypoint", ("command",)),
        ("restart", ("restartPolicy",)),
        ("user", ("user", "runAsUser")),
    ],
)
def test_other_spellings(name: str, known: tuple[str, ...]) -> None:
    assert spellings(load("1.36").root).get(plain(name), ()) == known


@pytest.mark.parametrize(
    ("path", "name", "known"),
    [
        ("spec.containers[0]", "xyzzy", ""),
        ("spec.containers[0]", "", ""),
        ("spec.containers[0]", "volume", ""),
        ("spec.containers[0]", "isTtyUsed", ""),
        ("spec.containers[0]", "imagePulPolicy", "imagePullPolicy"),
        ("spec.volumes[0].secret", "name", "secretName"),
        ("spec.volumes[0].projected.sources[0].secret", "secretName", "name"),
        ("spec.containers[0].volumeMounts[0]", "path", "mountPath"),
        ("spec.containers[0]", "enviroment", "env"),
        ("spec.containers[0]", "entripoint", "command"),
    ],
)
def test_the_field_that_a_name_is_like(path: str, name: str, known: str) -> None:
    spec = load("1.36").field(path_of(path))
    assert spec is not None
    assert like(name, spec.fields) == known
