"""Commands that create what a manifest says, or try its image without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.insight.connections import Wired
from podbuilder.kube.kubectl.image_programs import CMD, is_bare
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import PodTarget, image_of, is_usable, registry_of
from podbuilder.kube.secret_scanning.scanner import find

# The Secret's name in Kubernetes' own documentation, for pods that name none yet.
_LOGIN = "regcred"
_PROGRAM = ("command", "args")
_AWAKE = ("sleep", "3600")


def create_commands(target: PodTarget) -> Iterator[PodCommand]:
    """From the file, then by hand."""
    file, verb = target.file, "create" if target.is_generated else "apply"
    yield PodCommand(
        ("kubectl", verb, "--dry-run=server", *file),
        "Check it with the server, without changing anything",
        "The server judges it as it would be stored, with the admission of your cluster.",
        is_main=True,
    )
    if target.is_generated:
        yield PodCommand(
            ("kubectl", "create", *file),
            "Create it",
            "apply refuses generateName: each time, create makes another object with a name of its own.",
            is_main=True,
        )
    else:
        yield PodCommand(
            ("kubectl", "diff", *file),
            "See what applying it would change",
            "A difference between what runs and the file; the exit status is 1 if there is one.",
        )
        yield PodCommand(("kubectl", "apply", *file), "Create or update it", is_main=True)
        if target.is_pod:
            yield PodCommand(
                ("kubectl", "replace", "--force", *file),
                "Delete it and create it anew",
                "Of a running pod hardly more than images can be changed: for anything else it is replaced.",
                danger="The pod is gone in between, with all that it keeps in emptyDir volumes.",
            )
    if target.where and target.where[1] != "default":
        yield PodCommand(
            ("kubectl", "create", "namespace", target.where[1]),
            "Create its namespace",
            "Until it exists, the server refuses everything in it.",
        )
    yield from _tries(target)
    if target.containers:
        yield _login(target)


def _tries(target: PodTarget) -> Iterator[PodCommand]:
    """A pod from the image alone: nothing else of the manifest is in it."""
    app = next(iter(target.apps), None)
    if app is None:
        return
    program = _program(target, app)
    run = ("kubectl", "run", target.derived("test"), *target.where, f"--image={image_of(app)}")
    yield PodCommand(
        run, "Run its image alone, for a quick test", "A pod with this image and nothing else of the manifest."
    )
    yield PodCommand(
        (*run, "--restart=Never"), "Run its image once", "The pod stays as it ended, so that its log can be read."
    )
    if not is_bare(app.image):
        shell = CMD if target.is_windows else "sh"
        yield PodCommand(
            (*run, "--rm", "-it", "--restart=Never", "--", shell),
            "Look around in its image",
            "The pod goes when the shell ends.",
        )
    if program:
        yield PodCommand((*run, "--command", "--", *program), "Run its image with the same command")
    else:
        yield PodCommand(
            (*run, "--command", "--", *_AWAKE),
            "Run its image with another command",
            "It sleeps for an hour, so that there is time to look around in it.",
        )


def _program(target: PodTarget, container: Wired) -> tuple[str, ...]:
    """What a container runs; nothing where a credential is in it, which would be in every history of commands."""
    if any(leak.path.is_under(container.path) and leak.path[3] in _PROGRAM for leak in find(target.manifest.pod)):
        return ()
    own = target.in_manifest(container)
    command, args = (_words(own.get(name)) for name in _PROGRAM)
    return (*command, *args) if command else ()


def _words(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else ()


def _login(target: PodTarget) -> PodCommand:
    secrets = target.spec.get("imagePullSecrets")
    named = [one.get("name") for one in secrets if isinstance(one, dict)] if isinstance(secrets, list) else []
    name = next((name for name in named if is_usable(name)), "")
    registry = registry_of(target.containers[0])
    words = ("kubectl", "create", "secret", "docker-registry", name or _LOGIN, *target.where)
    login = (f"--docker-server={registry}", "--docker-username=USER", "--docker-password=PASSWORD")
    expect = "" if name else f"The pod uses it once spec.imagePullSecrets names it: - name: {_LOGIN}."
    return PodCommand((*words, *login), "Store the login for a private registry", expect)
