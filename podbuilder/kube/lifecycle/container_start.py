"""How one container is started: wait out the back-off, pull, create, start, run the postStart hook.

Mirrors startContainer and doBackOff, Kubernetes v1.36, pkg/kubelet/kuberuntime.
"""

from __future__ import annotations

from collections.abc import Generator

from podbuilder.kube.core.document import get
from podbuilder.kube.lifecycle.back_off import crash_loop
from podbuilder.kube.lifecycle.image_pulls import ImagePulls, Refusal
from podbuilder.kube.lifecycle.played_pod import PlayedContainer
from podbuilder.kube.lifecycle.runtime import Runtime
from podbuilder.kube.lifecycle.scene import Scene
from podbuilder.kube.lifecycle.termination import stop_plan

# From this version on, events of a container do not repeat its name: kubectl puts the field's path before the message.
PATHS_BEFORE_MESSAGES = 35
_COLON_BEFORE_NAME = 32
_NAMES_CONTAINER = 26


class ContainerStarter:
    """Starts containers, and remembers how long each has to wait before it is started again."""

    def __init__(self, scene: Scene, runtime: Runtime) -> None:
        self._scene = scene
        self._runtime = runtime
        self._pulls = ImagePulls(scene)
        self._back_off = crash_loop(scene.pod.version)

    def start(self, container: PlayedContainer, ended: int | None) -> Generator[int, None, Refusal | None]:
        """Start it; the value of the steps is a refusal or None. ended: when its newest instance that had ended did."""
        refusal = self._backing_off(container, ended)
        if refusal is None:
            refusal = yield from self._pulls.ensure(container)
            if refusal is not None:
                self._scene.warn("Failed", f"Error: {refusal.reason}", container)
        if refusal is None:
            refusal = yield from self._create(container)
        return refusal

    def _backing_off(self, container: PlayedContainer, ended: int | None) -> Refusal | None:
        """sic: the first restart comes at once, since the wait is only counted from then on."""
        if ended is None:
            return None
        scene, key = self._scene, container.key
        until = self._back_off.ends_since(key, ended, scene.now)
        if until is None:
            self._back_off.next(key, ended, scene.now)
            return None
        which = f" {container.name} in pod {scene.full_name}" if scene.minor >= _NAMES_CONTAINER else ""
        scene.warn("BackOff", f"Back-off restarting failed container{which}", container)
        wait = go_duration(self._back_off.seconds(key))
        message = f"back-off {wait} restarting failed container={container.name} pod={scene.full_name}"
        return Refusal("CrashLoopBackOff", message, until)

    def _create(self, container: PlayedContainer) -> Generator[int, None, Refusal | None]:
        scene = self._scene
        missing = scene.faults.config.get(container.key)
        if missing:
            scene.warn("Failed", f"Error: {missing}", container)
            return Refusal("CreateContainerConfigError", missing)
        scene.normal("Created", self._words("Created", "created", container), container)
        refused = scene.faults.start.get(container.key)
        if refused:
            self._runtime.refuse(container, refused)
            scene.warn("Failed", f"Error: {refused}", container)
            return Refusal("RunContainerError", refused)
        self._runtime.start(container)
        scene.normal("Started", self._words("Started", "started", container), container)
        return (yield from self._after_start(container))

    def _after_start(self, container: PlayedContainer) -> Generator[int, None, Refusal | None]:
        scene = self._scene
        if container.post_start:
            # Until the hook is done the kubelet does nothing else for the pod, and reports nothing of it.
            seconds = get(container.post_start, ("sleep", "seconds"))
            known = type(seconds) is int and seconds >= 0
            yield seconds if known else scene.assumptions.of("hook", container.key)
        if container.key not in scene.faults.bad_hooks:
            return None
        scene.warn("FailedPostStartHook", "PostStartHook failed", container)
        scene.normal("Killing", "FailedPostStartHook", container)
        (stop,) = stop_plan(scene, [container], scene.pod.grace, is_ordered=False)
        yield stop.ends - scene.now
        self._runtime.end(container, self._runtime.instances(container.key)[-1], stop.exit_code)
        return Refusal("PostStartHookError")

    def _words(self, verb: str, participle: str, container: PlayedContainer) -> str:
        minor = self._scene.minor
        if minor >= PATHS_BEFORE_MESSAGES:
            return f"Container {participle}"
        has_colon = verb == "Created" and minor >= _COLON_BEFORE_NAME
        return f"{verb} container{':' if has_colon else ''} {container.name}"


def go_duration(seconds: int) -> str:
    """Seconds as Go prints a duration: 10s, 1m20s, 5m0s."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"
