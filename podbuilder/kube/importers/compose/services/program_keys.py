"""The keys that say which program runs: image, build, command, entrypoint, and the settings of docker run."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.imported_service import JOB, POD, ImportedService, ServicePlan
from podbuilder.kube.importers.compose.services.key_context import (
    Handler,
    KeyContext,
    KeyNote,
    of_entries,
    of_items,
    of_switch,
    of_value,
    whole,
)
from podbuilder.kube.importers.compose.services.name_mentions import with_new_names
from podbuilder.kube.importers.compose.services.restart_words import restart_policy
from podbuilder.kube.importers.container_settings import annotation_entry, node_choice, security_option, user_id
from podbuilder.kube.importers.container_settings.command_words import set_arguments, set_entrypoint
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.container_settings.restart_rule import set_terminal, share_processes
from podbuilder.kube.importers.question import Question
from podbuilder.kube.secret_scanning.scanner import find

_BUILDS = ("build", "daily", "weekly")


def _image(context: KeyContext, value: Any) -> list[KeyNote]:
    image = value.strip().removesuffix(":")
    is_open = context.path in context.plan.open_places
    if not image or (is_open and not _is_image(image)):
        return whole(asks_image(context.service, context.plan))
    note = node_choice.set_image(context.parts, image)
    if image != value.strip():
        note = different(note.to, "Its tag is empty, and was left out.")
    return whole(with_silent_rules(context.service, note))


def _is_image(text: str) -> bool:
    try:
        parse(text)
    except ImageError:
        return False
    return True


def with_silent_rules(service: ImportedService, note: Note) -> Note:
    """What there is to say of an image, and what Compose does although no key says so."""
    kind = service.workload.kind
    if service.is_init or restart_policy(service.settings) or kind in (JOB, POD):
        return note
    says = f"Compose does not start the program again when it has ended; a {kind} does."
    outcome = Outcome.DIFFERENT if note.outcome is Outcome.CARRIED else note.outcome
    return Note(outcome, note.to, " ".join(filter(None, (note.says, says))))


def _build(context: KeyContext, value: Any) -> list[KeyNote]:
    image = context.service.settings.get("image")
    if image:
        return whole(left(f"Kubernetes builds no images: build it, and push it as {cut(image)}."))
    return whole(asks_image(context.service, context.plan))


def asks_image(service: ImportedService, plan: ServicePlan) -> Note:
    """An image that the file does not name: one that is built, or none at all."""
    is_built = "build" in service.settings
    default = label("-".join(filter(None, (plan.file.name, service.name)))) if is_built else node_choice.MISSING_IMAGE
    what = "Image that is built" if is_built else "Image"
    question = Question(f"image:{service.name}", f"{what} for {cut(service.name)}", default)
    image = plan.questions.ask(question)
    if plan.questions.is_answered(question):
        return with_silent_rules(service, node_choice.set_image(service.parts, image))
    to = service.parts.set(("image",), image)
    says = "No image is named; nothing can be pulled until there is one."
    if is_built:
        says = f"Build the image, push it, and give its name; {default} stands for it, which no node can pull."
    return with_silent_rules(service, asks(to, says))


def _pull_policy(context: KeyContext, value: Any) -> list[KeyNote]:
    if value.startswith((*_BUILDS, "every_", "refresh")):
        return whole(left("An image is pulled when a container starts, and never by a clock."))
    return whole(node_choice.set_pull_policy(context.parts, value))


def _command(context: KeyContext, value: Any) -> list[KeyNote]:
    if not value:
        return whole(left("An empty command takes away the image's own; in Kubernetes it leaves it as it is."))
    if context.service.settings.get("entrypoint") == []:
        return whole(carried(context.parts.at("command")))
    return whole(_told(context, set_arguments(context.parts, _renamed(context, value)), "args"))


def _entrypoint(context: KeyContext, value: Any) -> list[KeyNote]:
    arguments = _renamed(context, context.service.settings.get("command") or ())
    note = set_entrypoint(context.parts, _renamed(context, value), arguments)
    return whole(_told(context, note.to, "command") if note.outcome is Outcome.CARRIED else note)


def _renamed(context: KeyContext, words: Any) -> list[str]:
    return [with_new_names(word, context.plan.renamed) for word in words]


def _told(context: KeyContext, to: str, field: str) -> Note:
    """What there is to say of words that are carried over: of a credential in them, and of names that changed."""
    leaks = find({"spec": {"containers": [{field: context.parts.container[field]}]}})
    if leaks:
        return different(to, f"{leaks[0].in_words} A variable from a Secret keeps it out of the pod.")
    written = context.service.settings["command" if field == "args" else "entrypoint"]
    if _renamed(context, written) != list(written):
        return different(to, "The name of a service in it was made one that Kubernetes allows.")
    return carried(to)


def _container_name(context: KeyContext, value: Any) -> list[KeyNote]:
    name, to = context.parts.rename(value), context.parts.at("name")
    if name != value:
        return whole(different(to, "It was made one that Kubernetes allows."))
    return whole(carried(to))


def _working_dir(context: KeyContext, value: Any) -> list[KeyNote]:
    to = context.parts.set(("workingDir",), value)
    is_absolute = value.startswith("/") or value[1:2] == ":"
    return whole(carried(to) if is_absolute else different(to, "It is not an absolute path, which Kubernetes wants."))


def _label_file(context: KeyContext, value: Any) -> list[KeyNote]:
    return [((index,), annotation_entry.ask_label_file(context.parts, file)) for index, file in enumerate(value)]


def _annotation(parts: ContainerParts, name: str, value: str) -> Note:
    return annotation_entry.set_annotation(parts, name, value, False)


def _label(parts: ContainerParts, name: str, value: str) -> Note:
    return annotation_entry.set_annotation(parts, name, value, True)


def _sysctl(parts: ContainerParts, name: str, value: str) -> Note:
    return security_option.set_sysctl(parts, f"{name}={value}")


def _drop(parts: ContainerParts, name: str) -> Note:
    return security_option.add_capability(parts, name, "drop")


def _stdin(parts: ContainerParts) -> Note:
    return set_terminal(parts, True)


def _tty(parts: ContainerParts) -> Note:
    return set_terminal(parts, False)


def _credential_spec(context: KeyContext, value: Any) -> list[KeyNote]:
    question = Question("gmsa", "Name of the GMSACredentialSpec in the cluster", "")
    name = context.plan.questions.ask(question)
    at = ("securityContext", "windowsOptions", "gmsaCredentialSpecName")
    if name:
        return whole(carried(context.parts.set(at, label(name))))
    says = "A GMSACredentialSpec in the cluster stands for it; until its name is given, there is none."
    return whole(asks(context.parts.at(".".join(at)), says))


HANDLERS: dict[str, Handler] = {
    "annotations": of_entries(_annotation),
    "build": _build,
    "cap_add": of_items(security_option.add_capability),
    "cap_drop": of_items(_drop),
    "command": _command,
    "container_name": _container_name,
    "credential_spec": _credential_spec,
    "entrypoint": _entrypoint,
    "group_add": of_items(user_id.add_group),
    "image": _image,
    "init": of_switch(share_processes),
    "isolation": of_value(node_choice.set_isolation),
    "label_file": _label_file,
    "labels": of_entries(_label),
    "platform": of_value(node_choice.set_platform),
    "privileged": of_switch(security_option.set_privileged),
    "pull_policy": _pull_policy,
    "read_only": of_switch(security_option.set_read_only),
    "runtime": of_value(node_choice.set_runtime),
    "security_opt": of_items(security_option.set_security_option),
    "stdin_open": of_switch(_stdin),
    "sysctls": of_entries(_sysctl),
    "tty": of_switch(_tty),
    "user": of_value(user_id.set_user),
    "userns_mode": of_value(security_option.set_user_namespace),
    "working_dir": _working_dir,
}
