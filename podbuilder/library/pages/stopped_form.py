"""A form that was stopped because others would see credentials: what was found, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from podbuilder.builder.models import Conflict, Draft
from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.secret_scanning.move_to_secret import moved_out
from podbuilder.library.access import may_manage
from podbuilder.library.forms.links_and_tokens import AcknowledgementForm
from podbuilder.library.models import SavedTemplate
from podbuilder.library.secret_gate import NOTHING_ACKNOWLEDGED, Acknowledgement, SecretFinding

# The button that moves credentials into Secrets.
MOVE = "move-secrets"
SUBJECT = "credentials"


@dataclass(frozen=True)
class StoppedForm:
    """What was found, and what the asker may do about it."""

    found: list[SecretFinding] = field(default_factory=list)
    # Whether the asker may say that a finding is not a secret.
    may_override: bool = False
    # Whether the text can still be changed, to move credentials into a Secret.
    may_move: bool = False
    acknowledgement: Acknowledgement = NOTHING_ACKNOWLEDGED
    # Whether only somebody else, an owner, may say so.
    asks_owner: bool = False
    # The commands that create the Secrets to which the text now refers.
    commands: list[str] = field(default_factory=list)

    @property
    def can_move(self) -> bool:
        return self.may_move and any(one.can_move for one in self.found)

    @property
    def has_outside_pods(self) -> bool:
        """Whether something was found outside the pods, which cannot be moved into a Secret."""
        return any(one.place and not one.is_prose for one in self.found)

    @property
    def has_prose(self) -> bool:
        """Whether something was found in the description or the README."""
        return any(one.is_prose for one in self.found)

    @property
    def has_manifest(self) -> bool:
        """Whether something was found in a manifest."""
        return any(not one.is_prose for one in self.found)

    @property
    def is_without_reason(self) -> bool:
        return bool(self.acknowledgement.marks) and not self.acknowledgement.reason.strip()


def acknowledgement_of(request: HttpRequest, template: SavedTemplate) -> Acknowledgement:
    """The acknowledgement in the posted form; an empty one if the asker may not manage the template."""
    return posted(request) if may_manage(request.user, template) else NOTHING_ACKNOWLEDGED


def posted(request: HttpRequest) -> Acknowledgement:
    """The acknowledgement in the posted form, whoever sent it."""
    return AcknowledgementForm(request.POST).acknowledgement()


def stopped(
    request: HttpRequest, template: SavedTemplate | None, found: Sequence[SecretFinding], *, may_move: bool = False
) -> StoppedForm:
    """The form again, with what was found. `template` is None for a draft, for which nothing is remembered."""
    decides = template is not None and may_manage(request.user, template)
    asks_owner = template is not None and not decides
    return StoppedForm(list(found), decides, may_move, posted(request), asks_owner)


def move_out(draft: Draft) -> StoppedForm:
    """Move the draft's credentials into Secrets, as one step of undo. Returns the commands that create them."""
    try:
        text, commands = moved_out(draft.text)
        draft.write(text, base=draft.revision, tab_id="", subject=SUBJECT)
    except (ManifestError, Conflict):
        return StoppedForm()
    return StoppedForm(commands=commands)
