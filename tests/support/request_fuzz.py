"""Requests that no page of ours makes, to every address there is: drawn by a seed, so that each can be made again.

A case is one person's few requests, one after the other, in a transaction that is rolled back: every case begins with
the same installation, and none depends on those before it. `Fuzz.run` makes one and tells of each answer.
"""

from __future__ import annotations

import inspect
import re
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from random import Random
from typing import Any

from django.core import mail
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.client import Client, ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

from podbuilder.web.charset import is_readable
from tests.support import odd_input, odd_words
from tests.support.cast import ACTORS, Cast
from tests.support.visits import controls

# What a page of refusal for its time says; every other 503 is a failure.
TOO_LONG = b"so it was stopped"
# The page whose form is posted to an address that has none of its own.
PAGES = (("/preview/", "/edit/"), ("/yaml/check/", "/edit/"), ("/version/", "/edit/"), ("/draft/", "/"))
LAST_PARTS = re.compile(r"(preview|complete|about|remove|restore|suppressed|fix)/$")
WORD = re.compile(r'"([a-z][\w-]{1,20})"')
TICK = re.compile(r"<(?:button|input)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(name|value|type)="([^"]*)"')
SHOWN = 2000


@dataclass(frozen=True)
class Address:
    """An address as Python formats it, and the names of its parts."""

    form: str
    names: tuple[str, ...]
    # Words that stand in the view's module, many of which are names of fields.
    words: tuple[str, ...] = ()
    methods: tuple[str, ...] = ("GET", "POST")


@dataclass
class Answer:
    """What came of one request. `problem` is empty unless the server failed."""

    status: int
    seconds: float
    request: str
    problem: str = ""


def addresses(patterns: Any = None, before: str = "") -> Iterator[Address]:
    """All that the URL configuration has."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        [(form, names), *_] = normalize(pattern.pattern.regex.pattern.replace(r"\Z", "$"))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + form)
        elif isinstance(pattern, URLPattern):
            words = WORD.findall(inspect.getsource(sys.modules[pattern.callback.__module__]))
            yield Address(before + form, tuple(names), tuple(dict.fromkeys(words)), methods_of(pattern.callback))


def tick_of(tag: str) -> dict[str, str]:
    """The name and value of a tag that sends them when it is pressed or ticked; empty if it has none."""
    found = dict(ATTRIBUTE.findall(tag))
    is_tick = tag.startswith("<button") or found.get("type") in ("checkbox", "radio")
    return found if is_tick and found.keys() >= {"name", "value"} else {}


def methods_of(view: Any) -> tuple[str, ...]:
    """Which of GET and POST a view takes, as far as its source tells."""
    source = inspect.getsource(inspect.unwrap(view))
    if hasattr(view, "view_class") or "POST" not in source:
        return ("GET", "POST") if hasattr(view, "view_class") else ("GET",)
    return ("POST",) if "require_POST" in source else ("GET", "POST")


class Fuzz:
    """The installation, and what makes requests of it."""

    def __init__(self) -> None:
        with transaction.atomic():
            self.cast = Cast()
        found = list(addresses())
        self.addresses = [address for address in found if not address.form.startswith("admin/")]
        self.of_admin = [address for address in found if address.form.startswith("admin/")] or self.addresses
        # Whether tokens are checked, and the middleware: it is set up once, as a server does.
        self.handlers = {is_strict: ClientHandler(enforce_csrf_checks=is_strict) for is_strict in (False, True)}
        self.error = ""
        got_request_exception.connect(self._note)

    def _note(self, **told: Any) -> None:
        self.error = traceback.format_exc()

    def run(self, seed: int, number: int) -> list[Answer]:
        """Make the requests of one case; the first failure ends it."""
        answers = []
        with transaction.atomic():
            for answer in Case(self, Random(f"{seed} {number}")).answers():
                answers.append(answer)
                if answer.problem:
                    break
            else:
                self._check_constraints(answers)
            transaction.set_rollback(True)
        if hasattr(mail, "outbox"):
            mail.outbox.clear()
        return answers

    def _check_constraints(self, answers: list[Answer]) -> None:
        """What would fail only when it is committed."""
        try:
            connection.check_constraints()
        except Exception as error:  # whatever it is, the last request caused it
            answers[-1].problem = f"{type(error).__name__}: {error}"


class Case:
    """One person's requests, most of them to one draft."""

    def __init__(self, fuzz: Fuzz, dice: Random) -> None:
        self.fuzz, self.cast, self.dice = fuzz, fuzz.cast, dice
        self.actor = dice.choices(list(ACTORS), list(ACTORS.values()))[0]
        self.draft = dice.choice(self.cast.drafts[self.actor])
        self.client = Client(raise_request_exception=False)
        self.client.handler = fuzz.handlers[dice.random() < 0.03]
        self.client.cookies.load(self.cast.cookies[self.actor])

    def answers(self) -> Iterator[Answer]:
        for _ in range(self.dice.randint(1, 5)):
            # The admin has nearly as many addresses as everything else, and little code of ours behind them.
            chosen = self.fuzz.of_admin if self.dice.random() < 0.07 else self.fuzz.addresses
            yield from self.visit(self.dice.choice(chosen))

    def visit(self, address: Address) -> Iterator[Answer]:
        """One address: opened, or its page's form posted, or anything posted, or asked in an odd way."""
        path, how = self.path(address), self.dice.random()
        if how < 0.05:
            method = self.dice.choice((*odd_words.METHODS, "GET", "POST"))
            yield self.send(method, path, *odd_input.body(self.dice, self.fields(address)))[0]
        elif "POST" not in address.methods or ("GET" in address.methods and how < 0.3):
            yield self.send("GET", path)[0]
        elif how < 0.8:
            answer, form = self.form_of(path)
            yield answer
            if not answer.problem:
                more = self.fields(address) if self.dice.random() < 0.3 else []
                yield self.post(path, odd_input.changed(self.dice, form) + more)
        else:
            yield self.post(path, self.fields(address))

    def fields(self, address: Address) -> odd_input.Fields:
        return odd_input.fields(self.dice, address.words)

    def path(self, address: Address) -> str:
        parts = {name: odd_input.quoted(self.part(address, name)) for name in address.names}
        path = "/" + address.form % parts
        if self.dice.random() < 0.03:
            at = self.dice.randint(1, len(path))
            path = path[:at] + odd_input.quoted(odd_input.text(self.dice)) + path[at:]
        return path

    def part(self, address: Address, name: str) -> str:
        if name == "key" and address.form.startswith(("drafts/", "library/drafts/")) and self.dice.random() < 0.8:
            return self.draft
        actor = self.actor if self.dice.random() < 0.9 else self.dice.choice(list(ACTORS))
        known = self.cast.values(actor, address.form, name)
        return self.dice.choice(known) if known and self.dice.random() < 0.93 else odd_input.text(self.dice)

    def form_of(self, path: str) -> tuple[Answer, odd_input.Fields]:
        """What the page of an address would post, with one of its buttons."""
        page = LAST_PARTS.sub("", path)
        for these, those in PAGES:
            page = page.replace(these, those)
        answer, response = self.send("GET", page)
        form: odd_input.Fields = []
        is_plain = "Content-Encoding" not in response
        if is_plain and response.get("Content-Type", "").startswith("text/html"):
            html = response.content.decode()
            form = [(name, value) for name, values in controls(html).items() for value in values]
            buttons = [(tick["name"], unescape(tick["value"])) for tick in map(tick_of, TICK.findall(html)) if tick]
            form += self.dice.sample(buttons, min(len(buttons), self.dice.randint(0, 3)))
        return answer, form

    def post(self, path: str, form: odd_input.Fields) -> Answer:
        return self.send("POST", path, *odd_input.body(self.dice, form))[0]

    def send(self, method: str, path: str, kind: str = "", body: bytes = b"") -> tuple[Answer, Any]:
        """One request with odd headers and an odd query; its answer, and Django's response."""
        more = [("draft", self.draft)] if self.dice.random() < 0.2 else []
        if self.dice.random() < 0.5:
            path = f"{path}?{odd_input.query(self.dice, more)}"
        headers = odd_input.headers(self.dice)
        if self.dice.random() < 0.02:
            headers["Authorization"] = f"Bearer {self.cast.token}"
        if "Cookie" in headers:
            headers["Cookie"] = f"{self.cast.cookies[self.actor]}; {headers['Cookie']}"
        told = f"{self.actor} {method} {path[:SHOWN]} {kind} {body[:SHOWN]!r} {headers}"
        if not is_readable(kind):
            # What the server's own entry refuses before Django's begins.
            return Answer(415, 0.0, told), HttpResponse(status=415)
        self.fuzz.error, began = "", time.perf_counter()
        try:
            # As from a server, which has fewer bytes to read where a header promises more.
            stream = {"wsgi.input": BytesIO(body)}
            response = self.client.generic(method, path, body, kind, headers=headers, **stream)
        except Exception:  # whatever it is, no middleware has caught it
            return Answer(500, time.perf_counter() - began, told, traceback.format_exc()), HttpResponse(status=500)
        answer = Answer(response.status_code, time.perf_counter() - began, told)
        is_stopped = response.status_code == 503 and TOO_LONG in response.content
        is_unready = response.status_code == 503 and path.startswith("/readyz")
        if response.status_code >= 500 and not is_stopped and not is_unready:
            answer.problem = self.fuzz.error or f"answered with {response.status_code}"
        return answer, response
