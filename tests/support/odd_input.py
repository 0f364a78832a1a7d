"""What no page of ours sends, drawn by chance: texts, numbers, manifests, fields, headers and bodies of requests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from podbuilder.kube.starters.starters import all_starters
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, LEAKY
from tests.support.large_texts import TEXTS as LARGE

TESTS = Path(__file__).parent.parent
Fields = list[tuple[str, str]]

TEXTS = [
    *("", " ", "0", "-1", "1", "a", "web", "null", "true", "[]", "{}", "[", "]]", "a[b", "%", "%00", "{{ a }}", "<b>"),
    *("\x00", "a\x00b", "\r\n", "\n", "\t", "\x0b\x1f\x7f", "\u2028\u2029", "\x85", "\ufeff", "\ufffe\uffff"),
    *("\ud800", "a\udfff", "é", "e\u0301", "日本", "١٢", "²", "½", "Ⅷ", "ß", "İ", "\u202e", "👩‍👩‍👧", "\U0010ffff"),
    *("..", "../../etc/passwd", "/", "//", "\\", ":", "@", "#", "?", "&", "=", ";", "~", "*", "'", '"', "`", "$(A)"),
    *("x" * 300, "x" * 5000, "é" * 2000, "a/" * 200, "a." * 300, "-" * 64, "9" * 400, "(" * 200, "[0]" * 200),
    *("<param:name>", "<param:", "Bearer", "x@example.com", "x" * 250 + "@example.com", "None", "NaN", "1e999"),
]
NUMBERS = [
    *("0", "1", "2", "3", "-1", "-0", "+1", "1.0", "1e3", "٣", "²", " 1 ", "1_000", "0x10", "NaN", "inf", "", "007"),
    *(str(2**number + off) for number in (15, 31, 32, 63, 64) for off in (-1, 0)),
    *("-" + str(2**63), "9" * 30, "9" * 5000, "1" + "0" * 400, "1\x00", "999999999"),
]
PATHS = [
    *("spec", "metadata", "kind", "status", "spec.containers", "spec.containers[0]", "spec.containers[0].image"),
    *("spec.containers[1]", "spec.containers[99]", "spec.containers[-1]", "spec.containers[0].env[0]", "spec.volumes"),
    *("spec.containers[0].ports[0].containerPort", "spec.containers[0].resources.limits[cpu]", "metadata.labels#0"),
    *("metadata.labels[app]", "metadata.labels#99999", "spec.initContainers[0]", "spec.template.spec.containers[0]"),
    *("spec.containers[0].env[1].value", "spec.volumes[0].configMap", "spec.affinity.nodeAffinity", "spec.nope.nope"),
    *(
        "spec.containers[0].livenessProbe.httpGet.port",
        "spec.containers[" + "9" * 30 + "]",
        "metadata.annotations[a.b/c]",
    ),
]
STEPS = [
    *(
        "metadata",
        "containers/0",
        "containers/1",
        "init-containers/0",
        "volumes",
        "networking",
        "running",
        "scheduling",
    ),
    *(
        "security",
        "review",
        "containers/99",
        "containers",
        "ephemeral-containers/0",
        "no-such-step",
        "containers/0/ports",
    ),
]
VERBS = [
    *(
        "add",
        "remove",
        "copy",
        "duplicate",
        "up",
        "down",
        "resource",
        "drop",
        "undo",
        "redo",
        "mine",
        "theirs",
        "clean",
    ),
    *(
        "fix",
        "fix-all",
        "apply",
        "look",
        "show",
        "take",
        "new",
        "revision",
        "catch up",
        "share",
        "cover",
        "move-secrets",
    ),
    *("download", "draft", "preview", "ignore", "choose", "open"),
]
WORDS = {
    "visibility": ["public", "private", "team", "unlisted"],
    "role": ["owner", "editor", "viewer", "adapter", "sidecar", "main"],
    "severity": ["error", "warning", "info"],
    "scope": ["field", "rule", "pod"],
    "profile": ["default", "strict", "own", "team"],
    "kubernetes": ["1.36", "1.30", "1.0", "2.0"],
    "version": ["1.36", "1.30", "1.0", "2.0"],
    "starter": [starter.slug for starter in all_starters()],
    "sort": ["updated", "stars", "name"],
    "where": ["public", "mine", "team", "starred"],
    "next": ["next", "back", "/", "/library/", "//example.com", "https://example.com/", "form", "javascript:alert(1)"],
    "type": ["string", "int", "image", "port", "choice", "name", "boolean", "quantity"],
    "choices": ["a\nb", "a, b", "\n\n", "a\na"],
    "username": ["alice", "edgar", "nobody", "Alice", "alice@example.com"],
    "password": ["a long password", "wrong"],
    "email": ["alice@example.com", "new@example.com", "a@b@c", "x"],
    "scopes": ["read:templates", "only:own", "only:team:1", "only:team:" + "9" * 30],
    "owner": ["alice", "web", "", "team:1", "1"],
    "level": ["baseline", "restricted", "privileged"],
    "action": ["delete_selected", "none"],
}
NUMERIC = (
    *("base", "line", "column", "page", "number", "pod", "days", "from", "to", "revision", "after", "before", "row"),
    *("default", "minimum", "maximum", "team", "template", "version", "position", "p", "replicas"),
)
PLACED = ("path", "at", "for", "field", "step", "container", "slug", "drawn")
WRITTEN = ("yaml", "text", "profile_text", "readme", "upstream", "manifest")
TYPED = (
    *("op", "tab_id", "writer", "name", "new_name", "q", "tag", "tags", "pattern", "category", "state", "rule", "link"),
    *(
        "reason",
        "message",
        "description",
        "label",
        "title",
        "slug",
        "icon",
        "draft",
        "kind",
        "image",
        "csrfmiddlewaretoken",
    ),
    *("password1", "password2", "new_password1", "new_password2", "old_password", "o", "e", "all", "_popup", "show"),
    *(
        "spec.containers[0].image",
        "metadata.name",
        "metadata.labels#0",
        "metadata.labels#0.key",
        "note:spec",
        "p-image",
    ),
    *("form-TOTAL_FORMS", "form-INITIAL_FORMS", "_selected_action", "_save", "initial-created_0", "file", "is_public"),
)
KNOWN = (*WORDS, *NUMERIC, *PLACED, *WRITTEN, *TYPED)
HEADERS: dict[str, list[str]] = {
    "HX-Request": ["true", "false", ""],
    "HX-Target": ["yaml", "\x7f", "x" * 2000],
    "HX-Trigger-Name": ["op", "é"],
    "HX-Current-URL": ["http://testserver/", "%ff", "http://[", "//", "http://testserver/drafts/%00/"],
    "HX-Boosted": ["true"],
    "Accept": ["text/html", "application/json", "*/*;q=x", "é", ",,,"],
    "Accept-Encoding": ["gzip", "gzip;q=", "br, *"],
    "Accept-Language": ["xx-" * 600, "de", "é"],
    "Authorization": ["Bearer", "Bearer x", "Basic eDp5", "Basic =", "Basic " + "/" * 999, "bearer \xff", "x" * 9000],
    "Cookie": ["sessionid=x", "visitor=a:b:c", "kubernetes=9", "a=b; ;=;", "sessionid=\x7f", 'x="\\400"', "links=[[["],
    "Content-Length": ["x", "-1", "9" * 30, "99", "1.5"],
    "Content-Encoding": ["gzip"],
    "Host": ["testserver:99999", "example.com", "a b", "[", "testserver.", "x" * 400],
    "Origin": ["null", "http://testserver", "http://[", "https://example.com"],
    "Referer": ["http://testserver/", "http://[", "x"],
    "If-Modified-Since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Jan 99999 99:99:99 GMT"],
    "If-None-Match": ["*", '"x"', 'W/"', ","],
    "Range": ["bytes=0-1", "bytes=9-1", "x"],
    "Sec-Fetch-Site": ["cross-site", "same-origin"],
    "Transfer-Encoding": ["chunked"],
    "User-Agent": ["\x00", "x" * 5000, "Mozilla/5.0 (", "é"],
    "X-Forwarded-For": ["x", "::1", "1.2.3.4, ,", "[::1]:80", "fe80::1%eth0"],
    "X-Forwarded-Proto": ["https", "x"],
    "X-Requested-With": ["XMLHttpRequest"],
}
CONTENT_TYPES = [
    *(
        "application/x-www-form-urlencoded; charset=x",
        "application/x-www-form-urlencoded; charset=utf-16",
        "",
        "é",
        "/",
    ),
    *("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é", "text/plain"),
    *("multipart/form-data; boundary=x; charset=utf-7", "application/json; charset=x", "application/yaml"),
    "application/x-www-form-urlencoded; charset=idna",
]
QUERIES = ["%ff", "%00=%00", "&&==;", "a[]=1", "=", "?" * 50, "path=%ed%a0%80", "q=" + "%e9" * 900, "%"]
METHODS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "FOO", "", "PROPFIND"]


@cache
def manifests() -> list[str]:
    """Whole manifests: those of the tests, of the starters, and small ones of every kind of large text."""
    files = sorted(path for path in TESTS.rglob("*.yaml") if path.stat().st_size < 8000)
    with gzip.open(TESTS / "support" / "accepted.jsonl.gz", "rt", encoding="utf-8") as lines:
        accepted = [json.dumps(json.loads(line)["pod"]) for line in lines]
    return [
        *(POD, DEPLOYMENT, LEAKY, f"{POD}---\n{DEPLOYMENT}---\n{LEAKY}"),
        *(starter.manifest for starter in all_starters()),
        *(text.make(12) for text in LARGE.values()),
        *accepted[:60],
        *(path.read_text(encoding="utf-8") for path in files),
    ]


def text(dice: Random) -> str:
    chosen = dice.choice(TEXTS)
    return chosen if dice.random() < 0.8 else "".join(dice.choices(TEXTS, k=dice.randint(2, 5)))


def manifest(dice: Random) -> str:
    """A manifest, mostly with lines that are dropped, repeated, moved or wrong."""
    lines = dice.choice(manifests()).split("\n")
    for _ in range(dice.choice((0, 0, 1, 1, 2, 5))):
        at = dice.randrange(len(lines))
        line = lines[at]
        head, colon, _ = line.partition(":")
        lines[at : at + 1] = dice.choice(
            (
                [],
                [line, line],
                [f"  {line}"],
                [line.strip()],
                [f"{head}{colon} {scalar(dice)}"],
                [f"{head}{colon} {json.dumps(shape(dice))}"],
                [line, "---"],
                [f"{line} # {text(dice)}"],
                [line.replace("a", text(dice), 1)],
                lines[: at + 1],
            )
        )
        lines = lines or [""]
    return "\n".join(lines)


def scalar(dice: Random) -> str:
    return dice.choice(
        (*NUMBERS, *TEXTS, "&a b", "*a", "!!binary x", "!x y", "|", ">", "~", "2026-01-31", "0o17", "<<: *a")
    )


def shape(dice: Random, depth: int = 0) -> Any:
    """JSON of any shape."""
    if depth > 3 or dice.random() < 0.4:
        return dice.choice((None, True, 0, -1, 1.5, 2**63, 10**30, "", "a", "\x00", "\ud800", "é", "x" * 300))
    if dice.random() < 0.5:
        return [shape(dice, depth + 1) for _ in range(dice.randint(0, 3))]
    return {dice.choice((*KNOWN, *TEXTS)): shape(dice, depth + 1) for _ in range(dice.randint(0, 3))}


def value(dice: Random, name: str) -> str:
    """What a field of this name may be sent, mostly of its own kind."""
    if dice.random() < 0.2:
        return dice.choice((text, scalar, manifest, lambda dice: json.dumps(shape(dice))))(dice)
    if name in WORDS:
        return dice.choice(WORDS[name])
    if name in NUMERIC:
        return dice.choice(NUMBERS)
    if name in PLACED:
        return dice.choice((*PATHS, *STEPS))
    if name in WRITTEN:
        return manifest(dice)
    if name == "op":
        return operation(dice)
    return text(dice)


def operation(dice: Random) -> str:
    verb = dice.choice(VERBS)
    return verb if dice.random() < 0.5 else f"{verb}:{dice.choice((*PATHS, *TEXTS))}"


def fields(dice: Random, words: Sequence[str] = (), most: int = 6) -> Fields:
    """A few fields, half of them called by one of these words."""
    names = []
    for _ in range(dice.randint(0, most)):
        known = words if words and dice.random() < 0.5 else KNOWN
        names.append(dice.choice(known) if dice.random() < 0.95 else text(dice))
    return [(name, value(dice, name)) for name in names]


def changed(dice: Random, form: Fields) -> Fields:
    """A page's form with a few fields altered, left out, sent twice or called otherwise."""
    form = list(form)
    for _ in range(dice.choice((0, 1, 1, 2, 3, 8))):
        if not form:
            break
        at = dice.randrange(len(form))
        name, was = form[at]
        form[at : at + 1] = dice.choice(
            (
                [(name, value(dice, name))],
                [(name, value(dice, name))],
                [(name, text(dice))],
                [(name, scalar(dice))],
                [(name, was[: len(was) // 2] + text(dice) + was[len(was) // 2 :])],
                [],
                [(name, was), (name, value(dice, name))],
                [(name + text(dice), was)],
            )
        )
    return form


def headers(dice: Random) -> dict[str, str]:
    """A few headers; a Host or a length that is wrong ends most requests early, so it is rare."""
    names = [name for name in HEADERS if name not in ("Host", "Content-Length", "Transfer-Encoding")]
    chosen = dice.sample(names, dice.choice((0, 0, 0, 1, 1, 2, 4)))
    if dice.random() < 0.02:
        chosen.append(dice.choice(("Host", "Content-Length", "Transfer-Encoding")))
    return {name: dice.choice((*HEADERS[name], ascii(text(dice))[:3000])) for name in chosen}


def query(dice: Random, more: Fields) -> str:
    if dice.random() < 0.1:
        return dice.choice(
            ("%ff", "%00=%00", "&&==;", "a[]=1", "=", "?" * 50, "path=%ed%a0%80", "q=" + "%e9" * 900, "%")
        )
    return encoded([*more, *fields(dice, most=3)])


def encoded(form: Fields) -> str:
    """As browsers encode it, but for half surrogates, which no browser sends."""
    return urlencode(form, encoding="utf-8", errors="surrogatepass")


def quoted(part: str) -> str:
    return quote(part.encode("utf-8", "surrogatepass"), safe="/@:")


def body(dice: Random, form: Fields) -> tuple[str, bytes]:
    """A form's type and bytes: in one of the two encodings, or in a wrong one."""
    kind = dice.random()
    if kind < 0.7:
        return "application/x-www-form-urlencoded", encoded(form).encode()
    if kind < 0.88:
        return multipart(dice, form)
    if kind < 0.94:
        return "application/json", json.dumps(shape(dice)).encode()
    whole = encoded(form).encode()
    junk = dice.choice(
        (b"", b"\xff\xfe\x00", b"&" * 300, b"a=" + b"%" * 99, b"--x\r\n", whole, whole[: len(whole) // 2])
    )
    return dice.choice(CONTENT_TYPES), junk


def multipart(dice: Random, form: Fields) -> tuple[str, bytes]:
    """Parts with odd names and headers, mostly with a file."""
    parts = [part(name, was.encode("utf-8", "surrogatepass")) for name, was in form]
    for _ in range(dice.choice((0, 1, 1, 1, 2, 12))):
        content = dice.choice(
            (manifest(dice).encode("utf-8", "surrogatepass"), b"", b"\xff\xfe\x00", b"PK\x03\x04" * 9)
        )
        name = dice.choice(("pod.yaml", "", "a" * 400, "../x", "\x00", "é.yaml", ".", "x.zip", 'a"b'))
        parts.append(part(dice.choice(("file", "file", "text", "")), content, f'; filename="{name}"'))
    whole = b"".join(b"--edge\r\n" + each for each in parts) + b"--edge--\r\n"
    if dice.random() < 0.1:
        whole = whole[: dice.randrange(len(whole))]
    return "multipart/form-data; boundary=edge", whole


def part(name: str, content: bytes, more: str = "") -> bytes:
    kind = "\r\nContent-Type: application/yaml" if more else ""
    head = f'Content-Disposition: form-data; name="{name}"{more}{kind}\r\n\r\n'
    return head.encode("utf-8", "surrogatepass") + content + b"\r\n"
