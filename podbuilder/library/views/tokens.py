"""One's tokens for the terminal: made, listed, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.library import tokens as made
from podbuilder.library.forms import DressedForm
from podbuilder.library.models import Token
from podbuilder.teams.access import teams_of

LIFETIMES = [("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("", "Until it is revoked")]


class TokenForm(DressedForm):
    """A new token: what for, what it reads, and for how long."""

    name = forms.CharField(label="What it is for", max_length=100, help_text="Such as: deploys from the build server.")
    reach = forms.ChoiceField(label="It reads", required=False)
    days = forms.ChoiceField(label="It works for", choices=LIFETIMES, required=False, initial="90")

    def __init__(self, data: Any, teams: dict[str, str]) -> None:
        super().__init__(data)
        of_teams = [(f"{made.ONLY_TEAM}{pk}", f"Templates of {name} only") for pk, name in teams.items()]
        self.fields["reach"].choices = [
            ("", "All templates that you may see"),
            (made.ONLY_OWN, "Your own templates only"),
            *of_teams,
        ]

    @property
    def scopes(self) -> list[str]:
        reach = self.cleaned_data["reach"]
        return [made.READ, reach] if reach else [made.READ]

    @property
    def expires(self) -> Any:
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a form for another; what is made is shown in the answer, and never again."""
    teams = {str(team.pk): team.name for team in teams_of(request.user)}
    form = TokenForm(request.POST if request.method == "POST" else None, teams)
    text = ""
    if form.is_valid():
        if Token.objects.filter(user=request.user, revoked=None).count() >= made.MOST_TOKENS:
            form.add_error(None, f"You have {made.MOST_TOKENS} tokens. Take one back that you do not use any more.")
        else:
            _, text = made.make(request.user, form.cleaned_data["name"], form.scopes, form.expires)
            form = TokenForm(None, teams)
    rows = [(token, made.scopes_in_words(token, teams)) for token in Token.objects.filter(user=request.user)[:200]]
    context = {"form": form, "rows": rows, "text": text, "host": request.get_host(), "scheme": request.scheme}
    return render(request, "library/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token back."""
    token = Token.objects.filter(user=request.user, pk=pk).first() if request.user.is_authenticated else None
    if token is None:
        raise Http404("no such token of yours")
    made.revoke(token, by=request.user)
    messages.success(request, f"{token.name} is revoked. It opens nothing any more.")
    return redirect("tokens")
