"""Signs by which a text is known that is no YAML document, or that is known without reading it as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from podbuilder.kube.importers.dockerfile.instructions import INSTRUCTIONS

# Lines that are looked at where one sign would do: a paste says early what it is.
_LOOKED_AT = 400
# Of a line: what a sign could be in stands at its beginning.
_LONGEST = 1_000
_MOST_OF = 0.6

# What the diagnosis of pastes takes away may stand before them: quotes, marks of a diff, line numbers.
_BEFORE = r"[\s>|+\-\d:,{]{0,40}"
_API_VERSION = re.compile(rf"{_BEFORE}[\"']?apiVersion[\"']?[ \t]{{0,4}}:")
_KIND = re.compile(rf"{_BEFORE}[\"']?kind[\"']?[ \t]{{0,4}}:[ \t]{{0,4}}[\"']?[A-Z]")

_SERVICES = re.compile(r"services[ \t]{0,4}:[ \t]{0,40}(?:#.*)?\Z")
_SERVICE_KEY = re.compile(r"[ \t]{1,40}(?:image|build)[ \t]{0,4}:")

_ENGINE = re.compile(r"\b(?:docker|podman|nerdctl)(?:\.exe)?[ \t`\"](?:[^\n]{0,200}?[ \t])?(?:run|create)(?![\w.-])")
_NO_RUN = re.compile(
    r"\b(?:docker|podman|nerdctl)(?:\.exe)?[ \t]{1,9}(?:compose|network|volume|secret|pod|build|buildx)\b"
)
_KUBECTL = r"(?:^|[\s`$>#(])(?:(?:minikube|microk8s|k3s)[ \t.])?(?:kubectl|oc|k)(?:[ \t]{1,9}--)?[ \t]{1,9}"
_KUBECTL_MAKES = re.compile(
    rf"{_KUBECTL}(?:-[^\n]{{0,200}}?[ \t])?"
    r"(?:run[ \t]|create[ \t]{1,9}(?:deployment|deploy|job|cronjob|cj|pod)\b)"
)
_KUBECTL_OTHER = re.compile(r"(?:[$#>%] ?)?(?:sudo )?(?:kubectl|oc|helm) [a-z]")

_INSTRUCTION = re.compile(rf"[ \t]{{0,20}}(?:{'|'.join(INSTRUCTIONS)})[ \t]{{1,9}}\S")
_FROM = re.compile(
    r"(?i:from)[ \t]{1,9}(?:--platform=\S{1,80}[ \t]{1,9})?[\w$./{<%][^\s:,;!?]{0,200}(?::\S{0,200})?"
    r"(?:[ \t]{1,9}(?i:as)[ \t]{1,9}\S{1,80})?[ \t]{0,9}\Z"
)
_TERRAFORM = re.compile(
    r'(?:resource|provider|variable|module|terraform|data|locals|output)\b(?: "[^"\n]{0,200}"){0,2} ?\{'
)
_DESCRIBE = re.compile(r"Name: {2,}\S")
_TABLE = re.compile(
    r"(?:NAMESPACE ++)?NAME ++(?=[A-Z])[^\n]{0,120}?\b(?:STATUS|READY|AGE|DATA|TYPE|DESIRED|COMPLETIONS|SCHEDULE)\b"
)
_EVENTS = re.compile(r"(?:NAMESPACE ++)?LAST SEEN ++TYPE ++REASON\b|[ \t]{0,9}Type {2,40}Reason {2,40}Age {2,40}From\b")
_EXPLAIN = re.compile(r"KIND: {2,}\S")
_ADDRESS = re.compile(r"https?://\S+\Z")
_QUADLET = re.compile(r"\[(?:Container|Kube|Pod|Volume|Network|Image|Build)\][ \t]{0,9}\Z")
_UNIT = re.compile(r"\[(?:Unit|Service|Install|Timer|Socket)\][ \t]{0,9}\Z")
_ASSIGNMENT = re.compile(r"(?:export[ \t]{1,9})?[A-Za-z_][A-Za-z0-9_.]{0,120}=")
_LOG = re.compile(
    r"[\[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d\b|[IWEF]\d{4} \d\d:\d\d:\d\d|"
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\d{1,3}(?:\.\d{1,3}){3} - \S{1,60} \[|"
    r"(?:\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|PANIC)\b\]?)[: |\[]|"
    r"(?:time|level|ts)=|Traceback \(most recent|Exception in thread|panic: |[ \t]{1,9}at [\w.$]{1,200}\(|"
    r"\{\"(?:time|ts|level|timestamp|msg|severity)\":"
)
_PLACEHOLDER = re.compile(r"\{\{-? ?(?:\.|include |if |range |with |define |toYaml )")

Lines = Sequence[str]


def lines_to_look_at(text: str) -> list[str]:
    """The first lines that say something, each as far as a sign could reach."""
    found: list[str] = []
    for line in text.splitlines():
        if line.strip():
            found.append(line[:_LONGEST].rstrip())
        if len(found) == _LOOKED_AT:
            break
    return found


def is_manifest(lines: Lines) -> bool:
    """Whether the keys that every object begins with are there, whatever stands before them."""
    return any(map(_API_VERSION.match, lines)) and any(map(_KIND.match, lines))


def _is_compose(lines: Lines) -> bool:
    return any(map(_SERVICES.match, lines)) and any(map(_SERVICE_KEY.match, lines))


def _is_engine(lines: Lines) -> bool:
    return any(_ENGINE.search(line) and not _NO_RUN.search(line) for line in lines)


def _is_kubectl(lines: Lines) -> bool:
    return any(map(_KUBECTL_MAKES.search, lines))


def _is_dockerfile(lines: Lines) -> bool:
    """A Dockerfile, or some of its instructions; a sentence may begin with “From”."""
    written = [line for line in lines if not line.lstrip().startswith("#")]
    first = next((line for line in written if not line.startswith("ARG ")), "")
    if _FROM.match(first):
        return first[:4] == "FROM" or any(map(_INSTRUCTION.match, written))
    # Heredocs and joined lines begin with anything.
    return bool(written) and bool(_INSTRUCTION.match(written[0]))


def _is_first(pattern: re.Pattern[str]) -> Callable[[Lines], bool]:
    def is_there(lines: Lines) -> bool:
        first = next((line for line in lines if not line.lstrip().startswith(("#", ";"))), "")
        return bool(pattern.match(first.strip()))

    return is_there


def _is_anywhere(pattern: re.Pattern[str]) -> Callable[[Lines], bool]:
    return lambda lines: any(map(pattern.match, lines))


def _is_table_of_variables(lines: Lines) -> bool:
    written = [line for line in lines if not line.lstrip().startswith("#")]
    return bool(written) and all(map(_ASSIGNMENT.match, written))


def _is_log(lines: Lines) -> bool:
    return len(lines) > 0 and sum(1 for line in lines if _LOG.match(line)) >= _MOST_OF * len(lines)


def _is_template(lines: Lines) -> bool:
    return any(map(_PLACEHOLDER.search, lines))


# Of each table the first that is true says what the text is. What kubectl prints may be YAML, too, by accident.
PRINTED: tuple[tuple[str, Callable[[Lines], bool]], ...] = (
    ("describe", _is_first(_DESCRIBE)),
    ("events", _is_anywhere(_EVENTS)),
    ("get-table", _is_first(_TABLE)),
    ("explain", _is_first(_EXPLAIN)),
)
WRITTEN: tuple[tuple[str, Callable[[Lines], bool]], ...] = (
    ("quadlet", _is_anywhere(_QUADLET)),
    ("systemd-unit", _is_first(_UNIT)),
    ("terraform", _is_first(_TERRAFORM)),
    ("dockerfile", _is_dockerfile),
    ("compose", _is_compose),
    ("docker-run", _is_engine),
    ("kubectl-run", _is_kubectl),
    ("kubectl", _is_first(_KUBECTL_OTHER)),
    ("address", _is_first(_ADDRESS)),
    ("helm-template", _is_template),
    ("env-file", _is_table_of_variables),
    ("logs", _is_log),
)
