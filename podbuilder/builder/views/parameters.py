"""The parameters of a draft: what a template made from it will ask for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.draft_parameters import (
    candidates,
    posted,
    proposal,
    removed,
    renamed,
    texts_of,
    with_placeholder,
)
from podbuilder.builder.models import Conflict, Draft
from podbuilder.kube.catalogue import Catalogue, UnknownPath, with_workload
from podbuilder.kube.core.document import MISSING, get
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.templating import MOST_PARAMETERS, TYPES, Parameter, as_text
from podbuilder.kube.templating.dry_run import dry_run

MEANWHILE = "This draft was changed in another tab. Check it, then save again."


@never_cache
@require_http_methods(["GET", "HEAD"])
def parameters(request: HttpRequest, key: str) -> HttpResponse:
    """The declared parameters, and what the manifest becomes at the limits of what they allow."""
    draft = draft_or_404(request, key)
    manifest, found = draft.manifest, draft.declared
    trials = dry_run(manifest, found, draft.kubernetes)
    context = {
        "draft": draft,
        "rows": [
            (parameter, TYPES.get(parameter.type, parameter.type), as_text(parameter.default)) for parameter in found
        ],
        "rehearsal": trials,
        "undeclared": sorted({m.name for m in trials.mismatches if m.name and m.path is not None}),
        "offers": candidates(manifest, _catalogue(draft, manifest)),
        "is_full": len(found) >= MOST_PARAMETERS,
    }
    return render(request, "builder/parameters.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One declaration: the one called `?name=`, or a new one for the field at `?path=` or the placeholder `?for=`."""
    draft = draft_or_404(request, key)
    manifest, all_of_them = draft.manifest, draft.declared
    old = next((one for one in all_of_them if one.name == request.GET.get("name")), None)
    path = _path_or_404(request, draft, is_needed=old is None and "for" not in request.GET)
    others = [one for one in all_of_them if one is not old]
    begun = old or _begun(request, manifest, path, draft, others)
    texts, errors = texts_of(begun), {}
    if request.method == "POST":
        answer = posted(request.POST, others)
        texts, errors = dict(answer.texts), answer.errors
        if not errors:
            errors = _save(draft, manifest, old, answer.parameter, path)
        if not errors:
            messages.success(request, f"{answer.parameter.title} is a parameter of this draft.")
            return redirect("builder:draft-parameters", draft.key)
    context = {
        "draft": draft,
        "old": old,
        "path": path,
        "texts": texts,
        "errors": errors,
        "types": TYPES.items(),
        "title": begun.title,
    }
    return render(request, "builder/parameter.html", context)


@require_POST
def remove_parameter(request: HttpRequest, key: str) -> HttpResponse:
    """Remove a parameter, and put its default back into the manifest."""
    draft = draft_or_404(request, key)
    found = draft.declared
    gone = next((one for one in found if one.name == request.POST.get("name")), None)
    if gone is not None:
        try:
            text = removed(draft.text, gone, draft.kubernetes)
            _store(draft, text, [one for one in found if one is not gone])
        except ManifestError as error:
            messages.error(request, f"{gone.title} cannot be taken out of the manifest: {error.message}")
        except Conflict:
            messages.error(request, MEANWHILE)
    return redirect("builder:draft-parameters", draft.key)


def _path_or_404(request: HttpRequest, draft: Draft, *, is_needed: bool) -> FieldPath | None:
    text = request.GET.get("path", "")
    if not text and not is_needed:
        return None
    try:
        return _catalogue(draft, draft.manifest).resolve(text)
    except UnknownPath as unknown:
        raise Http404(str(unknown)) from unknown


def _catalogue(draft: Draft, manifest: Manifest) -> Catalogue:
    return with_workload(draft.kubernetes, manifest.place.path_kind)


def _begun(
    request: HttpRequest, manifest: Manifest, path: FieldPath | None, draft: Draft, others: list[Parameter]
) -> Parameter:
    if path is None:
        return Parameter(request.GET.get("for", "")[:40])
    return proposal(manifest, path, _catalogue(draft, manifest), others)


def _save(
    draft: Draft, manifest: Manifest, old: Parameter | None, new: Parameter, path: FieldPath | None
) -> dict[str, str]:
    """Write a declaration and its placeholders. Returns what prevents it, by the name of the control."""
    found = list(draft.declared)
    if old is None and len(found) >= MOST_PARAMETERS:
        return {"name": f"A template has at most {MOST_PARAMETERS} parameters."}
    try:
        if old is not None:
            text = renamed(draft.text, old.name, new.name, draft.kubernetes)
            found[found.index(old)] = new
        else:
            text = with_placeholder(manifest, path, new).text if path is not None else draft.text
            found.append(new)
        _store(draft, text, found)
    except ManifestError as error:
        return {"name": f"This cannot be written into the manifest: {error.message}"}
    except Conflict:
        return _save_again(draft, manifest, old, new, path)
    return {}


def _save_again(
    draft: Draft, manifest: Manifest, old: Parameter | None, new: Parameter, path: FieldPath | None
) -> dict[str, str]:
    """The same in the draft as another page has left it, unless that page changed what this one is about."""
    draft.refresh_from_db()
    now = draft.manifest
    has_moved = path is not None and get(now.place.pod_with_workload, path, MISSING) != get(
        manifest.place.pod_with_workload, path, MISSING
    )
    others = [one for one in draft.declared if one != old]
    if has_moved or new.name in {one.name for one in others} or (old is not None and old not in draft.declared):
        return {"name": MEANWHILE}
    return _save(draft, now, old, new, path)


def _store(draft: Draft, text: str, found: list[Parameter]) -> None:
    parameters = [one.to_json() for one in found]
    draft.write(text, base=draft.revision, tab_id="", subject="parameters", parameters=parameters)
