"""Access tokens: who asks from a terminal, and which templates they may read that way.

A token is shown once. Only its digest is stored, which needs neither salt nor a slow hash: nobody guesses 256 random
bits. It is looked up by the digest, so that the time of the search reveals nothing about the token.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from podbuilder.accounts.http import Asker
from podbuilder.accounts.models import User
from podbuilder.library.audit_log import record
from podbuilder.library.models import Token
from podbuilder.library.models.template import SavedTemplateQuerySet

# Prefix of every token, by which programs recognise leaked ones.
PREFIX = "pb_"
SHOWN_LETTERS = len(PREFIX) + 8
MOST_TOKENS = 50
# How exact "last used" is. Requests in between write nothing.
NOTED_EVERY = timedelta(minutes=1)

READ = "read:templates"
ONLY_OWN = "only:own"
ONLY_TEAM = "only:team:"


class TokenRefused(Exception):
    """The token is not, or no longer, valid. The message says why, without repeating the token."""


@dataclass(frozen=True)
class TokenAuth:
    """Who asks from a terminal, and the token that says so, if one does."""

    user: Asker
    token: Token | None = None

    def readable(self, templates: SavedTemplateQuerySet, keys: Collection[str] = ()) -> SavedTemplateQuerySet:
        """Those of them that this asker may see: as the person, and within the scopes of the token."""
        seen = templates.readable_by(self.user, keys)
        scopes = self.token.scopes if self.token else []
        teams = [scope.removeprefix(ONLY_TEAM) for scope in scopes if scope.startswith(ONLY_TEAM)]
        if not teams and ONLY_OWN not in scopes:
            return seen
        covered = Q(team__in=teams) | (Q(team=None) if ONLY_OWN in scopes else Q(pk__in=()))
        return seen.filter(covered | Q(pk__in=templates.readable_by(AnonymousUser(), keys).values("pk")))


def make(user: User, name: str, scopes: Iterable[str], expires: datetime | None) -> tuple[Token, str]:
    """A new token and its text, which is stored nowhere."""
    text = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            user=user, name=name, prefix=text[:SHOWN_LETTERS], digest=digest(text), scopes=list(scopes), expires=expires
        )
        record(user, "token.created", subject=str(token), scopes=token.scopes)
    return token, text


def revoke(token: Token, *, by: User) -> None:
    """Revoke the token. Doing it twice has no further effect."""
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
            record(by, "token.revoked", subject=str(token))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def authenticate(request: HttpRequest) -> TokenAuth:
    """Who sent this request: by its token, or else by the browser's session. Raises TokenRefused."""
    said = request.headers.get("Authorization", "")
    if not said:
        return TokenAuth(request.user)
    token = _known(_text_of(said))
    _note(token)
    return TokenAuth(token.user, token)


def _text_of(header: str) -> str:
    """The token in a header: alone, or as the password of any name, which is how https://x:TOKEN@… arrives."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return b64decode(rest.strip(), validate=True).decode().partition(":")[2]
        except (NotBase64, ValueError):
            raise TokenRefused("The Authorization header cannot be read.") from None
    raise TokenRefused("Send a token as “Authorization: Bearer …”, or as the password of https://x:TOKEN@….")


def _known(text: str) -> Token:
    wanted = digest(text)
    token = Token.objects.select_related("user").filter(digest=wanted).first()
    if token is None or not compare_digest(token.digest, wanted) or not token.user.is_active:
        raise TokenRefused("There is no such token.")
    if token.revoked:
        raise TokenRefused("This token has been revoked.")
    if not token.is_valid:
        raise TokenRefused(f"This token expired on {token.expires:%Y-%m-%d}.")
    return token


def _note(token: Token) -> None:
    now = timezone.now()
    if token.last_used is None or now - token.last_used > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used=now)


def scopes_in_words(token: Token, teams: dict[str, str]) -> str:
    """What a token may read, in words. `teams` maps primary keys, as text, to names."""
    limits = [scope for scope in token.scopes if scope.startswith(ONLY_TEAM)]
    if ONLY_OWN in token.scopes:
        return "reads your own templates"
    if limits:
        names = (teams.get(scope.removeprefix(ONLY_TEAM), "a team you have left") for scope in limits)
        return f"reads templates of {', '.join(names)}"
    return "reads all templates that you may see"
