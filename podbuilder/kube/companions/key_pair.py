"""Whether a certificate and a private key, both in PEM, are read by programs."""

from __future__ import annotations

import re

# A block begins on a line of its own, and ends with the words with which it began.
_BLOCK = re.compile(
    rb"^-----BEGIN (?P<label>[^\n]*?)-----[ \t\r]*\n(?P<body>.*?)^-----END (?P=label)-----[ \t\r]*$",
    re.DOTALL | re.MULTILINE,
)


def key_pair_problem(certificate: bytes, key: bytes) -> str:
    """What a server would stumble over that reads the two; "" if nothing is found.

    Mirrors the beginning of X509KeyPair, which Kubernetes v1.36 takes from Go's crypto/tls: not whether the two fit.
    """
    if b"CERTIFICATE" not in _labels(certificate):
        return "There is no certificate in tls.crt. As PEM, it begins with -----BEGIN CERTIFICATE-----."
    if not any(label == b"PRIVATE KEY" or label.endswith(b" PRIVATE KEY") for label in _labels(key)):
        return "There is no private key in tls.key. As PEM, it begins with -----BEGIN PRIVATE KEY-----."
    return ""


def _labels(text: bytes) -> list[bytes]:
    """What the blocks of a text are called."""
    return [found["label"] for found in _BLOCK.finditer(text)]
