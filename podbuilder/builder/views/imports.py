"""What is no manifest, brought: the page on which it becomes one, and what a draft tells of how it came in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.models import Conflict, Draft, ImportRecord
from podbuilder.builder.new_draft import begin, chosen_version
from podbuilder.builder.pages.import_page import DOCKERFILE, Brought, ImportPage
from podbuilder.builder.pages.import_questions import is_control_id, question_changes
from podbuilder.builder.pages.import_report import rows_of, source_of, summary
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.limits import MAX_PASTE
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.importers.markdown import markdown
from podbuilder.kube.importers.recognition import MANIFEST, UNKNOWN, formats, recognize
from podbuilder.kube.manifest.file_name import file_name

ANSWER = "answer:"
OPEN = "open"


def form_choices() -> list[tuple[str, str]]:
    """What somebody can say that a text is."""
    return [(MANIFEST, formats()[MANIFEST].title), *((name, formats()[name].title) for name in FORMS)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """GET with `?draft=`: what a draft was brought as, to be answered again. POST: the same or something new; with
    `op=open` the draft is made."""
    if request.method != "POST":
        again, record = _imported_or_404(request, request.GET.get("draft", ""))
        return draw_import(request, Brought(record.form, record.text, record.dockerfile, record.answers), draft=again)
    brought = _posted(request)
    draft = _answered_again(request)
    if request.POST.get("op") != OPEN or brought.form not in FORMS:
        return draw_import(request, brought, draft=draft)
    try:
        page = ImportPage.of(brought, chosen_version(request))
    except ImportRefused as refusal:
        return draw_import(request, brought, str(refusal), draft=draft)
    return _open(request, page, draft)


@never_cache
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the answers so far make of it: the parts of the page that follow them. Always 200."""
    context = _context(request, _posted(request), _answered_again(request))
    page, drawn = context["page"], list(filter(is_control_id, request.POST.getlist("drawn")))
    context["changes"] = question_changes(page.lists, drawn) if page else []
    context["kept"] = [one for one in page.asked if one.id in drawn and not one.question.choices] if page else []
    return render(request, "builder/_import_answer.html", context)


@never_cache
@require_POST
def recognized(request: HttpRequest) -> HttpResponse:
    """What a text is taken for, while it is pasted."""
    text = as_posted(request.POST.get("text", ""))
    found = recognize(text) if text.strip() else None
    context = {"recognized": found, "is_imported": found is not None and found.name in FORMS}
    return render(request, "builder/_recognized_answer.html", context)


@never_cache
@require_safe
def imported(request: HttpRequest, key: str) -> HttpResponse:
    """How a draft came in: what was brought, and what became of each word of it."""
    draft, record = _imported_or_404(request, key)
    context = {
        "draft": draft,
        "record": record,
        "format": formats()[record.form],
        "source": source_of(record.form, record.text, record.report),
        "dockerfile_source": source_of(DOCKERFILE, record.dockerfile, record.report) if record.dockerfile else [],
        "rows": rows_of(record.report),
        "summary": summary(record.report),
        "is_edited": not draft.is_as_received,
    }
    return render(request, "builder/imported.html", context)


@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The report of how a draft came in, as Markdown."""
    draft, record = _imported_or_404(request, key)
    text = markdown(f"{draft}: imported from {formats()[record.form].title}", record.report, record.questions)
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(draft.manifest)}-import.md"'
    return response


def draw_import(
    request: HttpRequest, brought: Brought, refusal: str = "", *, draft: Draft | None = None
) -> HttpResponse:
    """The page of an import, with what is to be said where nothing can be made of it."""
    context = _context(request, brought, draft)
    context["refusal"] = refusal or context["refusal"]
    return render(request, "builder/import.html", context)


def _answered_again(request: HttpRequest) -> Draft | None:
    """The draft whose questions are answered again; None for something new."""
    key = request.POST.get("draft")
    return draft_or_404(request, key) if key else None


def _context(request: HttpRequest, brought: Brought, draft: Draft | None) -> dict[str, Any]:
    page, refusal = None, ""
    try:
        if brought.form not in FORMS:
            raise ImportRefused("Say what it is.")
        page = ImportPage.of(brought, chosen_version(request))
    except ImportRefused as problem:
        refusal = str(problem)
    return {
        "page": page,
        "brought": brought,
        "draft": draft,
        "is_edited": draft is not None and not draft.is_as_received,
        "refusal": refusal,
        "forms": form_choices()[1:],
        "kubernetes": chosen_version(request),
    }


def _posted(request: HttpRequest) -> Brought:
    answers = {
        name.removeprefix(ANSWER): as_posted(value)[:MAX_PASTE].strip("\n")
        for name, value in request.POST.items()
        if name.startswith(ANSWER) and isinstance(value, str) and value.strip()
    }
    text, dockerfile = (as_posted(request.POST.get(name, "")) for name in ("text", "dockerfile"))
    form = request.POST.get("form", "")
    if form not in FORMS:
        found = recognize(text).name
        form = found if found in FORMS else UNKNOWN
    return Brought(form, text, dockerfile, answers)


def _open(request: HttpRequest, page: ImportPage, draft: Draft | None) -> HttpResponse:
    """Make the draft, or put it into the place of one that nobody has edited since it came in."""
    if draft is not None and draft.is_as_received:
        try:
            draft.import_anew(page.text, page.record, base=draft.revision, tab_id="")
        except Conflict:
            return draw_import(request, page.brought, draft=draft)
        response = redirect(draft)
    else:
        response = begin(request, page.manifest, page.version, imported=page.record)
    messages.success(request, _said(page))
    return response


def _said(page: ImportPage) -> str:
    """What became of it, in a sentence; the report says it of each word."""
    left = sum(1 for line in page.result.report if line.outcome in (Outcome.LEFT, Outcome.REFUSED))
    told = [f"Imported from {page.format.title}"]
    if page.open_count:
        told.append(f"{page.open_count} question{'s' if page.open_count > 1 else ''} left for later")
    if left:
        told.append(f"{left} word{'s' if left > 1 else ''} left behind")
    return f"{', '.join(told)}. The report is under Export, How it came in."


def _imported_or_404(request: HttpRequest, key: str) -> tuple[Draft, ImportRecord]:
    draft = draft_or_404(request, key)
    record = draft.import_record
    if record is None:
        raise Http404("it was a manifest when it came in")
    return draft, record
