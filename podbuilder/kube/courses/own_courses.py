"""The courses that Podbuilder brings along: one YAML file each under files/."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from podbuilder.kube.courses.course import Course
from podbuilder.kube.courses.course_file import read_course

FOLDER = Path(__file__).parent / "files"


@lru_cache(maxsize=1)
def own_courses() -> dict[str, Course]:
    """Every course by its slug."""
    return {file.stem: read_course(text_of_own(file.stem)) for file in sorted(FOLDER.glob("*.yaml"))}


def own_course(slug: str) -> Course | None:
    """The course with this slug."""
    return own_courses().get(slug)


def text_of_own(slug: str) -> str:
    """The file of a course that there is."""
    return (FOLDER / f"{slug}.yaml").read_text(encoding="utf-8")
