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


def looks_secret(name: str, value: str) -> bool:
    """Whether a variable of this name holds a secret in plain text, and not a path, a switch or a reference."""
    return bool(_NAME.search(name)) and not _ABOUT.search(name) and not _HARMLESS.fullmatch(value.strip())
