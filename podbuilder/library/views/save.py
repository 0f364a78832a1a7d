"""Saving a draft as a new template, or as the next revision of the one it was started from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.builder.access import draft_or_404
from podbuilder.builder.models import Conflict as DraftChanged
from podbuilder.builder.models import Draft
from podbuilder.library.access import may_write, revision_or_404
from podbuilder.library.forms.details import NewTemplateForm
from podbuilder.library.forms.revision_buttons import SaveRevisionForm
from podbuilder.library.models import SavedTemplate
from podbuilder.library.pages.stopped_form import MOVE, StoppedForm, acknowledgement_of, move_out
from podbuilder.library.pages.stopped_form import stopped as stopped_by
from podbuilder.library.revisions.compare import compare
from podbuilder.library.revisions.fork import fork_fields
from podbuilder.library.revisions.merge import ThreeWay
from podbuilder.library.revisions.save import Content, SlugTaken, VersionConflict, free_slug, save_new, save_revision
from podbuilder.library.revisions.to_draft import DraftOrigin, origin_of, origin_text
from podbuilder.library.secret_gate import SecretsFound

REVISION, CATCH_UP = "revision", "catch up"
# Fields that a message names.
SHOWN_NAMES = 5


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: AuthenticatedHttpRequest) -> HttpResponse:
    """GET: forms to save the draft `?draft=` as a template or as a revision. POST: save it."""
    draft = draft_or_404(request, request.GET.get("draft", "").replace("\x00", ""))
    origin = origin_of(draft, request.user)
    can_revise = origin is not None and may_write(request.user, origin.template)
    if request.method != "POST":
        return _ask(request, draft, origin if can_revise else None, _new_form(request, draft))
    if origin is not None and can_revise and request.POST.get("op") == REVISION:
        return _save_revision(request, draft, origin)
    if origin is not None and can_revise and request.POST.get("op") == CATCH_UP:
        return _catch_up(request, draft, origin)
    form = _new_form(request, draft, request.POST if "name" in request.POST else None)
    stopped = None
    if request.POST.get("op") == MOVE:
        stopped = move_out(draft)
    elif form.is_valid():
        template = _template_of(request, form, origin)
        acknowledgement = acknowledgement_of(request, template)
        try:
            save_new(
                template,
                Content.of_draft(draft),
                author=request.user,
                acknowledgement=acknowledgement,
            )
        except SlugTaken:
            form.add_error("slug", "Another template has this address.")
        except SecretsFound as error:
            stopped = stopped_by(request, template, error.found, may_move=True)
        else:
            return _saved(request, draft, template, 1, f"{template} has been saved.")
    return _ask(request, draft, origin if can_revise else None, form, stopped=stopped)


def _new_form(request: AuthenticatedHttpRequest, draft: Draft, data: QueryDict | None = None) -> NewTemplateForm:
    return NewTemplateForm(data, request.user, initial={"name": draft.name, "visibility": "private"})


def _template_of(request: AuthenticatedHttpRequest, form: NewTemplateForm, origin: DraftOrigin | None) -> SavedTemplate:
    data, team = form.cleaned_data, form.team
    owner = None if team else request.user
    return SavedTemplate(
        owner=owner,
        team=team,
        name=data["name"],
        slug=data["slug"] or free_slug(data["name"], owner=owner, team=team),
        description=data["description"],
        tags=data["tags"],
        visibility=data["visibility"],
        **(fork_fields(origin.template, origin.number) if origin else {}),
    )


def _save_revision(request: AuthenticatedHttpRequest, draft: Draft, origin: DraftOrigin) -> HttpResponse:
    form = SaveRevisionForm(request.POST)
    if not form.is_valid():
        return _ask(request, draft, origin, _new_form(request, draft), revision_form=form)
    base = form.cleaned_data["base"] or origin.number
    message = form.cleaned_data["message"]
    try:
        revision = save_revision(
            origin.template,
            Content.of_draft(draft),
            base=base,
            author=request.user,
            message=message,
            acknowledgement=acknowledgement_of(request, origin.template),
        )
    except SecretsFound as error:
        stopped = stopped_by(request, origin.template, error.found, may_move=True)
        return _ask(request, draft, origin, _new_form(request, draft), message=message, stopped=stopped)
    except VersionConflict:
        origin.template.refresh_from_db()
        return _ask(request, draft, origin, _new_form(request, draft), message=message, known=base)
    number = revision.number if revision else base
    said = (
        f"Revision {number} of {origin.template} has been saved."
        if revision
        else f"Nothing has changed since revision {number}."
    )
    return _saved(request, draft, origin.template, number, said)


def _catch_up(request: AuthenticatedHttpRequest, draft: Draft, origin: DraftOrigin) -> HttpResponse:
    """Merge what others saved into the draft, as one step of undo. What both changed stays as the draft has it."""
    newest, base = revision_or_404(origin.template), revision_or_404(origin.template, origin.number)
    state = ThreeWay(Content.of_revision(base), Content.of_draft(draft), Content.of_revision(newest), {})
    if state.merged is None:
        messages.error(request, "The two versions conflict and cannot be merged automatically.")
        return redirect(request.get_full_path())
    try:
        draft.write(
            state.merged.text,
            base=draft.revision,
            tab_id="",
            subject=CATCH_UP,
            parameters=state.merged.parameters,
            origin=origin_text(origin.template, newest.number),
        )
    except DraftChanged:
        messages.warning(request, "The draft has just been changed in another tab. Please look at it again.")
        return redirect(request.get_full_path())
    kept = [conflict.name for conflict in state.conflicts]
    said = f"Your draft now includes everything up to revision {newest.number}."
    if kept:
        rest = f" and {len(kept) - SHOWN_NAMES} more" if len(kept) > SHOWN_NAMES else ""
        said += f" Both sides had changed {', '.join(kept[:SHOWN_NAMES])}{rest}; your version was kept there."
    messages.success(request, said)
    return redirect(request.get_full_path())


def _saved(
    request: AuthenticatedHttpRequest, draft: Draft, template: SavedTemplate, number: int, said: str
) -> HttpResponse:
    draft.remember_origin(origin_text(template, number))
    messages.success(request, said)
    return redirect(template)


def _ask(
    request: AuthenticatedHttpRequest,
    draft: Draft,
    origin: DraftOrigin | None,
    form: NewTemplateForm,
    *,
    message: str = "",
    known: int | None = None,
    stopped: StoppedForm | None = None,
    revision_form: SaveRevisionForm | None = None,
) -> HttpResponse:
    """The page with its questions; `known` is the revision that the asker had seen when somebody saved another."""
    context: dict[str, Any] = {"draft": draft, "form": form, "origin": origin, "stopped": stopped}
    context["revision_form"] = revision_form or SaveRevisionForm(initial={"message": message})
    if origin is not None:
        newest = revision_or_404(origin.template)
        context["newest"] = newest
        context["known"] = origin.number if known is None else known
        context["is_behind"] = context["known"] < newest.number
        context["comparison"] = compare(newest.text, draft.text, draft.kubernetes)
    return render(request, "library/save.html", context)
