"""The settings of a template: its details, visibility, link and owner."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts.http import user_of
from podbuilder.library.access import managed_template_or_403, may_manage, writable_template_or_403
from podbuilder.library.audit_log import record
from podbuilder.library.forms.details import NOT_YOURS_TO_SHOW, MoveForm, SettingsForm
from podbuilder.library.forms.fields import NOT_YOUR_TEAM
from podbuilder.library.models import SavedTemplate
from podbuilder.library.models.template import new_link_key
from podbuilder.library.pages.stopped_form import acknowledgement_of
from podbuilder.library.pages.stopped_form import stopped as stopped_by
from podbuilder.library.revisions.lifecycle import move_to
from podbuilder.library.revisions.save import SlugTaken, VersionConflict
from podbuilder.library.revisions.save import change as save_change
from podbuilder.library.secret_gate import SecretsFound
from podbuilder.teams.models import Team


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Name, address, words, README, icon and visibility."""
    template = writable_template_or_403(request, owner, slug)
    user = user_of(request)
    decides = may_manage(user, template)
    form = SettingsForm(request.POST if request.method == "POST" else None, template, may_manage=decides)
    stopped: dict[str, Any] = {}
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            acknowledgement = acknowledgement_of(request, template)
            changed = save_change(template, version=version, by=user, acknowledgement=acknowledgement, **form.details())
        except VersionConflict:
            template.refresh_from_db()
            form.add_error(
                None, "Somebody else has changed these settings in the meantime. Save again to overwrite their changes."
            )
        except SlugTaken:
            form.add_error("slug", "Another template has this address.")
        except SecretsFound as error:
            stopped = {"stopped": stopped_by(request, template, error.found)}
        else:
            messages.success(request, f"The settings of {changed} have been saved.")
            return redirect(changed)
    return _page(request, template, form, **stopped)


def _page(request: HttpRequest, template: SavedTemplate, form: SettingsForm, **more: Any) -> HttpResponse:
    teams = Team.objects.writable_by(request.user).exclude(pk=template.team_id or 0)
    decides = may_manage(request.user, template)
    context = {"template": template, "form": form, "decides": decides, "teams": teams, **more}
    return render(request, "library/settings.html", context)


@require_POST
def renew_link(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Give an unlisted template a new link; the old one stops working."""
    template = managed_template_or_403(request, owner, slug)
    SavedTemplate.objects.filter(pk=template.pk).update(link_key=new_link_key())
    record(request.user, "template.link", template=template)
    messages.success(request, "The old link no longer works; the new one is on this page.")
    return redirect(template)


@require_POST
def move(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Give the template to a team that the asker may save for, or take a team's for oneself."""
    template, user = managed_template_or_403(request, owner, slug), user_of(request)
    choice = MoveForm(request.POST, user)
    if not choice.is_valid():
        messages.error(request, NOT_YOUR_TEAM)
        return redirect("library:template-settings", owner, slug)
    team = choice.team
    if not choice.may_take(template):
        messages.error(request, f"{NOT_YOURS_TO_SHOW} Make this one private first, then move it.")
        return redirect("library:template-settings", owner, slug)
    try:
        owner_after = None if team else user
        acknowledgement = acknowledgement_of(request, template)
        moved = move_to(template, owner=owner_after, team=team, by=user, acknowledgement=acknowledgement)
    except SlugTaken:
        messages.error(request, "Another template there has this address. Change the address of this one first.")
        return redirect("library:template-settings", owner, slug)
    except SecretsFound as error:
        form = SettingsForm(None, template, may_manage=True)
        stopped = stopped_by(request, template, error.found)
        return _page(request, template, form, stopped_move=stopped, wanted=team.slug if team else "")
    messages.success(request, f"{moved} is now {team.name + '’s' if team else 'yours'}.")
    return redirect(moved)
