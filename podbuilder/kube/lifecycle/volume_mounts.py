"""Mounting the volumes of a pod, which comes before anything else on its node.

Mirrors WaitForAttachAndMount, Kubernetes v1.36, pkg/kubelet/volumemanager, and the waits between tries of
pkg/util/goroutinemap/exponentialbackoff.
"""

from __future__ import annotations

from collections.abc import Callable, Generator

from podbuilder.kube.lifecycle.scene import Scene

# How long the worker waits for the volumes before it says that they are not there: podAttachAndMountTimeout.
TIMEOUT = 123
# The wait between two tries doubles up to this: maxDurationBeforeRetry. The first, half a second, is none here.
_LONGEST_WAIT = 122


class VolumeMounts:
    """The volumes of one pod, of which the waits between tries go on growing."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._wait = 1

    def mount(self, is_deleted: Callable[[], bool]) -> Generator[int, None, bool]:
        """Mount all; the value of the steps is whether they are."""
        scene = self._scene
        if scene.faults.mount is None:
            yield scene.assumptions.of("mount") if scene.pod.has_volumes else 0
            return True
        volume, error = scene.faults.mount
        waited = 0
        while waited < TIMEOUT and not is_deleted():
            scene.warn("FailedMount", f'MountVolume.SetUp failed for volume "{volume}" : {error}')
            pause = min(self._wait, TIMEOUT - waited)
            yield pause
            waited, self._wait = waited + pause, min(2 * self._wait, _LONGEST_WAIT)
        if not is_deleted():
            unmounted = f"unmounted volumes=[{volume}], unattached volumes=[], failed to process volumes=[]"
            scene.warn("FailedMount", f"Unable to attach or mount volumes: {unmounted}: context deadline exceeded")
        return False
