"""What a page knows of something that was brought."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.import_page import CREDENTIALS, Brought, ImportPage
from podbuilder.kube.importers.import_result import ImportRefused

VERSION = "1.36"
COMMAND = "docker run -d --name web -v data:/data -e TOKEN nginx\n"


def page(text: str = COMMAND, dockerfile: str = "", form: str = "docker-run", **answers: str) -> ImportPage:
    named = {name.replace("__", ":"): value for name, value in answers.items()}
    return ImportPage.of(Brought(form, text, dockerfile, named), VERSION)


def test_a_command_without_questions_has_none() -> None:
    shown = page("docker run -d nginx\n")
    assert shown.needed == []
    assert shown.open_count == 0
    assert shown.errors == []
    assert shown.lines_left == 0
    assert shown.file_name == "nginx"
    assert shown.dockerfile_source == []


def test_what_is_left_open_is_asked_and_the_rest_is_offered() -> None:
    shown = page()
    assert [one.question.id for one in shown.needed] == ["size:data", "variable:TOKEN"]
    assert [one.question.id for one in shown.offered] == ["copy:data:/data", "seccomp:web"]
    assert shown.open_count == 2
    assert shown.lists == (("questions", shown.needed), ("offered", shown.offered))


def test_what_is_about_the_whole_is_asked_first() -> None:
    shown = page("services:\n  web:\n    image: nginx\n  db:\n    image: postgres\n", form="compose")
    assert [one.question.id for one in shown.needed] == ["services", "pods"]
    assert [one.question.id for one in shown.offered][:2] == ["kind:web", "kind:db"]


def test_no_more_questions_are_shown_than_anybody_answers() -> None:
    flags = " ".join(f"-e NAME_{number}" for number in range(120))
    shown = page(f"docker run --name web {flags} nginx")
    assert [len(questions) for _, questions in shown.lists] == [100, 1]
    assert shown.questions_left == 20
    assert page().questions_left == 0


def test_a_question_stays_where_it_is_once_it_is_answered() -> None:
    shown = page(variable__TOKEN="hunter2", size__data="5Gi")
    assert [one.question.id for one in shown.needed] == ["size:data", "variable:TOKEN", "secret:TOKEN"]
    assert shown.open_count == 1
    assert "hunter2" in shown.text
    assert "hunter2" not in shown.lines


def test_an_answer_that_does_not_count_leaves_its_question_open() -> None:
    assert page("docker run --gpus all nginx", device_gpus="x").open_count == 1


def test_a_row_leads_to_its_question_where_no_other_has_its_name() -> None:
    rows = {row.line.at: row.control for row in page().rows}
    assert rows["-e TOKEN"] == page().needed[1].id
    assert rows["-d"] == ""
    two = page("docker run -v a:/a -v b:/b nginx").rows
    assert [row.control for row in two if row.line.at == "-v"] == ["", ""]


def test_credentials_in_plain_text_are_offered_a_secret() -> None:
    shown = page("docker run -d --name web nginx --api-key hunter2-hunter2 --password=hunter2\n")
    (asked,) = shown.needed
    assert asked.question.id == CREDENTIALS
    assert asked.question.text == "Where the credentials in --api-key, --password should be"
    assert "hunter2" not in shown.lines
    assert "hunter2" in shown.text
    moved = page("docker run -d --name web nginx --api-key hunter2-hunter2 --password=hunter2\n", credentials="move")
    assert moved.text.count("hunter2-hunter2") == 1
    assert "  api-key: hunter2-hunter2\n  password: hunter2\n" in moved.text
    assert "hunter2" not in moved.lines
    assert moved.open_count == 0


def test_many_credentials_are_not_all_named() -> None:
    flags = " ".join(f"--password-{letter} hunter2" for letter in "abcd")
    (asked,) = page(f"docker run nginx {flags}").needed
    assert asked.question.text == "Where the credentials in --password-a, --password-b, --password-c… should be"


def test_a_dockerfile_beside_a_command() -> None:
    shown = page(dockerfile="EXPOSE 80\n")
    assert shown.has_dockerfile
    assert "containerPort: 80" in shown.text
    assert shown.dockerfile_source[0][0].outcome == "carried"
    assert not page("EXPOSE 80\n", form="dockerfile").has_dockerfile


@pytest.mark.parametrize(("text", "dockerfile"), [("nothing", ""), (COMMAND, "nothing")])
def test_what_cannot_be_read_is_refused(text: str, dockerfile: str) -> None:
    with pytest.raises(ImportRefused):
        page(text, dockerfile)


def test_what_would_be_too_long_is_refused() -> None:
    text = "docker run -v ./a.conf:/a.conf nginx"
    (asked,) = page(text).needed[:1]
    content = page(text, **{asked.question.id: "config"}).needed[-1].question.id
    with pytest.raises(ImportRefused, match="cannot be read"):
        page(text, **{asked.question.id: "config", content: "x" * (1 << 20)})


def test_what_a_draft_keeps() -> None:
    record = page(variable__TOKEN="hunter2", nonsense="x").record
    assert (record.form, record.text, record.dockerfile) == ("docker-run", COMMAND, "")
    assert record.answers == {"variable:TOKEN": "hunter2"}
    assert ("Value of the variable TOKEN", "given") in record.questions
    assert len(record.report) == len(page().rows)
    assert [one["kind"] for one in page().objects] == ["Pod", "PersistentVolumeClaim"]
    assert page().advice_count > 0
    assert sum(count for *_, count in page().summary) == len(page().rows)
