"""The same folders in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube.core.data_folder import data_folder, is_checkout, root

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["schemas", "static", "templates"])
def test_this_is_a_checkout(name: str) -> None:
    assert is_checkout()
    assert root() == ROOT
    assert data_folder(name) == ROOT / name
    assert data_folder(name).is_dir()


def test_an_installed_package_holds_its_data(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "podbuilder"
    (package / "_data").mkdir(parents=True)
    # Other packages put folders of such names there.
    (package.parent / "schemas").mkdir()
    assert not is_checkout(package)
    assert data_folder("schemas", package) == package / "_data" / "schemas"
