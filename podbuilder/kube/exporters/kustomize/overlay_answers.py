"""Texts as answers to what an overlay can make different: the overlay that they make, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from podbuilder.kube.core.quantity import QuantityError, parse
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.exporters.kustomize.overlay_questions import (
    CONFIG,
    ENV,
    HOST,
    LIMITS,
    MORE,
    NAMESPACE,
    PREFIX,
    REPLICAS,
    REQUESTS,
    TAG,
    WITHOUT,
)
from podbuilder.kube.kustomization.images import split_image
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)

_DIGEST = "sha256:"
# The answer by which something is taken away.
_YES = "yes"
# The most pods that a workload can have.
_MOST = 2**31 - 1


class AnsweredOverlay(NamedTuple):
    """An overlay, and by the keys of answers that do not do, why; these are left out."""

    overlay: Overlay
    wrong: Mapping[str, str]


def overlay_of(name: str, answers: Mapping[str, str]) -> AnsweredOverlay:
    """The overlay that answers make; what its base has no place for, the export leaves out and reports."""
    found = _Answers()
    # What is taken away is, whatever else is said of it.
    for key, text in sorted(answers.items(), key=lambda one: one[0].startswith(WITHOUT)):
        if text and key.startswith(WITHOUT):
            found.take_away(key.removeprefix(WITHOUT))
        elif text:
            found.take(key, text)
    overlay = Overlay(
        name,
        namespace=answers.get(NAMESPACE, ""),
        name_prefix=answers.get(PREFIX, ""),
        images=tuple(found.images),
        replicas=found.replicas,
        containers=tuple(
            ContainerChange(*place, *(changes.get(what, {}) for what in (REQUESTS, LIMITS, ENV)))
            for place, changes in found.containers.items()
        ),
        hosts=tuple(found.hosts),
        config=tuple(ConfigChange(name, entries) for name, entries in found.config.items()),
    )
    return AnsweredOverlay(overlay, found.wrong)


def answers_of(overlay: Overlay) -> tuple[dict[str, str], tuple[str, ...]]:
    """The answers that make an overlay, and sentences on what no question asks for, which they leave out."""
    found: dict[str, str | None] = {NAMESPACE: overlay.namespace, PREFIX: overlay.name_prefix}
    found |= {f"{TAG}/{one.name}": _image_text(one) for one in overlay.images}
    found |= {f"{REPLICAS}/{name}": str(count) for name, count in overlay.replicas.items()}
    for one in overlay.containers:
        place = f"{one.kind}/{one.name}/{one.container}"
        found |= {f"{REQUESTS}/{place}/{name}": amount for name, amount in one.requests.items()}
        found |= {f"{LIMITS}/{place}/{name}": amount for name, amount in one.limits.items()}
        found |= {f"{ENV}/{place}/{name}": value for name, value in one.env.items()}
    found |= {f"{HOST}/{one.kind}/{one.name}/{one.old}": one.new for one in overlay.hosts}
    found |= {f"{CONFIG}/{one.name}/{key}": text for one in overlay.config for key, text in one.entries.items()}
    found |= {f"{WITHOUT}{key}": _YES for key, text in found.items() if text is None}
    others = {"name suffix": overlay.name_suffix, "labels": overlay.labels, "annotations": overlay.annotations}
    left = [f"The {what} of the overlay: not asked here." for what, value in others.items() if value]
    return {key: text for key, text in found.items() if text}, tuple(left)


def _image_text(one: ImageChange) -> str:
    """The answer that stands for another image."""
    tag = f":{one.new_tag}" if one.new_tag else ""
    digest = f"@{one.digest}" if one.digest else ""
    if one.new_name:
        # Without anything behind it, a plain name would be taken for a tag.
        return f"{one.new_name}{tag}{digest}" if tag or digest or "/" in one.new_name else f"{one.new_name}:"
    return one.digest or one.new_tag


class _Answers:
    """Answers by what they change."""

    def __init__(self) -> None:
        self.images: list[ImageChange] = []
        self.replicas: dict[str, int] = {}
        self.containers: dict[tuple[str, str, str], dict[str, dict[str, str | None]]] = {}
        self.hosts: list[HostChange] = []
        self.config: dict[str, dict[str, str | None]] = {}
        self.wrong: dict[str, str] = {}

    def take(self, key: str, text: str) -> None:
        what, _, rest = key.partition("/")
        parts = rest.split("/", 3)
        if what == TAG:
            self.images.append(_image(rest, text))
        elif what == REPLICAS:
            self._count(key, rest, text)
        elif what == HOST and len(parts) > 2:
            kind, name, host = rest.split("/", 2)
            self.hosts.append(HostChange(kind, name, host, text))
        elif what == CONFIG:
            name, _, entry = rest.partition("/")
            self.config.setdefault(name, {})[entry] = text
        elif what == MORE and len(parts) == 3:
            self._more(key, (parts[0], parts[1], parts[2]), text)
        elif what in (REQUESTS, LIMITS, ENV) and len(parts) == 4:
            self._in_container(key, (parts[0], parts[1], parts[2]), what, {parts[3]: text})

    def take_away(self, key: str) -> None:
        """The same of what is not to be there: a variable, an amount, a text of a ConfigMap."""
        what, _, rest = key.partition("/")
        parts = rest.split("/", 3)
        if what == CONFIG:
            name, _, entry = rest.partition("/")
            self.config.setdefault(name, {})[entry] = None
        elif what in (REQUESTS, LIMITS, ENV) and len(parts) == 4:
            self._put((parts[0], parts[1], parts[2]), what, {parts[3]: None})

    def _count(self, key: str, name: str, text: str) -> None:
        number = whole_number(text, _MOST)
        if number is None:
            self.wrong[key] = "A number of pods is a whole number, 0 or more."
        else:
            self.replicas[name] = number

    def _in_container(self, key: str, place: tuple[str, str, str], what: str, entries: Mapping[str, str]) -> None:
        if what != ENV and not all(map(_is_quantity, entries.values())):
            self.wrong[key] = "An amount is a number with a unit, such as 500m or 1Gi."
            return
        self._put(place, what, entries)

    def _put(self, place: tuple[str, str, str], what: str, entries: Mapping[str, str | None]) -> None:
        self.containers.setdefault(place, {}).setdefault(what, {}).update(entries)

    def _more(self, key: str, place: tuple[str, str, str], text: str) -> None:
        lines = [line for line in text.split("\n") if line.strip()]
        pairs = [line.partition("=") for line in lines]
        if not all(name.strip() and sign for name, sign, _ in pairs):
            self.wrong[key] = "Write each variable on a line of its own, as NAME=value."
        else:
            self._in_container(key, place, ENV, {name.strip(): value for name, _, value in pairs})


def _is_quantity(text: str) -> bool:
    try:
        parse(text)
    except QuantityError:
        return False
    return True


def _image(name: str, text: str) -> ImageChange:
    """A tag, a digest, or another image with its own."""
    if text.startswith(_DIGEST):
        return ImageChange(name, digest=text)
    if "/" not in text and ":" not in text and "@" not in text:
        return ImageChange(name, new_tag=text)
    other = split_image(text)
    return ImageChange(name, new_name=other.name, new_tag=other.tag, digest=other.digest)
