"""Certificates and private keys, as far as servers look at them here."""

from __future__ import annotations

import pytest

from podbuilder.kube.companions.key_pair import key_pair_problem


def block(label: str, body: str = "YQ==") -> str:
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"


CERTIFICATE, KEY = block("CERTIFICATE"), block("PRIVATE KEY")
PAIRS = {
    "a pair": (CERTIFICATE, KEY, ""),
    "a chain": (CERTIFICATE * 2, KEY, ""),
    "a key of one algorithm": (CERTIFICATE, block("EC PARAMETERS") + block("EC PRIVATE KEY"), ""),
    "words around": (f"Issuer: CA\n{CERTIFICATE}", f"{CERTIFICATE}{KEY}", ""),
    "both in one": (KEY + CERTIFICATE, KEY + CERTIFICATE, ""),
    "ends of lines of Windows": (CERTIFICATE.replace("\n", "\r\n"), KEY.replace("\n", "\r\n"), ""),
    "nothing": ("", "", "no certificate"),
    "a key for a certificate": (KEY, KEY, "no certificate"),
    "a certificate without its end": (CERTIFICATE.replace("END", "end"), KEY, "no certificate"),
    "a certificate for a key": (CERTIFICATE, CERTIFICATE, "no private key"),
    "a public key": (CERTIFICATE, block("PUBLIC KEY"), "no private key"),
    "a key on one line": (CERTIFICATE, KEY.replace("\n", " "), "no private key"),
}


@pytest.mark.parametrize(("certificate", "key", "said"), PAIRS.values(), ids=PAIRS)
def test_key_pair_problem(certificate: str, key: str, said: str) -> None:
    problem = key_pair_problem(certificate.encode(), key.encode())
    assert said in problem
    assert bool(said) == bool(problem)
