"""Telling secrets from other text: by the name of a variable, and by the look of a value."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"(?:^|_)(?:PASS(?:WORD|WD|PHRASE|CODE)?|PWD|SECRETS?|TOKENS?|BEARER|JWT|API_?KEYS?|(?:ACCESS|PRIVATE|SECRET|SIGNING|"
    r"ENCRYPTION|ACCOUNT|STORAGE|MASTER|SHARED)_?KEYS?|CREDENTIALS?|CREDS?)(?:_|$|\d)|PASSWORD|PASSWD|SECRET|APIKEY",
    re.IGNORECASE,
)
# What such a variable then holds is the name or the place of a secret, or something about it.
_ABOUT = re.compile(
    r"_(?:FILE|PATH|DIR|DIRECTORY|NAME|NAMESPACE|REF|URL|URI|HOST|PORT|TYPE|TTL|EXPIRY|EXPIRATION|LENGTH|ISSUER|AUDIENCE|"
    r"ENABLED?|DISABLED?|POLICY|ALGORITHM|HEADER|TIMEOUT|STORE|PROVIDER|MODE|INTERVAL)$",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"|true|false|yes|no|none|null|enabled|disabled|\d{1,5}|/.*|~/.*|\./.*|\$\(\w+\)|\$\{\w+\}|[a-z]+://[^@]*",
    re.IGNORECASE,
)
_KINDS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "an AWS access key": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "a Google API key": r"\bAIza[\w-]{35}\b",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})",
    "a GitLab token": r"\bglpat-[\w-]{20,}",
    "a Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    "a Stripe key": r"\b[rs]k_live_[A-Za-z0-9]{20,}",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "a Vault token": r"\bhv[sbr]\.[\w-]{24,}",
    "a Terraform token": r"\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}",
    "a New Relic key": r"\bNR(?:AK|II|JS)-[A-Za-z0-9-]{20,}",
    "a Twilio key": r"\bSK[0-9a-f]{32}\b",
    "a JSON web token": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}",
    "a password in an address": r"\b[a-z][a-z0-9+.-]*://[^\s:/@$]+:[^\s:/@$]+@",
}
_ANY = re.compile("|".join(f"(?P<k{i}>{pattern})" for i, pattern in enumerate(_KINDS.values())))
_NAMES = tuple(_KINDS)


def looks_secret(name: str, value: str) -> bool:
    """Whether a variable of this name holds a secret in plain text, and not a path, a switch or a reference."""
    return bool(_NAME.search(name)) and not _ABOUT.search(name) and not _HARMLESS.fullmatch(value.strip())


def secret_kind(text: str) -> str:
    """What kind of secret a text holds, in words; "" if none that is known by its look."""
    found = _ANY.search(text)
    return _NAMES[int((found.lastgroup or "k0")[1:])] if found else ""
