"""What official images do: which they are, and where they write."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.image_habits import ROOT_IMAGES, WRITES, missing_scratch, official_name
from tests.kube.lint.container import container

NAMES = {
    "": "",
    "nginx": "nginx",
    "docker.io/library/nginx:1.27": "nginx",
    "bitnami/nginx": "",
    "registry.example/library/nginx": "",
}


@pytest.mark.parametrize(("image", "name"), NAMES.items())
def test_official_images(image: str, name: str) -> None:
    assert official_name(container(**({"image": image} if image else {}))) == name


def mounts(*paths: str) -> list[dict[str, str]]:
    return [{"name": f"v{number}", "mountPath": path} for number, path in enumerate(paths)]


MISSING: dict[str, tuple[dict[str, Any], list[str]]] = {
    "an unknown image": ({"image": "app"}, []),
    "a command of its own": ({"image": "redis", "command": ["sh"]}, []),
    "mounted": ({"image": "redis", "volumeMounts": mounts("/data/")}, []),
    "mounted above": ({"image": "nginx", "volumeMounts": mounts("/var")}, []),
    "one is mounted": ({"image": "nginx", "volumeMounts": mounts("/var/run")}, ["/var/cache/nginx"]),
    "none is mounted": ({"image": "redis", "volumeMounts": mounts("/dat")}, ["/data"]),
}


@pytest.mark.parametrize(("fields", "expected"), MISSING.values(), ids=MISSING)
def test_missing_scratch(fields: dict[str, Any], expected: list[str]) -> None:
    assert missing_scratch(container(**fields)) == expected


def test_images_that_write_start_as_root() -> None:
    assert set(WRITES) <= ROOT_IMAGES
