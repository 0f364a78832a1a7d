"""The page of an import: what was brought with its marks, the questions, what becomes of each word, and the YAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from podbuilder.builder.models import ImportRecord
from podbuilder.builder.pages.import_questions import AskedQuestion, hidden_answer
from podbuilder.builder.pages.import_report import MarkedPiece, ReportRow, report_row, source_of, summary
from podbuilder.builder.pages.yaml_pane import LineWindow, draw_text
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.limits import SHOWN_LINES, SHOWN_ROWS
from podbuilder.kube.importers.credential_move import credentials, moved_into_secrets
from podbuilder.kube.importers.dockerfile.dockerfile_import import with_dockerfile
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.hidden_values import HIDDEN, hidden
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.importers.question import AnswerType, Question
from podbuilder.kube.importers.recognition import PasteFormat, formats
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.file_name import file_name
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.review import Review, review_manifest
from podbuilder.kube.secret_scanning.scanner import Leak

DOCKERFILE = "dockerfile"
# The question that the page asks itself: what happens to credentials that stand in plain text.
CREDENTIALS = "credentials"
_MOVE = "move"
_MOST_NAMED = 3
_SHORTEST = 6


@dataclass(frozen=True)
class Brought:
    """What somebody brings: a text in a form, a Dockerfile beside it, and the answers so far."""

    form: str
    text: str
    dockerfile: str
    answers: Mapping[str, str]

    def read(self, answers: Mapping[str, str]) -> ImportResult:
        """What these answers make of it (ImportRefused)."""
        result = FORMS[self.form](self.text, answers)
        if self.dockerfile.strip() and self.form != DOCKERFILE:
            return with_dockerfile(result, self.dockerfile, answers)
        return result


@dataclass(frozen=True)
class ImportPage:
    """What becomes of something that was brought, judged by a version of Kubernetes."""

    brought: Brought
    version: str
    result: ImportResult
    # What no answer at all makes of it: which questions have to be answered is told by that, and stays as it is.
    unanswered: ImportResult

    @classmethod
    def of(cls, brought: Brought, version: str) -> ImportPage:
        """The page (ImportRefused if nothing can be made of what was brought)."""
        result = brought.read(brought.answers)
        page = cls(brought, version, result, brought.read({}) if brought.answers else result)
        try:
            page.manifest  # noqa: B018 - whether it can be read is known once it is
        except ManifestError as error:
            raise ImportRefused(f"What it makes cannot be read: {error.message}") from error
        return page

    @property
    def format(self) -> PasteFormat:
        return formats()[self.brought.form]

    @property
    def has_dockerfile(self) -> bool:
        """Whether a Dockerfile can stand beside what was brought."""
        return self.brought.form != DOCKERFILE

    # Credentials in plain text.

    @cached_property
    def leaks(self) -> list[tuple[Leak, str]]:
        """The credentials that the import leaves in plain text and a Secret can hold, with their values."""
        return credentials(self.result.documents)

    @cached_property
    def objects(self) -> tuple[Mapping[str, Any], ...]:
        """What is in the file."""
        is_moved = self.leaks and self.brought.answers.get(CREDENTIALS) == _MOVE
        return moved_into_secrets(self.result.documents) if is_moved else self.result.documents

    # The manifest and its verdict.

    @cached_property
    def text(self) -> str:
        return ImportResult(tuple(self.objects), ()).manifest

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest.read(self.text)

    @property
    def file_name(self) -> str:
        return file_name(self.manifest)

    @property
    def lines(self) -> SafeString:
        """The YAML with the values of credentials hidden."""
        shown = hidden(self.text)
        for _, value in self.leaks:
            # Shorter ones stand in too many other words to be hidden everywhere.
            shown = shown.replace(value, HIDDEN) if len(value) >= _SHORTEST else shown
        count = shown.count("\n")
        return draw_text(shown, LineWindow(1, min(count, SHOWN_LINES), count))

    @property
    def lines_left(self) -> int:
        """How many lines there are beyond those that are shown."""
        return max(self.text.count("\n") - SHOWN_LINES, 0)

    @cached_property
    def reviews(self) -> list[Review]:
        return [review_manifest(pod, self.version) for piece in pieces(self.text) for pod in piece.pods]

    @property
    def errors(self) -> list[str]:
        return [f"{error.path}: {error.detail}" for review in self.reviews for error in review.errors]

    @property
    def advice_count(self) -> int:
        return sum(len(review.findings) for review in self.reviews)

    # Questions.

    @cached_property
    def asked(self) -> list[AskedQuestion]:
        """All questions in the order in which they are asked, the page's own last."""
        asked = [*self.result.questions, *([self._about_credentials] if self.leaks else [])]
        return [AskedQuestion(one, self.brought.answers.get(one.id, "")) for one in asked]

    @property
    def _about_credentials(self) -> Question:
        names = list(dict.fromkeys(leak.name for leak, _ in self.leaks if leak.name))
        some = ", ".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
        text = f"Where the credential{'s' if len(self.leaks) > 1 else ''} in {some or 'the commands'} should be"
        choices = (("stay", "in the pod, for all to read"), (_MOVE, "in a Secret beside the pod"))
        return Question(CREDENTIALS, text, "stay", AnswerType.CHOICE, choices)

    @cached_property
    def needed(self) -> list[AskedQuestion]:
        """The questions that what was brought leaves open."""
        return [one for one in self.asked if one.question.id not in self._settled]

    @cached_property
    def offered(self) -> list[AskedQuestion]:
        """The questions that only offer another way."""
        return [one for one in self.asked if one.question.id in self._settled]

    @property
    def lists(self) -> tuple[tuple[str, list[AskedQuestion]], ...]:
        """The questions that are shown, by the ids of the lists that they stand in."""
        return ("questions", self.needed[:SHOWN_ROWS]), ("offered", self.offered[:SHOWN_ROWS])

    @property
    def questions_left(self) -> int:
        """How many questions are not shown: their values can be changed in the builder."""
        return len(self.asked) - sum(len(questions) for _, questions in self.lists)

    @cached_property
    def _settled(self) -> set[str]:
        lines = self.unanswered.report
        open_at = {line.at for line in lines if line.outcome is Outcome.QUESTION}
        asked = self.unanswered.questions
        # How large a volume is, nobody can guess; what is about no line is about the whole.
        offers = (one for one in asked if one.at and one.type is not AnswerType.QUANTITY)
        return {one.id for one in offers if one.at not in open_at}

    @property
    def open_count(self) -> int:
        """How many questions that matter have no answer yet."""
        return sum(1 for one in self.needed if not one.given or one.error)

    # The report.

    @cached_property
    def rows(self) -> list[ReportRow]:
        counts = Counter(line.at for line in self.result.report)
        # Where two lines have one name, nobody knows which of them a question is about.
        controls = {one.question.at: one.id for one in reversed(self.asked) if counts[one.question.at] == 1}
        return [report_row(line, controls.get(line.at, "")) for line in self.result.report]

    @property
    def summary(self) -> list[tuple[Outcome, str, str, int]]:
        return summary(self.result.report)

    @property
    def source(self) -> list[list[MarkedPiece]]:
        """What was brought, with the marks of what became of it."""
        return source_of(self.brought.form, self.brought.text, self.result.report)

    @property
    def dockerfile_source(self) -> list[list[MarkedPiece]]:
        has_one = self.has_dockerfile and self.brought.dockerfile.strip()
        return source_of(DOCKERFILE, self.brought.dockerfile, self.result.report) if has_one else []

    @property
    def record(self) -> ImportRecord:
        """What the draft keeps."""
        given = {one.question.id: one.given for one in self.asked if one.given}
        questions = tuple((one.question.text, hidden_answer(one)) for one in self.asked)
        brought = self.brought
        return ImportRecord(brought.form, brought.text, brought.dockerfile, given, self.result.report, questions)
