"""The history of a template: listing revisions, comparing two of them, and restoring an old one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from podbuilder.accounts.http import user_of
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.library.access import may_write, revision_or_404, template_or_404, writable_template_or_403
from podbuilder.library.forms.revision_buttons import BaseForm
from podbuilder.library.revisions.compare import compare as compare_texts
from podbuilder.library.revisions.compare import parameters_in_words
from podbuilder.library.revisions.save import Content, VersionConflict, save_revision
from podbuilder.library.secret_gate import SecretsFound

A_PAGE = 50


@require_safe
def history(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Every revision, the newest first."""
    template = template_or_404(request, owner, slug)
    before = _number(request.GET.get("before", ""), template.latest_revision + 1)
    rows = list(
        template.revisions.select_related("author").defer("text", "notes").filter(number__lt=before)[: A_PAGE + 1]
    )
    context = {
        "template": template,
        "revisions": rows[:A_PAGE],
        "older": rows[A_PAGE - 1].number if len(rows) > A_PAGE else 0,
        "may_write": may_write(request.user, template),
    }
    return render(request, "library/revisions.html", context)


@require_safe
def compare(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """What changed from revision `?from=` to revision `?to=`, from row `?row=` on; by default, in the newest one."""
    template = template_or_404(request, owner, slug)
    newer = revision_or_404(template, _number(request.GET.get("to", ""), template.latest_revision))
    older = revision_or_404(template, _number(request.GET.get("from", ""), max(1, newer.number - 1)))
    first = _number(request.GET.get("row", ""), 0)
    context = {
        "template": template,
        "older": older,
        "newer": newer,
        "comparison": compare_texts(older.text, newer.text, newer.kubernetes, first),
        "parameters": parameters_in_words(older.parameters, newer.parameters),
        "numbers": range(template.latest_revision, 0, -1)[:200],
        "may_write": may_write(request.user, template),
    }
    return render(request, "library/compare.html", context)


@require_POST
def restore(request: HttpRequest, owner: str, slug: str, number: str) -> HttpResponse:
    """Save the content of an old revision as the newest one."""
    template = writable_template_or_403(request, owner, slug)
    old = revision_or_404(template, int(number))
    form = BaseForm(request.POST)
    base = form.cleaned_data["base"] if form.is_valid() else None
    try:
        revision = save_revision(
            template,
            Content.of_revision(old),
            base=base or template.latest_revision,
            author=user_of(request),
            message=f"Back to revision {old.number}",
        )
    except VersionConflict as conflict:
        messages.warning(
            request,
            f"Revision {conflict.current} was saved in the meantime, so nothing has been changed. Please look again.",
        )
        return redirect("library:template-revisions", owner, slug)
    except SecretsFound:
        said = f"Revision {old.number} holds credentials in plain text. Open it as a draft and move them into a Secret."
        messages.error(request, said)
        return redirect("library:template-revisions", owner, slug)
    if revision is None:
        messages.info(request, f"The newest revision is the same as revision {old.number}.")
    else:
        messages.success(request, f"Revision {old.number} has been restored as revision {revision.number}.")
    return redirect(template)


def _number(text: str, otherwise: int) -> int:
    return whole_number(text) or otherwise
