"""Courses on Pods: lessons with tasks, and what a manifest must be for a task to be done."""

from podbuilder.kube.courses.course import Course, Lesson, Task
from podbuilder.kube.courses.course_file import CourseFileError, read_course
from podbuilder.kube.courses.goal import Goal, Work, goals_from_json
from podbuilder.kube.courses.own_courses import own_course

__all__ = [
    "Course",
    "CourseFileError",
    "Goal",
    "Lesson",
    "Task",
    "Work",
    "goals_from_json",
    "own_course",
    "read_course",
]
