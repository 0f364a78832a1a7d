"""A paste with `kubectl run` and `kubectl create` in; pods, workloads and a report of every word out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, refused
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.container_settings import node_choice, resource_amount
from podbuilder.kube.importers.docker_run.argument_report import COMMAND, about_words, ordinals_of
from podbuilder.kube.importers.docker_run.flag_context import Handler
from podbuilder.kube.importers.docker_run.flag_report import notes_of, shown_flag
from podbuilder.kube.importers.docker_run.substituted_text import in_words
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.importers.kubectl_run import create_handlers, made_objects, run_handlers
from podbuilder.kube.importers.kubectl_run.command_tables import CRON_JOB, DEPLOYMENT, EXPOSE, JOB, RUN
from podbuilder.kube.importers.kubectl_run.exposed_service import ExposedService
from podbuilder.kube.importers.kubectl_run.former_flags import FORMER
from podbuilder.kube.importers.kubectl_run.kubectl_command import POD, KubectlCommand, read_command
from podbuilder.kube.importers.kubectl_run.kubectl_grammar import KUBECTL
from podbuilder.kube.importers.kubectl_run.override_patch import overridden
from podbuilder.kube.importers.question import Answers, Questions
from podbuilder.kube.importers.shell.paste import read_paste
from podbuilder.kube.importers.shell.run_command import RunCommand
from podbuilder.kube.importers.shell.word_lines import each_word_once

# What kubectl calls the first word that is no flag.
NAME = "NAME"
IMAGE = "--image"
_MAKING = (RUN, DEPLOYMENT, JOB, CRON_JOB)
RUN_HANDLERS: Mapping[str, Handler] = {**run_handlers.HANDLERS, **FORMER}
# What kubectl says of commands that make no pod, in our words, and the right command.
_INSTEAD = {
    "create pod": "kubectl create knows no pods: kubectl run NAME --image=IMAGE makes one.",
    "create po": "kubectl create knows no pods: kubectl run NAME --image=IMAGE makes one.",
    "set": "It changes what is there already: change the command that makes it, or its manifest.",
    "scale": "It changes what is there already: kubectl create deployment has --replicas.",
    "autoscale": "It makes a HorizontalPodAutoscaler for a workload that is there already.",
    "expose": "It makes a Service for a pod that is there already: paste the command that makes the pod, too.",
}
_NO_COMMAND = "kubectl create has no such kind; kubectl create -f takes a manifest."


def import_kubectl_run(text: str, answers: Answers | None = None) -> ImportResult:
    """What the commands of a paste make (ImportRefused if there is none)."""
    paste = read_paste(text, KUBECTL)
    questions = Questions(answers or {})
    taken: set[tuple[str, str]] = set()
    commands = [read_command(run, questions, taken) for run in paste.commands if run.verb in _MAKING]
    if not commands:
        raise ImportRefused(f"{cut(paste.commands[0].name)}: {_instead(paste.commands[0])}")
    documents: list[Document] = []
    lines: list[ReportLine] = []
    for command in commands:
        pod, own = _made(command)
        lines += own
        documents += [made_objects.main_object(command, pod), *made_objects.companions_of(command)]
    by_name = {command.name: command for command in commands}
    for run in paste.commands:
        if run.verb == EXPOSE:
            exposed = ExposedService(run, by_name)
            lines += exposed.lines()
            documents += exposed.documents
        elif run.verb not in _MAKING:
            lines.append(
                ReportLine(
                    run.name, Outcome.REFUSED, says=_instead(run), words=(*run.ordinals, *ordinals_of(run.words))
                )
            )
    lines += [ReportLine(aside.at, Outcome.NOTHING, says=aside.says, words=aside.ordinals) for aside in paste.asides]
    return ImportResult(_in_order(documents), each_word_once(lines), tuple(questions.asked))


def _instead(run: RunCommand) -> str:
    return _INSTEAD.get(run.verb, _NO_COMMAND)


def _made(command: KubectlCommand) -> tuple[Document, list[ReportLine]]:
    """The pod of a command, and what became of its words."""
    parts = command.parts
    parts.questions.place = command.run.name
    _defaults(command)
    arguments = list(_arguments(command))
    handlers = RUN_HANDLERS if command.is_run else create_handlers.HANDLERS
    notes = {id(option): note for option, note in notes_of(command, {}, handlers)}
    missing = list(_missing(command))
    too_much = resource_amount.fit_requests(parts)
    pod = made_objects.pod_of(command)
    last = {option.flag.name: option for option in command.line.options}
    if "overrides" in last and command.kind == POD:
        pod, notes[id(last["overrides"])] = overridden(pod, last["overrides"].value, command.value_of("override-type"))
    if too_much and "requests" in last:
        notes[id(last["requests"])] = next(iter(too_much.values()))
    lines = [_line(command.run.name, carried(f"{command.kind} {command.name}"), command.run.ordinals)]
    lines += [_name_line(command), *missing]
    lines += [ReportLine(one.written, one.outcome, says=one.says, words=one.ordinals) for one in command.line.problems]
    lines += [_line(shown_flag(option), notes[id(option)], option.ordinals) for option in command.line.options]
    return pod, [*lines, *arguments]


def _defaults(command: KubectlCommand) -> None:
    """What kubectl writes where no flag says otherwise."""
    pod = command.parts.pod
    if command.is_run:
        pod.set(("dnsPolicy",), "ClusterFirst")
    if command.kind != "Deployment":
        policies = {POD: "Always", "Job": "Never", "CronJob": "OnFailure"}
        pod.set(("restartPolicy",), policies[command.kind])
    elif command.is_run:
        pod.set(("restartPolicy",), "Always")


def _arguments(command: KubectlCommand) -> Iterator[ReportLine]:
    """The words behind the flags: args of a pod that is run, unless --command says otherwise."""
    begin = 0 if command.is_run else command.line.before_dashes
    names, words = command.line.arguments[:begin], command.line.arguments[begin:]
    if names:
        says = "kubectl create takes one name; what the container is to run stands behind --."
        yield _line(COMMAND, refused(says), ordinals_of(names))
    if words and command.more:
        says = "kubectl refuses a command beside several images: it would not know whose it is."
        yield _line(COMMAND, refused(says), ordinals_of(words))
    elif words:
        is_args = command.is_run and not command.has("command")
        texts = list(command.arguments[begin:])
        to = command.parts.set(("args" if is_args else "command",), texts)
        outcome, says = about_words(texts, words)
        yield _line(COMMAND, Note(outcome, to, says), ordinals_of(words))


def _name_line(command: KubectlCommand) -> ReportLine:
    word = command.line.operand
    to = "metadata.name" if command.kind == POD else f"{command.kind} {command.name}"
    if word is None:
        return _line(NAME, refused("kubectl wants a name here. The image's stands in for it."), ())
    if word.substitutions:
        return _line(NAME, asks(to, in_words(word.substitutions)), word.ordinals)
    if command.is_renamed:
        return _line(
            NAME, different(to, "Another command of the paste has its name, so it has a number."), word.ordinals
        )
    if word.text != command.name:
        return _line(NAME, different(to, "It was made one that Kubernetes allows."), word.ordinals)
    return _line(NAME, carried(to), word.ordinals)


def _missing(command: KubectlCommand) -> Iterator[ReportLine]:
    """Flags that kubectl insists on."""
    if "image" not in command.parts.container:
        command.parts.questions.place = IMAGE
        yield _line(IMAGE, node_choice.ask_image(command.parts), ())
    if command.kind == "CronJob" and "schedule" not in command.workload:
        yield _line(
            "--schedule", asks(f"CronJob {command.name}", "It says no schedule; every hour stands in for it."), ()
        )


def _line(at: str, note: Note, words: tuple[int, ...]) -> ReportLine:
    return ReportLine(at, note.outcome, note.to, note.says, words)


def _in_order(documents: list[Document]) -> tuple[Document, ...]:
    """What holds pods first, then what stands beside it; each object once."""
    found = {(one["kind"], one["metadata"].get("name", "")): one for one in documents}
    return tuple(sorted(found.values(), key=lambda one: one["kind"] in ("Service", "Secret")))
