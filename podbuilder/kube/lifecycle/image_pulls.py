"""The images of the containers: already on the node, pulled, or refused and tried again after a while.

Mirrors EnsureImageExists, Kubernetes v1.36, pkg/kubelet/images/image_manager.go. One pod's images are pulled in turn
whatever serializeImagePulls says, since its containers are started in turn.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from podbuilder.kube.core.image import ALWAYS
from podbuilder.kube.lifecycle.back_off import image_pulls
from podbuilder.kube.lifecycle.journal import Span
from podbuilder.kube.lifecycle.played_pod import PlayedContainer
from podbuilder.kube.lifecycle.scene import Scene

# For an image that is there already, pulling is asking the registry for its digest.
_AGAIN = 1
_SIZE = 52_428_800
# The versions since which a kubelet tells how long a pull waited, how large the image is, and, while it waits to try
# again, what the registry said.
_TELLS_WAIT, _TELLS_SIZE, _TELLS_AGAIN = 26, 30, 32


class Refusal(NamedTuple):
    """Why a container was not started: the reason and message it waits with, and when it can be tried again."""

    reason: str
    message: str = ""
    until: int | None = None


class ImagePulls:
    """The node's images, and what became of pulling those that are not there."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._present = set(scene.assumptions.present)
        self._back_off = image_pulls()
        self._errors: dict[str, str] = {}

    def ensure(self, container: PlayedContainer) -> Generator[int, None, Refusal | None]:
        """See to it that the image is there; the value of the steps is a refusal or None."""
        image = container.image
        if container.pull_policy != ALWAYS and image in self._present:
            self._scene.normal("Pulled", self._present_message(image), container)
            return None
        if container.pull_policy == "Never":
            message = f'Container image "{image}" is not present with pull policy of Never'
            self._scene.warn("ErrImageNeverPull", message, container)
            return Refusal("ErrImageNeverPull", message)
        if self._back_off.ends_since_update(image, self._scene.now) is not None:
            message = f'Back-off pulling image "{image}"'
            self._scene.normal("BackOff", message, container)
            told = f"{message}: {self._errors[image]}" if self._scene.minor >= _TELLS_AGAIN else message
            return Refusal("ImagePullBackOff", told)
        return (yield from self._pull(container))

    def _present_message(self, image: str) -> str:
        known = f'Container image "{image}" already present on machine'
        has_check = self._scene.pod.enabled("KubeletEnsureSecretPulledImages")
        return f"{known} and can be accessed by the pod" if has_check else known

    def _pull(self, container: PlayedContainer) -> Generator[int, None, Refusal | None]:
        scene, image, start = self._scene, container.image, self._scene.now
        scene.normal("Pulling", f'Pulling image "{image}"', container)
        error = scene.faults.pull.get(container.key)
        seconds = _AGAIN if error or image in self._present else scene.assumptions.of("pull", container.key)
        yield seconds
        scene.journal.spans.append(Span(container.key, "pull", start, scene.now))
        if error:
            scene.warn("Failed", f'Failed to pull image "{image}": {error}', container)
            self._back_off.next(image, scene.now, scene.now)
            self._errors[image] = f"ErrImagePull: {error}"
            return Refusal("ErrImagePull", error)
        self._present.add(image)
        scene.normal("Pulled", self._pulled_message(image, seconds), container)
        return None

    def _pulled_message(self, image: str, seconds: int) -> str:
        minor, took = self._scene.minor, f'Successfully pulled image "{image}" in {seconds}s'
        waited = f" ({seconds}s including waiting)" if minor >= _TELLS_WAIT else ""
        size = f". Image size: {_SIZE} bytes." if minor >= _TELLS_SIZE else ""
        return took + waited + size
