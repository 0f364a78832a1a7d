"""What an image is likely to have in it, judged by its name alone: a shell, and the tools that kubectl asks for.

What a registry would say nobody asks here. A guess decides only which command is shown first.
"""

from __future__ import annotations

import re

from podbuilder.kube.core import image

# The shell of Windows.
CMD = "cmd"
# Images without a shell: those that say so, those of Kubernetes' own components, which are built on distroless images
# (kubernetes/release, images/build), and programs whose public image is built from nothing.
_BARE_WORDS = re.compile(r"(?:^|[/:._-])(?:distroless|scratch|nonroot|chiseled)(?:$|[/:._@-])|/static(?:-debian\d*)?:")
_BARE_REGISTRIES = frozenset({"gcr.io/distroless", "registry.k8s.io", "k8s.gcr.io", "cgr.dev/chainguard"})
_BARE = frozenset(
    {"hello-world", "traefik/whoami", "cloudflare/cloudflared", "nats", "natsio/nats-server-config-reloader"}
)
# Their variants with a shell.
_WITH_SHELL = re.compile(r"(?:debug|-dev|shell|busybox|alpine)")
# Systems with sh and without bash.
_SMALL = re.compile(r"(?:^|[/:._-])(?:alpine\d*|busybox|slim-alpine|musl)(?:$|[/:.@_-]|\d)")


def is_bare(text: str) -> bool:
    """Whether an image seems to have no shell, and so no tar either, which kubectl cp needs."""
    try:
        known = image.parse(text)
    except image.ImageError:
        return False
    if _WITH_SHELL.search(f"{known.name}:{known.tag}"):
        return False
    path = known.repository.removeprefix("library/")
    at = f"{known.registry}/{known.repository}"
    return (
        _BARE_WORDS.search(f"{path}:{known.tag}") is not None
        or path in _BARE
        or any(at.startswith(f"{one}/") for one in _BARE_REGISTRIES)
    )


def has_bash(text: str) -> bool:
    """Whether an image seems to have bash: most have, unless their name or tag says that the system is a small one."""
    return not is_bare(text) and _SMALL.search(text) is None
