"""Rescues what was typed on a page whose draft is no longer accessible."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from podbuilder.builder.editing.post_data import TEXT, posted_pod
from podbuilder.builder.editing.typed_text import TypedText, typed_text
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.new_draft import begin
from podbuilder.builder.views.home import ImportForm, draw_home
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.file_name import file_name


@never_cache
@require_POST
def rescue(request: HttpRequest) -> HttpResponse:
    """The posted page as a new draft of whoever asks, or as a file. Nothing of the draft itself is read."""
    data = request.POST
    is_file = data.get("as") == "file"
    version = data.get("kubernetes", "")
    version = version if version in versions.VERSIONS else versions.DEFAULT
    try:
        shown = Manifest.read(as_posted(data.get("manifest", "")), posted_pod(data, 0))
        typed = typed_text(shown, data.get("step", ""), version, data)
    except ManifestError as error:
        text = data.get(TEXT, data.get("manifest", ""))
        return as_file(text, "pod") if is_file else draw_home(request, ImportForm({"text": text}), error)
    return as_file(typed.manifest.text, file_name(typed.manifest)) if is_file else as_draft(request, typed, version)


def as_file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


def as_draft(request: HttpRequest, typed: TypedText, version: str) -> HttpResponse:
    if typed.left_over:
        names = ", ".join(typed.left_over)
        messages.warning(request, f"Not a value of its field, so kept as a comment at the end of the YAML: {names}.")
    else:
        messages.success(request, "What you typed is in this new draft.")
    return begin(request, typed.manifest, version)
