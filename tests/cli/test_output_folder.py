"""Folders that a command writes, and the overlays that its options describe."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.cli.command import CommandError
from podbuilder.cli.output_folder import overlays_of, write_folder
from podbuilder.kube.kustomization.overlays.overlay import ContainerChange, ImageChange, Overlay


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    write_folder(str(tmp_path / "new" / "web"), {"base/pod.yaml": "é\r\n", "README.md": ""})
    assert (tmp_path / "new/web/base/pod.yaml").read_bytes() == "é\r\n".encode()
    assert (tmp_path / "new/web/README.md").read_bytes() == b""


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        write_folder(str(tmp_path), {"there": "other"})
    with pytest.raises(CommandError, match="cannot be written"):
        write_folder(str(tmp_path / "there" / "x"), {"a": "b"})
    assert (tmp_path / "there").read_text() == "mine"


@pytest.mark.parametrize(
    ("given", "overlays"),
    [
        ([], ()),
        (["dev"], (Overlay("dev"),)),
        (
            ["dev:namespace=test", "prod", "dev:tag/r.io:80/a=1.2"],
            (Overlay("dev", namespace="test", images=(ImageChange("r.io:80/a", new_tag="1.2"),)), Overlay("prod")),
        ),
        (
            ["dev:without/env/Pod/web/app/DEBUG=yes"],
            (Overlay("dev", containers=(ContainerChange("Pod", "web", "app", env={"DEBUG": None}),)),),
        ),
    ],
)
def test_options_describe_overlays(given: list[str], overlays: tuple[Overlay, ...]) -> None:
    assert overlays_of(given) == overlays


@pytest.mark.parametrize(("given", "says"), [("dev:namespace", "has no value"), ("dev:replicas/web=x", "whole number")])
def test_an_option_that_does_not_do(given: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        overlays_of([given])
