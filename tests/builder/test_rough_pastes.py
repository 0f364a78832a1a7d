"""Whatever is pasted into the Troubleshooter, it is a page, within a second: broken, mixed, huge, odd."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from podbuilder.kube.troubleshooting.paste_lines import MOST_CHARACTERS
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db

# CPU seconds of one page: a second is the bar on an idle machine; where others share its caches the same takes more.
LONGEST = 2.0
WHOLE = (
    "Name:         web-0\nNamespace:    shop\nContainers:\n  web:\n    State:          Waiting\n"
    "      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       OOMKilled\n"
    "      Exit Code:    137\nEvents:\n  Type     Reason   Age   From     Message\n  ----     ------   ----\n"
    "  Warning  BackOff  9s (x4 over 2m)  kubelet  Back-off restarting failed container web in pod web-0_shop(1-2)\n",
    f"{POD}status:\n  containerStatuses:\n  - name: web\n    state:\n      waiting:\n        reason: ImagePullBackOff\n"
    "        message: 'Back-off pulling image \"web:9\": manifest unknown'\n",
    '{"kind": "Pod", "metadata": {"name": "web"}, "status": {"containerStatuses": [{"name": "web", "state": '
    '{"terminated": {"exitCode": 1, "reason": "Error", "message": "it\\n broke"}}}]}}\n',
    "LAST SEEN   TYPE      REASON             OBJECT      MESSAGE\n9s          Warning   FailedScheduling   "
    "pod/web-0   0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint {gpu: true}.\n",
    "NAME    READY   STATUS             RESTARTS      AGE\nweb-0   0/1     CrashLoopBackOff   7 (9s ago)    2m\n",
    "Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'DB_PASSWORD'\n",
)
ODD = (
    "\0",
    "\x1b[31m",
    "│ ",
    "> ",
    "\t",
    "\r",
    "￼",
    "\u2028",
    "…",
    '"',
    "'",
    "{",
    "]",
    "- ",
    ": ",
    "|",
    "\ud800",
    "🙂" * 9,
)


def cut(text: str, chance: random.Random) -> str:
    begin, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[begin:end]


def shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def spoiled(text: str, chance: random.Random) -> str:
    signs = list(text)
    for _ in range(chance.randrange(1, 30)):
        signs.insert(chance.randrange(len(signs) + 1), chance.choice(ODD))
    return "".join(signs)


def wrapped(text: str, chance: random.Random) -> str:
    width = chance.randrange(5, 90)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def boxed(text: str, chance: random.Random) -> str:
    return "\n".join(f"│ {line:<60} │" for line in text.split("\n"))


def noise(text: str, chance: random.Random) -> str:
    return "".join(chr(chance.randrange(1, 0x2FF)) for _ in range(chance.randrange(2_000)))


WAYS: tuple[Callable[[str, random.Random], str], ...] = (cut, shuffled, spoiled, wrapped, boxed, noise)


def rough(count: int) -> Iterator[str]:
    """So many pastes, each put together of others and spoiled in some ways; the same ones every time."""
    for number in range(count):
        chance = random.Random(number)
        text = "\n".join(chance.sample(WHOLE, chance.randrange(1, 4)))
        for way in chance.sample(WAYS, chance.randrange(1, 4)):
            text = way(text, chance)
        yield text


def test_no_paste_breaks_a_page(client: Client) -> None:
    draft = begin(client)
    for number, text in enumerate(rough(150)):
        sent = {"text": text.encode(errors="replace").decode()}
        for address in ("/troubleshoot/", f"/drafts/{draft.key}/troubleshoot/"):
            began = time.process_time()
            response = client.post(address, sent)
            assert response.status_code == 200, number
            assert time.process_time() - began < LONGEST, number


def _marked(html: str) -> str:
    """The part of a page that shows the paste; the box holds it as it was sent."""
    return html.partition('<pre class="pasted"')[2].partition("</pre>")[0]


def filled(text: str) -> str:
    """As much of a text, again and again, as a paste may have."""
    return (text * (MOST_CHARACTERS // len(text) + 1))[:MOST_CHARACTERS]


HUGE = {
    "letters": filled("a"),
    "empty lines": filled("\n"),
    "a log": filled("2026-01-01T10:00:00.123 INFO  request done path=/healthz status=200 in 3ms\n"),
    "brackets": filled("{"),
    "quotes": filled('"'),
    "backslashes": filled("\\"),
    "deeper and deeper": "".join(" " * (at % 4_000) + "a:\n" for at in range(600))[:MOST_CHARACTERS],
    "credentials": filled("DB_PASSWORD=hunter2-very-secret\n"),
    "credentials on one line": filled("password=hunter2-very-secret "),
    "a key without an end": filled("-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwgg\n" * 300),
    "colours": filled("\x1b[31mx"),
    "events": filled('Warning  Failed  9s  kubelet  Failed to pull image "web:9": manifest unknown\n'),
    "failed probes": filled("Readiness probe failed: HTTP probe failed with statuscode: 503\n"),
    "items of YAML": filled("- name: a\n  value: b\n"),
    "JSON": filled('{"a":[{"name":"x","value":"y"}]},\n'),
    "frames": filled("│ "),
    "addresses": filled("https://a:b@example.com "),
    "signs of two bytes": filled("é"),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_paste_takes_no_second(client: Client, text: str) -> None:
    began = time.process_time()
    response = client.post("/troubleshoot/", {"text": text})
    assert response.status_code == 200
    assert time.process_time() - began < LONGEST
    assert "hunter2" not in _marked(response.content.decode())
