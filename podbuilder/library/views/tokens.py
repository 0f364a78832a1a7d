"""The asker's access tokens: listing, creating and revoking them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.library.forms.links_and_tokens import TokenForm
from podbuilder.library.models import Token
from podbuilder.library.sharing import access_tokens
from podbuilder.teams.models import Team


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The asker's tokens, and a form for a new one, whose text is shown in the response and never again."""
    teams = {str(team.pk): team.name for team in Team.objects.for_user(request.user)}
    form = TokenForm(request.POST if request.method == "POST" else None, teams)
    text = ""
    if form.is_valid():
        if Token.objects.filter(user=request.user).unrevoked().count() >= access_tokens.MOST_TOKENS:
            form.add_error(None, f"You have {access_tokens.MOST_TOKENS} tokens. Revoke one that you no longer use.")
        else:
            _, text = access_tokens.make(request.user, form.cleaned_data["name"], form.scopes, form.expires)
            form = TokenForm(None, teams)
    rows = [
        (token, access_tokens.scopes_in_words(token, teams)) for token in Token.objects.filter(user=request.user)[:200]
    ]
    context = {"form": form, "rows": rows, "text": text, "host": request.get_host(), "scheme": request.scheme}
    return render(request, "library/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token."""
    token = Token.objects.filter(user=request.user, pk=pk).first() if request.user.is_authenticated else None
    if token is None:
        raise Http404("no such token of yours")
    access_tokens.revoke(token, by=token.user)
    messages.success(request, f"{token.name} has been revoked and no longer works.")
    return redirect("library:tokens")
