"""Credentials in pastes are covered, and nothing else is."""

from __future__ import annotations

import time

import pytest

from podbuilder.kube.troubleshooting.credential_mask import mask

PLAIN = {
    "nothing": "",
    "a message of Kubernetes": 'MountVolume.SetUp failed for volume "x" : secret "till" not found',
    "a missing key": "Error: couldn't find key password in Secret shop/till",
    "a reference in describe output": "      API_TOKEN:  <set to the key 'x' in secret 'y'>  Optional: false",
    "a refusal": 'FATAL: password authentication failed for user "till"',
    "an address": "http://10.0.0.7:8080/healthz",
    "a name and a harmless value": "- name: TOKEN_FILE\n  value: /var/run/token",
    "the name of a Secret": "    SecretName:  till-db\n    secretName: till-db",
    "braces": "secret: {secretName: till}",
    "a flag that names a file": "--tls-private-key-file /etc/tls.key",
    "a public certificate": "-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEA\n-----END CERTIFICATE-----",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_what_is_no_credential_stays(text: str) -> None:
    assert mask(text) == text


MASKED = {
    "a variable": ("DB_PASSWORD=hunter2 ok", "DB_PASSWORD=******* ok"),
    "describe output": ("      DB_PASSWORD:   hunter2", "      DB_PASSWORD:   *******"),
    "in quotes": ("password: 'hunter 2'", "password: '****** *'"),
    "YAML": ("- name: DB_PASSWORD\n  value: hunter2", "- name: DB_PASSWORD\n  value: *******"),
    "JSON": ('"name": "DB_PASSWORD",\n"value": "hunter2"', '"name": "DB_PASSWORD",\n"value": "*******"'),
    "JSON on a line": ('{"name": "DB_PASSWORD", "value": "x1"}', '{"name": "DB_PASSWORD", "value": "**"}'),
    "an address": ("postgres://app:pa55@db:5432/shop", "postgres://app:****@db:5432/shop"),
    "a header": ("Authorization: Bearer abcdefghijklmnop1234", "Authorization: Bearer ********************"),
    "a cookie": ("Set-Cookie: sid=abc; Path=/", "Set-Cookie: ******** ******"),
    "a registry": ('{"auth": "dXNlcjpwYXNzd29yZA=="}', '{"auth": "********************"}'),
    "a Secret of a registry": (".dockerconfigjson: eyJhdXRocyI6e319", ".dockerconfigjson: ****************"),
    "a connection string": ("Server=db;Password=abcdef1;x", "Server=db;Password=*******;x"),
    "a flag": ("till --api-token abc123DEF456 x", "till --api-token ************ x"),
    "a token": ("x ghp_abcdefghijklmnopqrstuvwxyz0123456789 y", f"x {'*' * 40} y"),
    "an API key with a blank": ("the key is sig?AKIAABCDEFGHIJKLMNOP", f"the key is {'*' * 24}"),
    "what only the line shows": ("bearer" + " " * 12 + "a1" * 12, "bearer" + " " * 12 + "*" * 24),
    "a private key": (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKC+QEA\nabc=\n-----END RSA PRIVATE KEY-----\nafter",
        "-----BEGIN RSA PRIVATE KEY-----\n****************\n****\n-----END RSA PRIVATE KEY-----\nafter",
    ),
    "a private key on a line": (
        "-----BEGIN PRIVATE KEY----- MIIEow -----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY----- ****** -----END PRIVATE KEY-----",
    ),
    "Windows": ("DB_PASSWORD=hunter2\r\nok\r\n", "DB_PASSWORD=*******\r\nok\r\n"),
}


@pytest.mark.parametrize(("text", "masked"), MASKED.values(), ids=MASKED)
def test_a_credential_is_covered_and_nothing_moves(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert len(masked) == len(text)
    assert mask(masked) == masked


LARGE = {
    "a log": "2026-01-02T03:04:05 INFO [thread-1] request 17: status=200 in 12 ms\n" * 15_000,
    "names": "password: " * 100_000,
    "pairs": "a=b key=" * 100_000,
    "words": "token " * 170_000,
    "lines": "name: x\n" * 130_000,
    "addresses": "://x:" * 200_000,
    "tokens": "ghp_abcdefghijklmnopqrstuvwxyz0123456789\n" * 20_000,
    "a key without an end": "-----BEGIN PRIVATE KEY-----\n" * 30_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_megabyte(text: str) -> None:
    begun = time.process_time()
    assert len(mask(text)) == len(text)
    assert time.process_time() - begun < 4
