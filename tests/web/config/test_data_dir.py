"""Where people's data go when nobody says."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.web.config import data_dir

ROOT = Path(__file__).resolve().parents[3]
HOME = Path("/users/alice")
PLACES = {
    "Linux": ({}, "linux", "/users/alice/.local/share/podbuilder"),
    "a folder of one's own": ({"XDG_DATA_HOME": "/data"}, "linux", "/data/podbuilder"),
    "a relative folder": ({"XDG_DATA_HOME": "data"}, "linux", "/users/alice/.local/share/podbuilder"),
    "an empty variable": ({"XDG_DATA_HOME": ""}, "freebsd14", "/users/alice/.local/share/podbuilder"),
    "macOS": ({"XDG_DATA_HOME": "/data"}, "darwin", "/users/alice/Library/Application Support/Podbuilder"),
    "Windows": ({"LOCALAPPDATA": "/local"}, "win32", "/local/Podbuilder"),
    "Windows without its variable": ({}, "win32", "/users/alice/AppData/Local/Podbuilder"),
}


@pytest.mark.parametrize(("variables", "platform", "wanted"), PLACES.values(), ids=PLACES)
def test_an_installed_podbuilder(
    variables: dict[str, str], platform: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_dir, "is_checkout", lambda: False)
    assert data_dir.default_data_dir(variables, platform, HOME) == Path(wanted)


def test_a_checkout() -> None:
    assert data_dir.default_data_dir({"XDG_DATA_HOME": "/data"}, "linux", HOME) == ROOT / "var"
