"""The note on one field: the control that the form shows on demand, or a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing.field_comments import PREFIX, why_not, write_notes
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import Conflict
from podbuilder.kube.catalogue import UnknownPath, with_workload
from podbuilder.kube.catalogue.labels import label_of


@vary_on_headers("HX-Request")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the note on the field at `?path=`. POST, from a page without JavaScript: write it, and go to the field."""
    draft = draft_or_404(request, key)
    manifest = draft.manifest
    fields = with_workload(draft.kubernetes, manifest.place.path_kind)
    try:
        path = fields.resolve(request.GET.get("path", ""))
    except UnknownPath as unknown:
        raise Http404(str(unknown)) from unknown
    name, label = f"{PREFIX}{path}", label_of(path, fields)
    refused = why_not(manifest, path)
    if request.method == "POST":
        noted = write_notes(manifest, manifest, {name: request.POST.get(name, "")}, fields)
        refused = noted.refused[0][1] if noted.refused else ""
        if not refused:
            try:
                draft.write(noted.manifest.text, base=draft.revision, tab_id="", subject="")
            except Conflict:
                refused = "This draft was changed in another tab. Save again."
        if not refused:
            return redirect(f"{reverse('builder:draft-jump', args=[draft.key])}?{urlencode({'path': path})}")
    context = {
        "draft": draft,
        "path": path,
        "name": name,
        "id": dom_id(name),
        "label": label,
        "text": request.POST.get(name, manifest.comment(path)),
        "refused": refused,
        "can_write": not why_not(manifest, path),
    }
    return render(request, "builder/_note.html" if request.headers.get("HX-Request") else "builder/note.html", context)
