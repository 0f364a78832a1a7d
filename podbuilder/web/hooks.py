"""Where the rooms of the house hear of an account without knowing each other.

Accounts import neither drafts nor templates, and drafts no accounts. A room that keeps something for people says so
here, from its AppConfig.ready():

    hooks.register(hooks.Keeper("drafts", exports=files_of, arrives=move_in))

Witnesses are told of what an audit trail keeps; a room that has one adds its own function to `witnesses`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.http import HttpRequest

# A user of Django's.
Person = Any
# A name with folders, as `drafts/web.yaml`, and the text of a file in the archive of somebody's own data.
File = tuple[str, str]


@dataclass(frozen=True)
class Keeper:
    """What one room does when an account is entered, taken along or given up; each part may be left out."""

    name: str
    # Somebody has signed in or up with this request. What was moved into the account, as a sentence, or "".
    arrives: Callable[[HttpRequest, Person], str] = lambda request, person: ""
    # Everything that is kept for this person.
    exports: Callable[[Person], Iterable[File]] = lambda person: ()
    # What has to be settled before the account can be deleted, as sentences.
    obstacles: Callable[[Person], Iterable[str]] = lambda person: ()
    # What will be gone with the account, as in `3 drafts`.
    losses: Callable[[Person], Iterable[str]] = lambda person: ()
    # The account is deleted after this, in the same transaction.
    leaves: Callable[[Person], None] = lambda person: None


@dataclass(frozen=True)
class Event:
    """Something an audit trail keeps: who did what to whom or what."""

    who: Person
    verb: str
    subject: str = ""
    team: Any = None
    details: dict[str, Any] = field(default_factory=dict)


_keepers: dict[str, Keeper] = {}
witnesses: list[Callable[[Event], None]] = []


def register(keeper: Keeper) -> None:
    """Let this room be told. Once for each name."""
    if keeper.name in _keepers:
        raise ValueError(f"{keeper.name} is registered already")
    _keepers[keeper.name] = keeper


def arrived(request: HttpRequest, person: Person) -> list[str]:
    """Tell every room that somebody has come in; the sentences that they answer."""
    return [said for keeper in _keepers.values() if (said := keeper.arrives(request, person))]


def exported(person: Person) -> Iterator[File]:
    """Every file of the archive of this person's own data."""
    return chain.from_iterable(keeper.exports(person) for keeper in _keepers.values())


def obstacles(person: Person) -> list[str]:
    return [sentence for keeper in _keepers.values() for sentence in keeper.obstacles(person)]


def losses(person: Person) -> list[str]:
    return [words for keeper in _keepers.values() for words in keeper.losses(person)]


def leave(person: Person) -> None:
    for keeper in _keepers.values():
        keeper.leaves(person)


def witness(event: Event) -> None:
    """Tell those who keep an audit trail."""
    for tell in witnesses:
        tell(event)
