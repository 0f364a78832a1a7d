"""Credentials recognised by name: a variable, a flag or an annotation whose value is a password or a key."""

from __future__ import annotations

import math
import re
from collections import Counter

from podbuilder.kube.core.lazy_pattern import lazy_pattern

_TELLING = lazy_pattern(
    r"(?:^|_)(?:PASS(?:WORD|WD|PHRASE|CODE)?|PWD|SECRETS?|TOKENS?|BEARER|JWT|API_?KEYS?|(?:ACCESS|PRIVATE|SECRET|SIGNING|"
    r"ENCRYPTION|ACCOUNT|STORAGE|MASTER|SHARED|AUTH|CLIENT|LICENSE)_?KEYS?|CREDENTIALS?|CREDS?|SALT)(?:_|$|\d)|"
    r"PASSWORD|PASSWD|SECRET|APIKEY"
)
# The name of an object: words joined by dashes.
_OBJECT = re.compile(r"[a-z]+(?:-[a-z]+){2,}|[a-z]+-[a-z]{8,}")
# A name that ends like this holds the name or the location of a secret, or something else about it.
_ABOUT = lazy_pattern(
    r"(?:^|_)(?:FILES?|PATHS?|DIR|DIRECTORY|NAMES?|NAMESPACE|REF|REFS|URL|URI|HOST|PORT|TYPE|TTL|EXPIR\w*|LENGTH|ISSUER|"
    r"AUDIENCE|ALG|ENABLED?|DISABLED?|POLICY|ALGORITHM|HEADER|TIMEOUT|STORE|PROVIDER|MODE|INTERVAL|ID|IDS|VERSION|MAX|MIN|"
    r"COUNT|LIMIT|SIZE|FORMAT|KIND|ENDPOINT|PREFIX|SUFFIX|KEY_NAME|ALIAS|LOCATION|MOUNT|CLASS|REQUIRED|PROMPT|CACHE|"
    r"REFRESH|DURATION|MINUTES|SECONDS|HOURS|DAYS|BUDGET|LABEL|SELECTOR|OWNER|USER|USERNAME|MANAGER|BACKEND)$"
)
_PLACEHOLDER = lazy_pattern(
    r"(?i)(?:your|my).*|.*(?:ch[a4]nge.?(?:me|this|it)|replace|example|placeholder|dummy|todo|insert|redacted|xxxx|"
    r"\*\*\*|fill.?in|not.?used|unused|some[-_]?(?:secret|password|token)|thisisa).*"
)
_HARMLESS = lazy_pattern(
    r"|true|false|yes|no|on|off|none|null|nil|enabled?|disabled?|default|auto|optional|required|-?[\d.]{1,5}[a-z]{0,2}|"
    r"~?\.{0,2}/.*|.*\$\(\w+\).*|.*\$\{.*|\{\{.*|<.*>|[a-z][a-z0-9+.-]*://[^@]*|[a-z]+(?:[ ,][a-z]+)+|"
    r"(?-i:[A-Z]+(?:_[A-Z0-9]+)+)|(?:projects|secretmanager|vault|arn|sm|ssm|ref|secret|env|file|op)[:/].*",
    re.IGNORECASE,
)


def looks_secret(name: str, value: str) -> bool:
    """Whether a value of this name is a credential in plain text, and not a path, a switch or a reference."""
    words = as_words(name)
    if not _TELLING.search(words) or is_about(name):
        return False
    if "SECRET" in words and _OBJECT.fullmatch(value.strip()):
        return False
    return not is_harmless(value)


def is_about(name: str) -> bool:
    """Whether a name is for something about a secret: its location, its owner, its age."""
    return _ABOUT.search(as_words(name)) is not None


def is_harmless(value: str) -> bool:
    """Whether a value is a path, a switch, a reference or a placeholder."""
    text = value.strip()
    return _HARMLESS.fullmatch(text) is not None or _PLACEHOLDER.fullmatch(text) is not None


def as_words(name: str) -> str:
    """A name as capital words joined by underscores: dbPassword, db-password and DB_PASSWORD give the same."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name[:200])
    return re.sub(r"[^A-Za-z0-9]+", "_", parted).upper()


def is_random(text: str) -> bool:
    """Whether a text looks randomly generated: long, without spaces, and with many different characters."""
    if not 20 <= len(text) <= 200 or not re.fullmatch(r"[\w+/=.~-]+", text):
        return False
    if not (re.search(r"\d", text) and re.search(r"[A-Za-z]", text)):
        return False
    counts = Counter(text)
    bits = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    return bits > (3.0 if re.fullmatch(r"[0-9a-fA-F]+", text) else 3.7)
