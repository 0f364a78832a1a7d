"""Whether a certificate and a private key, both in PEM, are read by programs."""

from __future__ import annotations

from collections.abc import Iterator

_BEGIN, _END, _DASHES = "-----BEGIN ", "-----END ", "-----"


def key_pair_problem(certificate: bytes, key: bytes) -> str:
    """What a server would stumble over that reads the two; "" if nothing is found.

    Mirrors the beginning of X509KeyPair, which Kubernetes v1.36 takes from Go's crypto/tls: not whether the two fit.
    """
    if "CERTIFICATE" not in _labels(certificate):
        return "There is no certificate in tls.crt. As PEM, it begins with -----BEGIN CERTIFICATE-----."
    if not any(label == "PRIVATE KEY" or label.endswith(" PRIVATE KEY") for label in _labels(key)):
        return "There is no private key in tls.key. As PEM, it begins with -----BEGIN PRIVATE KEY-----."
    return ""


def _labels(text: bytes) -> Iterator[str]:
    """What the blocks of a text are called; each begins and ends on a line of its own, with the same words."""
    opened = None
    for line in text.decode("latin-1").split("\n"):
        line = line.rstrip(" \t\r")
        if line.startswith(_BEGIN) and line.endswith(_DASHES):
            opened = line[len(_BEGIN) : -len(_DASHES)]
        elif opened is not None and line == f"{_END}{opened}{_DASHES}":
            yield opened
            opened = None
