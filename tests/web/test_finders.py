"""Which static files come out of packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from podbuilder.web.finders import FILES, PackageFinder, _static_folder

HTMX = "django_htmx/htmx-2.min.js"


def test_listed_files_are_found_and_exist() -> None:
    found = {name: storage.exists(name) for name, storage in PackageFinder().list(None)}
    assert found == {name: True for names in FILES.values() for name in names}
    assert Path(finders.find(HTMX)).is_file()
    assert len(finders.find(HTMX, find_all=True)) == 1


def test_other_files_of_the_package_are_not() -> None:
    assert finders.find("django_htmx/htmx-4.js") is None
    assert PackageFinder().check() == []


def test_a_missing_package_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package is not installed"):
        _static_folder("no_such_package")
