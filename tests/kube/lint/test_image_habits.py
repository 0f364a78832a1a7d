"""What official images do: which they are, whom they run as, and where they write."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.image_habits import (
    ROOT_IMAGES,
    WRITES,
    missing_scratch,
    official_name,
    reads_no_port,
    starts_as_root,
)
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
    "an image whose places are volumes": ({"image": "redis"}, []),
    "a command of its own": ({"image": "mongo", "command": ["sh"]}, []),
    "args that name another program": ({"image": "mongo", "args": ["sh"]}, []),
    "mounted": ({"image": "mongo", "volumeMounts": mounts("/tmp/")}, []),
    "mounted above": ({"image": "nginx", "volumeMounts": mounts("/var")}, []),
    "mounted under its other name": ({"image": "postgres", "volumeMounts": mounts("/run/postgresql")}, []),
    "a configuration of its own": ({"image": "nginx", "volumeMounts": mounts("/etc/nginx/nginx.conf")}, []),
    "a site of its own": (
        {"image": "nginx", "volumeMounts": mounts("/etc/nginx/conf.d")},
        ["/var/cache/nginx", "/var/run"],
    ),
    "one is mounted": ({"image": "nginx", "volumeMounts": mounts("/var/run")}, ["/var/cache/nginx"]),
    "none is mounted": ({"image": "mongo", "volumeMounts": mounts("/tm")}, ["/tmp"]),
    "options": ({"image": "postgres", "args": ["-c", "fsync=off"]}, ["/var/run/postgresql"]),
    "the program itself": ({"image": "httpd", "args": ["httpd-foreground"]}, ["/usr/local/apache2/logs"]),
}


@pytest.mark.parametrize(("fields", "expected"), MISSING.values(), ids=MISSING)
def test_missing_scratch(fields: dict[str, Any], expected: list[str]) -> None:
    assert missing_scratch(container(**fields)) == expected


ROOT: dict[str, bool] = {
    "": False,
    "registry.example/nginx": False,
    "memcached": False,
    "wordpress:cli": False,
    "wordpress:cli-php8.3": False,
    "mariadb:11.4-ubi": False,
    "mariadb:11-ubi9": False,
    "wordpress:6-php8.3": True,
    "nginx": True,
    "redis:7": True,
}


@pytest.mark.parametrize(("image", "expected"), ROOT.items())
def test_starts_as_root(image: str, *, expected: bool) -> None:
    assert starts_as_root(container(**({"image": image} if image else {}))) is expected


def test_images_that_write_start_as_root() -> None:
    assert set(WRITES) <= ROOT_IMAGES


def test_images_that_a_service_does_not_disturb() -> None:
    assert reads_no_port(container(image="docker.io/library/postgres:17"))
    # What runs there is the user's own program, which may read anything.
    assert not reads_no_port(container(image="python:3"))
    assert not reads_no_port(container(image="osixia/openldap:1.5.0"))
