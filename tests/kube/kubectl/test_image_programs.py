"""What an image seems to have in it, by its name."""

from __future__ import annotations

import pytest

from podbuilder.kube.kubectl.image_programs import has_bash, is_bare

# Whether it seems to have no shell, and whether it seems to have bash.
IMAGES = {
    "nginx:1.27": (False, True),
    "nginx:1.27-alpine": (False, False),
    "alpine:3.20": (False, False),
    "busybox": (False, False),
    "postgres:17": (False, True),
    "ghcr.io/static-sites/web:1": (False, True),
    "gcr.io/distroless/static-debian12": (True, False),
    "gcr.io/distroless/python3-debian12:nonroot": (True, False),
    "gcr.io/distroless/base:debug": (False, True),
    "registry.k8s.io/pause:3.10": (True, False),
    "registry.k8s.io/coredns/coredns:v1.11.3": (True, False),
    "envoyproxy/envoy:distroless-v1.31": (True, False),
    "cgr.dev/chainguard/nginx": (True, False),
    "cgr.dev/chainguard/nginx:latest-dev": (False, True),
    "hello-world": (True, False),
    "traefik/whoami:v1.10": (True, False),
    "example.com/traefik/other": (False, True),
    "No Image": (False, True),
}


@pytest.mark.parametrize("image", IMAGES)
def test_an_image(image: str) -> None:
    assert (is_bare(image), has_bash(image)) == IMAGES[image]
