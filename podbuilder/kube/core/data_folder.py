"""Where the files that are not Python are: schemas, templates and static files.

A checkout has them beside the package. A wheel has nothing beside its package and holds them inside it; pyproject.toml
says which folder goes where.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def data_folder(name: str, package: Path = _PACKAGE) -> Path:
    """The folder `schemas`, `templates` or `static` of this installation."""
    return root(package) / name


def root(package: Path = _PACKAGE) -> Path:
    """The folder that holds them: the checkout, or a folder of the installed package."""
    return installed if (installed := package / "_data").is_dir() else package.parent


def is_checkout(package: Path = _PACKAGE) -> bool:
    """Whether this Podbuilder runs from a checkout, not from an installed package."""
    return root(package) == package.parent
