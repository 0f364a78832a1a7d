"""Credentials recognised by name: a variable, a flag or an annotation whose value is a password or a key.

Advice and the check before sharing both ask this module, so that they never differ. The name decides how much the
value has to show: see `looks_secret`.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from podbuilder.kube.core.lazy_pattern import lazy_pattern

BY_NAME = "what its name calls a credential"
RANDOM_KEY = "a long random text, which its name calls a key"

# Chosen by people: any value counts, since many a database really has the password "changeme".
_PASSWORD = lazy_pattern(r"(?:^|_)(?:PASS(?:PHRASE|CODE)?|PWD)(?:_|$|\d)|PASSWORD|PASSWD")
_CHOSEN = lazy_pattern(r"(?:^|_)(?:SIGNING|ENCRYPTION|MASTER|SHARED)_?KEYS?(?:_|$|\d)|SECRET")
# Issued by a service, which never issues "your-token-here".
_ISSUED = lazy_pattern(
    r"(?:^|_)(?:TOKENS?|BEARER|API_?KEYS?|(?:ACCESS|PRIVATE|ACCOUNT|STORAGE)_?KEYS?|CREDENTIALS?|CREDS?|"
    r"(?:CLIENT|CONSUMER|APP|APPLICATION)_?SECRETS?)(?:_|$|\d)|(?:^|_)JWT$|APIKEY"
)
# May hold the key itself, or only say which key.
_KEY = lazy_pattern(r"(?:^|_)(?:(?:CLIENT|AUTH|LICEN[CS]E|SERVICE|DEPLOY)_?KEYS?|SALT)(?:_|$|\d)")
_ANY_KEY = lazy_pattern(r"(?:^|_)(?:KEYS?|HASH|SIGNATURE|AUTH|DSN)(?:_|$)")

# A name without any of these says nothing about a credential, and most names have none.
_MAY_TELL = re.compile(r"PASS|PWD|SECRET|TOKEN|KEY|CRED|BEARER|JWT|SALT|HASH|SIGNATURE|AUTH|DSN")

# A value of such a name is the name or the place of a credential, or a fact about it.
_ABOUT = lazy_pattern(
    r"^(?:MAX|MIN|NUM|TOTAL)_|"
    r"(?:^|_)(?:FILES?|PATHS?|DIR|DIRECTORY|NAMES?|NAMESPACE|REF|REFS|URL|URI|HOST|PORT|TYPE|TTL|EXPIR[A-Z]{0,10}|LENGTH|ISSUER|"
    r"AUDIENCE|ALG|ENABLED?|DISABLED?|POLICY|ALGORITHM|HEADER|TIMEOUT|STORE|PROVIDER|MODE|INTERVAL|ID|IDS|VERSION|MAX|MIN|"
    r"COUNT|LIMIT|SIZE|FORMAT|KIND|ENDPOINT|PREFIX|SUFFIX|KEY_NAME|ALIAS|LOCATION|MOUNT|CLASS|REQUIRED|PROMPT|CACHE|"
    r"REFRESH|DURATION|MINUTES|SECONDS|HOURS|DAYS|BUDGET|LABEL|SELECTOR|OWNER|USER|USERNAME|MANAGER|BACKEND|REALM|HINT|"
    r"ENCODER|HASHER|SERIALIZER|GENERATOR|VALIDATOR|HANDLER|CONTROLLER|SERVICE|CLAIM|COOKIE|PATTERN|REGEX|STRENGTH|"
    r"LIFETIME|ROTATION)$"
)
# Letters and digits, or letters of both cases.
_MORE_THAN_WORDS = lazy_pattern(r"^(?=\S{6,}$)(?=.*[A-Za-z])(?=.*\d|(?=.*[a-z]).*[A-Z])")
# The name of an object: words with dashes between them.
_OBJECT = re.compile(r"[a-z]+(?:-[a-z]+){2,}|[a-z]+-[a-z]{8,}")

# Not a credential under any name: nothing, a switch, a reference, a path, an address, or a gap to be filled in.
_HARMLESS = lazy_pattern(
    r"[\W_]*|\d|\d*\.\d+|x+|true|false|yes|no|on|off|none|null|nil|enabled?|disabled?|default|auto|optional|required|"
    r"~?\.{0,2}/.*|[\w.-]+\.(?:pem|key|crt|cer|pub|p12|pfx|jks|json|ya?ml|toml|txt)|"
    r"(?-i:\$[A-Z_][A-Z0-9_]*)|<.*>|\[.*\]|%\w+%|__\w+__|@\w+@|"
    r"(?-i:[A-Z]+(?:_[A-Z0-9]+)+)|redacted|todo|tbd|fixme|example|"
    r"[a-z][a-z0-9+.-]*://[^@]*|(?:projects|secretmanager|vault|arn|sm|ssm|ref|secret|env|file|op)[:/].*",
    re.IGNORECASE,
)
_QUOTES = ("'", '"')
# A gap to be filled in anywhere in a line makes it harmless as well.
_GAP = re.compile(r"\$\(\w+\)|\$\{|\{\{")
# Not a credential that a service issued: an example, a number or a duration, words.
_STAND_IN = lazy_pattern(
    r"(?:your|my).*|-?[\d.]{1,5}[a-z]{0,2}|[a-z]+(?:[ ,][a-z]+)+",
    re.IGNORECASE,
)
_EXAMPLE = lazy_pattern(
    r"ch[a4]nge.?(?:me|this|it)|replace|example|placeholder|dummy|todo|insert|redacted|xxxx|\*\*\*|"
    r"fill.?in|not.?used|unused|some[-_]?(?:secret|password|token)|thisisa",
    re.IGNORECASE,
)


def by_name(name: str, value: str) -> str:
    """What kind of credential a variable of this name holds in plain text, in words; "" if it holds none."""
    words = as_words(name)
    if not _MAY_TELL.search(words):
        return ""
    if _tells(words, value.strip()):
        return BY_NAME
    return RANDOM_KEY if _ANY_KEY.search(words) and is_random(value) else ""


def looks_secret(name: str, value: str) -> bool:
    """Whether something of this name holds a credential in plain text.

    A password counts whatever it is, except for switches, references and gaps to be filled in. A token counts unless it
    is an example. A client's key or a licence counts if it is more than words, for words may only say which one.
    """
    return _tells(as_words(name), value.strip())


def _tells(words: str, text: str) -> bool:
    if _ABOUT.search(words) or _is_switch_or_gap(text):
        return False
    if "SECRET" in words and _OBJECT.fullmatch(text):
        return False
    if _PASSWORD.search(words):
        return True
    if _ISSUED.search(words) or (_KEY.search(words) and _MORE_THAN_WORDS.search(text)):
        return not _is_stand_in(text)
    return bool(_CHOSEN.search(words))


def is_about(name: str) -> bool:
    """Whether something of this name is a fact about a secret: its place, its owner, its age."""
    return _ABOUT.search(as_words(name)) is not None


def is_harmless(value: str) -> bool:
    """Whether a value is a path, a switch, a reference or an example."""
    text = value.strip()
    return _is_switch_or_gap(text) or _is_stand_in(text)


def _is_switch_or_gap(text: str) -> bool:
    if text[:1] in _QUOTES and len(text) > 1 and text[0] == text[-1]:
        text = text[1:-1]  # quotation marks that became a part of the value
    return _HARMLESS.fullmatch(text) is not None or ("\n" not in text and _GAP.search(text) is not None)


def _is_stand_in(text: str) -> bool:
    return _STAND_IN.fullmatch(text) is not None or ("\n" not in text and _EXAMPLE.search(text) is not None)


def as_words(name: str) -> str:
    """A name as capital words between underscores: dbPassword, db-password and DB_PASSWORD are the same."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name[:200])
    return re.sub(r"[^A-Za-z0-9]+", "_", parted).upper()


def is_random(text: str) -> bool:
    """Whether a text looks as if a generator had written it: long, without spaces, and of many different letters."""
    if not 20 <= len(text) <= 200 or not re.fullmatch(r"[\w+/=.~-]+", text):
        return False
    if not (re.search(r"\d", text) and re.search(r"[A-Za-z]", text)):
        return False
    counts = Counter(text)
    bits = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    return bits > (3.0 if re.fullmatch(r"[0-9a-fA-F]+", text) else 3.7)
