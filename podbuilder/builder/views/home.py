"""The home page: start something new, or go on with a draft."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from podbuilder.builder.access import deleted_drafts_of, drafts_of
from podbuilder.builder.draft_overlays import stored_folder
from podbuilder.builder.draft_parameters import typed
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import Draft
from podbuilder.builder.new_draft import begin, chosen_version, remember_version
from podbuilder.builder.pages.import_page import Brought
from podbuilder.builder.pages.recovery import CLEAN, Recovery
from podbuilder.builder.pages.yaml_pane import LineWindow, draw_text
from podbuilder.builder.views.imports import draw_import, form_choices
from podbuilder.builder.views.troubleshoot import draw_troubleshooter, is_of_trouble, says_why
from podbuilder.kube.catalogue import load
from podbuilder.kube.core import versions
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.recognition import PasteFormat, recognize
from podbuilder.kube.kustomization.overlays.brought_folder import open_folder
from podbuilder.kube.kustomization.overlays.zip_files import SIGNATURE, unzipped
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.companion_file import with_pod
from podbuilder.kube.starters import starters
from podbuilder.web.limits import KEPT_IN_BIN

SHOWN_DRAFTS = 50
# Of what cannot be built of a folder, as many sentences are shown.
SHOWN_PROBLEMS = 8
# What a list of drafts does without.
LONG = ("text", "unreadable", "unreadable_from", "folder")
# The buttons that open a text that cannot be read in the editor, and one without a pod beside a blank pod.
MEND, BESIDE = "mend", "beside"


class ImportForm(forms.Form):
    """A manifest, or what can be made one, pasted or as a file."""

    # Any text at all: the reader of manifests explains better what is wrong with it.
    text = forms.Field(required=False)
    # What it is, if somebody says so: "" for what it looks like.
    form = forms.ChoiceField(required=False, choices=form_choices)
    file = forms.FileField(required=False, allow_empty_file=True)

    def content(self) -> str | bytes:
        """The content of the uploaded file, or else the pasted text."""
        upload = self.cleaned_data.get("file")
        if upload is None:
            return as_posted(str(self.cleaned_data.get("text") or ""))
        # One byte more than the longest text allowed, so that a longer file is refused for its size.
        return bytes(upload.read(4 * MAX_CHARACTERS + 1))

    def showing(self, text: str) -> ImportForm:
        """The same form with a text in its box, such as that of the file."""
        return ImportForm({"text": text, "form": self.data.get("form", "")})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return draw_home(request, ImportForm())


def draw_home(
    request: HttpRequest,
    form: ImportForm,
    error: ManifestError | None = None,
    recovery: Recovery | None = None,
    *,
    can_mend: bool = False,
    has_companions: bool = False,
) -> HttpResponse:
    recognized = _recognized(form) if error else None
    asked = request.GET.get("q", "")[: starters.LONGEST_QUERY].strip()
    context = {
        "can_mend": can_mend,
        "has_companions": has_companions,
        "recovery": recovery,
        "asked": asked,
        "starters": starters.search(asked),
        "drafts": drafts_of(request).defer(*LONG)[:SHOWN_DRAFTS],
        "deleted_drafts": deleted_drafts_of(request, since=timezone.now() - KEPT_IN_BIN).defer(*LONG)[:10],
        "form": form,
        "form_choices": form_choices(),
        "imported_forms": in_words([title for name, title in form_choices() if name in FORMS]),
        "recognized": recognized,
        "is_imported": recognized is not None and recognized.name in FORMS,
        "form_error": error,
        "versions": versions.VERSIONS[::-1],
        "kubernetes": chosen_version(request),
        "versions_url": reverse("builder:kubernetes"),
    }
    return render(request, "builder/home.html", context)


def _recognized(form: ImportForm) -> PasteFormat | None:
    """What the text in the box is taken for, where that could not be opened."""
    text = str(form["text"].value() or "")
    return recognize(text) if text.strip() else None


@require_safe
def starter(request: HttpRequest, slug: str) -> HttpResponse:
    """A look inside a starter, before a draft is begun from it."""
    found = starters.find(slug)
    if found is None:
        raise Http404("no such starter")
    count = found.manifest.count("\n")
    context = {"starter": found, "lines": draw_text(found.manifest, LineWindow(1, count, count))}
    return render(request, "builder/starter.html", context)


@require_POST
def choose_kubernetes(request: HttpRequest) -> HttpResponse:
    """Remember the version to start new drafts with."""
    response = redirect("builder:home")
    version = request.POST.get("kubernetes", "")
    if version in versions.VERSIONS:
        remember_version(response, request, version)
    return response


@require_POST
def new_draft(request: HttpRequest) -> HttpResponse:
    """Create a draft from a starter, or from a nearly empty manifest."""
    found = starters.find(request.POST.get("starter", ""))
    response = begin(request, Manifest.read(found.manifest if found else starters.BLANK))
    if found is None:
        # The first thing to fill in.
        response["Location"] += f"#{dom_id('metadata.name')}"
    return response


@require_POST
def import_draft(request: HttpRequest) -> HttpResponse:
    """Create a draft from a pasted or uploaded manifest. If it cannot be read, show the home page with the error.

    What other tools read goes to the page of its import: what is recognized as that and is no manifest, and whatever
    `form` says. What tells why a pod does not run goes to the Troubleshooter, from where a pod can be opened, too. What
    is in the way of a manifest is named, and with `op=clean` the text is opened without it; with `op=mend` it is opened
    as it is, to be mended in the editor.
    """
    form = ImportForm(request.POST, request.FILES)
    form.full_clean()
    content = form.content()
    if isinstance(content, bytes) and content.startswith(SIGNATURE):
        return _folder(request, form, content)
    form_name = str(form.cleaned_data.get("form") or "")
    if form_name in FORMS:
        return _imported(request, content, form_name)
    try:
        manifest = Manifest.read(content)
    except ManifestError as error:
        recognized = None if form_name or request.POST.get("op") else recognize(as_text(content))
        if recognized and recognized.name in FORMS:
            return _imported(request, content, recognized.name)
        if recognized and is_of_trouble(recognized, as_text(content)):
            return draw_troubleshooter(request, as_text(content))
        return _unreadable(request, form, content, error)
    if not form_name and says_why(manifest):
        return draw_troubleshooter(request, manifest.text)
    return begin(request, manifest)


def _folder(request: HttpRequest, form: ImportForm, content: bytes) -> HttpResponse:
    """Create a draft from a base with overlays in a ZIP, which is kept whole; what of it is not built is said."""
    try:
        brought = open_folder(*unzipped(content))
    except KustomizationError as problem:
        return draw_home(request, form, ManifestError(str(problem)))
    for sentence in list(brought.problems.values())[:SHOWN_PROBLEMS]:
        messages.warning(request, f"{sentence} It is kept as it is.")
    return begin(request, Manifest.read(brought.text), **stored_folder(brought))


def _imported(request: HttpRequest, content: str | bytes, name: str) -> HttpResponse:
    """The page of an import, which also says why nothing can be made of a text."""
    return draw_import(request, Brought(name, as_text(content), "", {}))


def _unreadable(request: HttpRequest, form: ImportForm, content: str | bytes, error: ManifestError) -> HttpResponse:
    text = as_text(content)
    beside = with_pod(text, starters.BLANK)
    if beside and request.POST.get("op") == BESIDE:
        return begin(request, beside)
    if text and request.POST.get("op") == MEND:
        return begin(request, Manifest.read(starters.BLANK), unreadable=text)
    recovery = Recovery.of(content, error)
    if not recovery.found:
        # A file is shown as text: the button below it posts it again.
        shown = form.showing(text) if text else form
        return draw_home(request, shown, error, can_mend=bool(text), has_companions=beside is not None)
    if recovery.cleaned and request.POST.get("op") == CLEAN:
        manifest = Manifest.read(recovery.cleaned)
        version = chosen_version(request)
        parameters = [typed(manifest, one, load(version)).to_json() for one in recovery.parameters]
        return begin(request, manifest, version, received=recovery.text, parameters=parameters)
    return draw_home(request, form.showing(recovery.text), recovery.problem, recovery, can_mend=bool(text))


def as_text(content: str | bytes) -> str:
    """What was posted as a text that can be kept and mended; "" if it is no text, or too long."""
    try:
        text = content if isinstance(content, str) else content.decode()
    except UnicodeDecodeError:
        return ""
    return text if text.strip() and len(text) <= MAX_CHARACTERS else ""


def in_words(names: list[str]) -> str:
    """`a, b or c`."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def say_deleted(request: HttpRequest, draft: Draft) -> None:
    messages.success(request, f"{draft} was deleted. You can restore it below for {KEPT_IN_BIN.days} days.")
