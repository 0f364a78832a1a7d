"""Image references: registry, repository, tag and digest, as container runtimes read them.

Mirrors ParseImageName, Kubernetes v1.36, pkg/util/parsers, and the grammar that it uses,
github.com/distribution/reference.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

DEFAULT_REGISTRY = "docker.io"
DEFAULT_TAG = "latest"
ALWAYS, IF_NOT_PRESENT = "Always", "IfNotPresent"

_LEGACY_REGISTRY = "index.docker.io"
_OFFICIAL = "library/"
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_DOMAIN = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]++(?:(?:[._]|__|-++)[a-z0-9]++)*+"
_PATH = rf"{_COMPONENT}(?:/{_COMPONENT})*"
_TAG = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}"
_DIGEST = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_REFERENCE = re.compile(rf"(?P<domain>{_DOMAIN})/(?P<path>{_PATH})(?::(?P<tag>{_TAG}))?(?:@(?P<digest>{_DIGEST}))?")
_BARE_IDENTIFIER = re.compile(r"[a-f0-9]{64}")
_DIGEST_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}
_MAX_PATH = 255
# A longer text than any valid reference is refused before a regular expression sees it.
_MAX_TEXT = 4096


class ImageError(ValueError):
    """The text is not an image reference; the message says why, in a sentence."""


class Image(NamedTuple):
    """The parts of a reference. Tag and digest are "" where the text names none."""

    registry: str
    repository: str
    tag: str
    digest: str

    @property
    def effective_tag(self) -> str:
        """The tag that is pulled: "latest" if the text has neither tag nor digest, "" if it has only a digest."""
        return self.tag or ("" if self.digest else DEFAULT_TAG)

    @property
    def name(self) -> str:
        """The last word of the repository: "nginx" of docker.io/library/nginx."""
        return self.repository.rpartition("/")[2]

    def __str__(self) -> str:
        """The full form, with the registry and the tag spelled out."""
        tag = f":{self.effective_tag}" if self.effective_tag else ""
        return f"{self.registry}/{self.repository}{tag}" + (f"@{self.digest}" if self.digest else "")


@lru_cache(maxsize=2048)
def parse(text: str) -> Image:
    """The image that a reference names, with Docker Hub's short forms expanded (ImageError)."""
    if len(text) > _MAX_TEXT:
        raise ImageError(f"The repository of an image has at most {_MAX_PATH} characters.")
    if _BARE_IDENTIFIER.fullmatch(text):
        raise ImageError("An image reference needs a name; 64 hexadecimal digits alone are an image's id.")
    domain, rest = _split_domain(text)
    name = rest.partition(":")[0]
    if name.lower() != name:
        short = name.lower().removeprefix(_OFFICIAL)
        raise ImageError(f"The repository of an image is written in lower case: {short!r}.")
    match = _REFERENCE.fullmatch(f"{domain}/{rest}")
    if not match:
        raise ImageError("An image reference looks like nginx, nginx:1.27 or registry.example.com:5000/team/app:1.2.")
    if len(match["path"]) > _MAX_PATH:
        raise ImageError(f"The repository of an image has at most {_MAX_PATH} characters.")
    digest = match["digest"] or ""
    _check_digest(digest)
    return Image(match["domain"], match["path"], match["tag"] or "", digest)


def default_pull_policy(text: str) -> str:
    """The imagePullPolicy of a container that names none: Always for the tag "latest", explicit or implied.

    sic: a reference that cannot be read has no tag, so it gets IfNotPresent.
    """
    try:
        return ALWAYS if parse(text).effective_tag == DEFAULT_TAG else IF_NOT_PRESENT
    except ImageError:
        return IF_NOT_PRESENT


def _split_domain(text: str) -> tuple[str, str]:
    """Registry and the rest. Mirrors splitDockerDomain: the first word is a registry only if it looks like a host."""
    first, slash, rest = text.partition("/")
    if not slash:
        return DEFAULT_REGISTRY, _OFFICIAL + text
    if first == "localhost" or (first != _LEGACY_REGISTRY and (set(".:") & set(first) or first.lower() != first)):
        domain = first
    elif first == _LEGACY_REGISTRY:
        domain = DEFAULT_REGISTRY
    else:
        domain, rest = DEFAULT_REGISTRY, text
    if domain == DEFAULT_REGISTRY and "/" not in rest:
        rest = _OFFICIAL + rest
    return domain, rest


def _check_digest(digest: str) -> None:
    if not digest:
        return
    algorithm, _, encoded = digest.partition(":")
    length = _DIGEST_LENGTHS.get(algorithm)
    if length is None:
        raise ImageError("The algorithm of a digest is sha256, sha384 or sha512.")
    if not re.fullmatch(rf"[a-f0-9]{{{length}}}", encoded):
        raise ImageError(f"A {algorithm} digest has {length} hexadecimal digits in lower case.")
