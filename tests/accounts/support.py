"""People with accounts, and their browsers."""

from __future__ import annotations

import re

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.test import Client

PASSWORD = "three plain words"


def person(name: str, **fields: object) -> object:
    return get_user_model().objects.create_user(name, password=PASSWORD, **fields)


def browser_of(who: object | None) -> Client:
    """The browser of somebody who is signed in, or of a visitor."""
    client = Client()
    if who is not None:
        client.force_login(who)
    return client


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> object:
    return client.post("/sign-in/", {"username": name, "password": password, **more})


def link_in(message: EmailMessage) -> str:
    """The path of the one link in a mail."""
    (path,) = re.findall(r"http://testserver(/\S+)", message.body)
    return str(path)
