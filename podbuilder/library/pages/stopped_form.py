"""A form that was stopped because others would see credentials: what was found, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from podbuilder.builder.models import Conflict, Draft
from podbuilder.kube.manifest import ManifestError
from podbuilder.library.access import may_manage
from podbuilder.library.forms.links_and_tokens import AcknowledgementForm
from podbuilder.library.models import SavedTemplate
from podbuilder.library.secret_gate import NOTHING_ACKNOWLEDGED, Acknowledgement, SecretFinding, moved_out

# The button of a form that was stopped.
MOVE = "move-secrets"
SUBJECT = "credentials"


@dataclass(frozen=True)
class Stopped:
    """A form that was not carried out: what was found, and what may be done about it."""

    found: list[SecretFinding] = field(default_factory=list)
    # Whether the asker may say that something is no secret.
    may_override: bool = False
    # Whether the text can still be changed, so that a Secret can take them.
    may_move: bool = False
    acknowledgement: Acknowledgement = NOTHING_ACKNOWLEDGED
    # Whether somebody else may.
    asks_owner: bool = False
    # What makes the Secrets that the text now names.
    commands: list[str] = field(default_factory=list)

    @property
    def can_move(self) -> bool:
        return self.may_move and any(one.can_move for one in self.found)

    @property
    def has_beside(self) -> bool:
        """Whether something was found that no Secret of the pods' can take."""
        return any(one.place for one in self.found)

    @property
    def is_without_reason(self) -> bool:
        return bool(self.acknowledgement.marks) and not self.acknowledgement.reason.strip()


def acknowledgement_of(request: HttpRequest, template: SavedTemplate) -> Acknowledgement:
    """What the posted form says of what was found; counts for nothing from those who do not decide."""
    return posted(request) if may_manage(request.user, template) else NOTHING_ACKNOWLEDGED


def posted(request: HttpRequest) -> Acknowledgement:
    """What the posted form says, whoever sent it."""
    return AcknowledgementForm(request.POST).acknowledgement()


def stopped(
    request: HttpRequest, template: SavedTemplate | None, found: Sequence[SecretFinding], *, may_move: bool = False
) -> Stopped:
    """The form again, with what was found; no template stands for a draft, of which nothing is remembered."""
    decides = template is not None and may_manage(request.user, template)
    asks_owner = template is not None and not decides
    return Stopped(list(found), decides, may_move, posted(request), asks_owner)


def move_out(draft: Draft) -> Stopped:
    """Move the draft's credentials into Secrets, as one step of undo; says what makes those."""
    try:
        text, commands = moved_out(draft.text)
        draft.write(text, base=draft.revision, writer="", subject=SUBJECT)
    except (ManifestError, Conflict):
        return Stopped()
    return Stopped(commands=commands)
