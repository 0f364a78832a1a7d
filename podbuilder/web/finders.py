"""Static files from installed packages: those we use, by name, and no others."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage

# package: the files below its static/ folder. A whole package can bring hundreds, each copied and compressed.
_ACE = "django_ace/ace"
FILES = {
    "django_htmx": ("django_htmx/htmx-2.min.js", "django_htmx/django-htmx.js"),
    "django_ace": (
        *(f"{_ACE}/{name}.js" for name in ("ace", "mode-yaml", "ext-language_tools", "ext-searchbox")),
        f"{_ACE}/css/ace.css",
        # The pictures that its style sheet names; without them collectstatic stops.
        *(f"{_ACE}/css/main-{n}.{'svg' if 5 <= n <= 12 or n == 25 else 'png'}" for n in range(1, 27)),
    ),
}


class PackageFinder(BaseFinder):
    """Finds the listed files of installed packages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storages = {package: FileSystemStorage(location=_static_folder(package)) for package in FILES}
        super().__init__(*args, **kwargs)

    # Django's own finders return an empty list, too, where there is no such file; its types say None.
    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [self.storages[package].path(path) for package, files in FILES.items() if path in files]
        if find_all:
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for package, files in FILES.items():
            for path in files:
                yield path, self.storages[package]

    def check(self, **kwargs: Any) -> builtins.list[Any]:
        return []


class AdminFinder(AppDirectoriesFinder):
    """Finds the files of Django's admin, and of no other app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(["django.contrib.admin"])


def _static_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed; requirements.txt has it.")
    return Path(spec.origin).parent / "static"
