"""Signals from accounts to the apps that keep people's data, which accounts do not import.

For signing in and out, Django has `user_logged_in` and `user_logged_out`. Receivers are connected in
AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.dispatch import Signal

from podbuilder.accounts.models import User

# A file in the archive of somebody's own data: its path, such as `drafts/web.yaml`, and its text.
File = tuple[str, str]


@dataclass(frozen=True)
class Consequences:
    """What the deletion of an account would mean to one app."""

    # What has to be settled before the account can be deleted, as sentences.
    blockers: tuple[str, ...] = ()
    # What is deleted with the account, as in `3 drafts`.
    deletions: tuple[str, ...] = ()


# Sent with `user`, whose data is exported. A receiver returns the Files that it keeps for them.
account_exporting = Signal()
# Sent with `user` before they are asked whether to delete their account. A receiver returns Consequences.
account_deletion_considered = Signal()
# Sent with `user` just before their account is deleted, in the same transaction.
account_deleting = Signal()


def exported_files(user: User) -> list[File]:
    """Every file that the apps keep for this person."""
    answers = account_exporting.send(sender=User, user=user)
    return [file for _, files in answers for file in cast(Iterable[File], files)]


def deletion_consequences(user: User) -> Consequences:
    """What the deletion of this account would mean to all apps together."""
    # Signals are untyped: only its docstring says what a receiver returns.
    answers = [cast(Consequences, one) for _, one in account_deletion_considered.send(sender=User, user=user)]
    return Consequences(
        tuple(sentence for one in answers for sentence in one.blockers),
        tuple(words for one in answers for words in one.deletions),
    )
