"""The steps of the builder: the page, and the response to each keystroke."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing.field_comments import place_signs
from podbuilder.builder.editing.post_data import TEXT, serial_of, tab_id_of
from podbuilder.builder.editing.submit import AT, EditResult, fresh_page, new_tab_id, submit
from podbuilder.builder.forms.control import Message
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.row_names import tell_apart
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.cluster_names import offer
from podbuilder.builder.pages.drawn_parts import held_by
from podbuilder.builder.pages.jump_targets import welcome
from podbuilder.builder.pages.last_change import said_before
from podbuilder.builder.pages.recovery import Recovery
from podbuilder.builder.pages.render import render
from podbuilder.builder.pages.review_page import Overview
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.steps.outline import slug_for
from podbuilder.builder.views.draft import nearest_path
from podbuilder.clusters.access import clusters_of
from podbuilder.kube.catalogue import MAX_LENGTH
from podbuilder.kube.core import versions
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.starters.starters import BLANK
from podbuilder.web import limits


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """GET: one step of a draft. POST, without JavaScript or when the page is left: save it, then go on."""
    draft = draft_or_404(request, key)
    if request.method == "POST":
        try:
            return after_save(request, draft, submit(draft, slug, request.POST))
        except ManifestError as error:
            # The editor's text, which goes along to the next step and is mended there.
            if keep_unreadable(request, draft):
                wanted = next(filter(None, request.POST.getlist("next")), "")
                return redirect(wanted if is_here(wanted) else step_url(draft, slug))
            return draw_text_page(request, draft, request.POST.get(TEXT, ""), error=error)
    page = fresh_page(draft, slug)
    page.at = (request.GET.get(AT) or request.GET.get("for", ""))[:MAX_LENGTH]
    page.line = whole_number(request.GET.get("line", "")) or 0
    page.last_change = said_before(request)
    if page.form is None:
        return redirect("builder:draft", draft.key)
    page.place_messages()
    if request.GET.get("for"):
        path = nearest_path(request.GET["for"], draft.kubernetes)
        here = page.form if slug_for(path) == slug else None
        page.unplaced += welcome(here, path, page.catalogue)
    return draw_page(request, page)


def after_save(request: HttpRequest, draft: Draft, result: EditResult) -> HttpResponse:
    """Go on after a save without JavaScript: to the requested step, unless this one has something to show first."""
    page = result.page
    if page is None:
        return redirect(next_step(request, draft, result))
    has_complaints = bool(page.form and page.form.complaints)
    if has_complaints and any(request.POST.getlist("next")):
        page.unplaced.append(
            Message("error", "The fields marked below are not saved. Correct them, or continue without them.")
        )
    if page.conflict or page.pending or has_complaints or (page.unplaced and result.is_reshaped):
        return draw_page(request, page)
    if page.last_change:
        page.last_change.say_next(request)
    return redirect(next_url(request, page) or f"{page.url}#{page.focus}".rstrip("#"))


def step_url(draft: Draft, slug: str) -> str:
    """The address of a draft's step; an empty slug is the first step."""
    return reverse("builder:draft-step", args=[draft.key, slug]) if slug else reverse("builder:draft", args=[draft.key])


def next_step(request: HttpRequest, draft: Draft, result: EditResult) -> str:
    """The address of the step that a button leads to, which says what the button has changed."""
    if result.change:
        result.change.say_next(request)
    return f"{step_url(draft, result.slug)}#{result.focus}".rstrip("#")


def next_url(request: HttpRequest, page: StepPage) -> str:
    """The address on this site to go to after saving; "" if the page asked for none."""
    # The button of a step in the outline stands before the form's own field of that name, which is empty then.
    wanted = next(filter(None, request.POST.getlist("next")), "")
    if is_here(wanted):
        return wanted
    return {"next": page.next_url, "back": page.previous_url}.get(wanted, "")


def is_here(url: str) -> bool:
    """Whether an address is one of this site."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


@never_cache
@require_POST
def preview(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """The response to a keystroke or a button: everything that changes on the page. Always 200."""
    draft = draft_or_404(request, key)
    try:
        result = submit(draft, slug, request.POST)
    except ManifestError as error:
        return say_unreadable(request, draft, error)
    page = result.page
    if page is None:
        return to_page(next_step(request, draft, result))
    context = {**step_context(page), "drawn": held_by(request)}
    if page.conflict:
        response = render(request, "builder/_conflict_answer.html", context)
        response["HX-Retarget"] = "#conflict"
    elif result.is_reshaped:
        if page.form:
            complete(page.form, page)
        response = render(request, "builder/_reshaped.html", context)
    else:
        response = render(request, "builder/_preview.html", context)
        response["HX-Retarget"] = "#revision" if context["drawn"] else "#yaml"
    return response


def to_page(url: str) -> HttpResponse:
    """Tell htmx to load another page."""
    response = HttpResponse()
    response["HX-Redirect"] = url
    return response


def say_unreadable(request: HttpRequest, draft: Draft, error: ManifestError) -> HttpResponse:
    """Keep the YAML editor's text and tell where it cannot be parsed; nothing else on the page changes."""
    recovery = recovery_of(request, error)
    response = render(request, "builder/_unreadable.html", {"error": recovery.problem, "recovery": recovery})
    response["HX-Retarget"] = "#editor-problem"
    if keep_unreadable(request, draft):
        response["Text-Kept"] = "1"
    return response


def keep_unreadable(request: HttpRequest, draft: Draft) -> bool:
    """Keep the posted text until it is mended; whether there is room for it."""
    return draft.keep_unreadable(
        as_posted(request.POST.get(TEXT, "")), tab_id_of(request.POST), serial_of(request.POST)
    )


def recovery_of(request: HttpRequest, error: ManifestError, text: str = "") -> Recovery:
    """What is in the way of a text, or else of the posted one, and the text without it.

    A draft has its parameters already: placeholders are only named.
    """
    recovery = Recovery.of(as_posted(text or request.POST.get(TEXT, "")), error)
    return replace(recovery, found=replace(recovery.found, cleaned="")) if recovery.parameters else recovery


def draw_text_page(
    request: HttpRequest, draft: Draft, text: str, *, error: ManifestError | None = None, page: StepPage | None = None
) -> HttpResponse:
    """The manifest in a text box: the draft's own text, or one that could not be saved."""
    recovery = recovery_of(request, error, text) if error else None
    context = {
        "draft": draft,
        "text": as_posted(text),
        "error": recovery.problem if recovery else None,
        "recovery": recovery,
        "conflict": page.conflict if page else None,
        "tab_id": page.tab_id if page else new_tab_id(),
        "is_typed": error is not None or page is not None,
    }
    return render(request, "builder/yaml.html", context)


def draw_page(request: HttpRequest, page: StepPage) -> HttpResponse:
    if page.form:
        complete(page.form, page)
    # What a blank pod has as its name is there to be replaced by what is typed.
    context = {
        **step_context(page),
        "is_blank": page.manifest.text == BLANK,
        "clusters": clusters_of(request)[: limits.SHOWN_CLUSTERS],
        "cluster_url": reverse("builder:draft-cluster-choice", args=[page.draft.key]),
    }
    return render(request, "builder/step.html", context)


def complete(form: StepForm, page: StepPage) -> None:
    """What a form needs besides when it is drawn, as it is not for a keystroke."""
    place_signs(form.all_parts, page.manifest, page.draft.kubernetes)
    if page.names:
        offer(form.all_parts, page.catalogue, page.shown, page.names)
    tell_apart(form.all_parts)


def step_context(page: StepPage) -> dict[str, object]:
    return {
        "page": page,
        "overview": Overview.of(page),
        "draft": page.draft,
        "versions": versions.VERSIONS[::-1],
        "kubernetes": page.draft.kubernetes,
        "versions_url": reverse("builder:draft-version", args=[page.draft.key, page.slug]),
    }
