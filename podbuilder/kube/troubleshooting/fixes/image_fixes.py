"""Images: their names, when they are pulled, and with what credentials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core import image
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation

_SECRETS = SPEC.child("imagePullSecrets")
_ARCHITECTURES = ("amd64", "arm64", "arm", "ppc64le", "s390x", "386")


def readable_name(one: Situation) -> Iterator[Patch]:
    """The name without what no name may have: a scheme, blanks, capital letters, an empty tag."""
    path = one.container.child("image")
    written = one.get(path)
    if not isinstance(written, str):
        return
    packed = re.sub(r"\s+", "", written)
    name = re.sub(r"^[a-z]+://", "", packed).rstrip(":@/")
    repository, colon, tag = name.rpartition(":") if ":" in name.rpartition("/")[2] else (name, "", "")
    for spelling in (name, f"{repository.lower()}{colon}{tag}"):
        try:
            image.parse(spelling)
        except image.ImageError:
            continue
        if spelling != written:
            yield safe(f"Write the image's name as {spelling}.", set_(path, spelling))
        return


def pulled(one: Situation) -> Iterator[Patch]:
    """An image that is pulled where the node does not have it."""
    path = one.container.child("imagePullPolicy")
    if one.get(path) == "Never":
        yield safe("Pull the image where the node does not have it.", set_(path, image.IF_NOT_PRESENT))


def pulled_less(one: Situation) -> Iterator[Patch]:
    """An image that is pulled once a node, and not at each start."""
    path = one.container.child("imagePullPolicy")
    if one.get(path) == image.ALWAYS:
        yield safe("Pull the image once, and not at each start.", set_(path, image.IF_NOT_PRESENT))
    yield from credentials(one)


def credentials(one: Situation) -> Iterator[Patch]:
    """The Secret with credentials for the registry."""
    if not one.get(_SECRETS):
        yield assisted("Pull with the credentials of a Secret.", set_(_SECRETS, [{"name": "registry-credentials"}]))


def other_nodes(one: Situation) -> Iterator[Patch]:
    """Nodes of the architecture that the image is built for."""
    path = SPEC.child("nodeSelector").key("kubernetes.io/arch")
    missing = one.found(r"(?:linux/|architecture \"?)(\w+)")
    wanted = next(name for name in _ARCHITECTURES if not missing or name != missing[1])
    if one.get(path) is None:
        yield assisted(f"Run it on nodes of the architecture {wanted}.", set_(path, wanted))


FIXES: dict[str, Fix] = {
    "image-name-invalid": readable_name,
    "image-never-pull": pulled,
    "image-rate-limit": pulled_less,
    "image-auth": credentials,
    "wrong-architecture": other_nodes,
}
