"""`podbuilder serve`: its options, as the server reads them. The server itself is tried in tests/web/test_serve.py."""

from __future__ import annotations

import os

import pytest

from podbuilder.cli.main import main
from podbuilder.web import serve

OPTIONS = {
    "none": ([], {}),
    "a port": (["--port", "9000"], {"PORT": "9000"}),
    "a folder": (["--data", "/srv/pods"], {"PODBUILDER_DATA_DIR": "/srv/pods"}),
}


@pytest.mark.parametrize(("arguments", "wanted"), OPTIONS.values(), ids=OPTIONS)
def test_options_win_over_the_environment(
    arguments: list[str], wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {"PORT": "8001", "PODBUILDER_DATA_DIR": "/var/pods"}
    for name, value in before.items():
        monkeypatch.setenv(name, value)
    seen: dict[str, str] = {}

    def note(how_to_choose: str) -> None:
        assert how_to_choose.format(port=9000) == "podbuilder serve --port 9000"
        seen.update((name, os.environ[name]) for name in before)

    monkeypatch.setattr(serve, "main", note)
    assert main(["serve", *arguments]) == 0
    assert seen == {**before, **wanted}


def test_a_port_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")
    with pytest.raises(SystemExit, match="'http'; it must be a number from 1 to 65535"):
        main(["serve", "--port", "http"])
