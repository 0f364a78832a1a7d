"""Credentials are hidden, and nothing else; every password is hunter2."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.hidden_values import HIDDEN, hidden

QUIET = [
    "",
    "docker run -d -p 8080:80 -e MODE=fast -e PASSWORD nginx:1.27",
    "services:\n  web:\n    image: nginx\n    environment:\n      MODE: fast\n",
    "env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: web-secrets\n      key: DB_PASSWORD\n",
    "The password is in the vault",
    "--password-file /run/secrets/db",
    "DB_PASSWORD=",
    "-e DB_PASSWORD=$DB_PASSWORD",
]
LOUD = [
    "docker run -e DB_PASSWORD=hunter2 nginx",
    "docker run -e 'DB_PASSWORD=hunter2 and more hunter2' nginx",
    'ENV DB_PASSWORD="hunter2"',
    "psql --password hunter2",
    "psql --password=hunter2",
    "environment:\n  DB_PASSWORD: hunter2\n",
    "environment:\n  - DB_PASSWORD=hunter2\n",
    "stringData:\n  DB_PASSWORD: 'hunter2'\n",
    '{"DB_PASSWORD": "hunter2"}',
]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_no_credential_is_shown(text: str) -> None:
    assert hidden(text) == text


@pytest.mark.parametrize("text", LOUD)
def test_what_is_one_is_hidden(text: str) -> None:
    assert HIDDEN in hidden(text)
    assert "hunter2" not in hidden(text)
    assert "DB_PASSWORD" in hidden(text) or "--password" in hidden(text)


def test_a_token_is_hidden_wherever_it_stands() -> None:
    token = "ghp_" + "a1B2" * 9
    assert token not in hidden(f"curl https://example.com -u me:{token}")
