"""What a version allows."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.validation.options import options_for


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_options_are_built_once(version: str) -> None:
    options = options_for(version)
    assert options is options_for(version)
    assert options.version == version
    assert options.minor == versions.minor(version)
    assert options.enabled("EnvFiles") is feature_gates.enabled("EnvFiles", version)


def test_a_gate_opens_with_its_version() -> None:
    assert not options_for("1.31").allow_relaxed_env_var_names
    assert options_for("1.32").allow_relaxed_env_var_names
    assert not options_for("1.35").strict_ip
    assert options_for("1.36").strict_ip


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.24"):
        options_for("1.24")
