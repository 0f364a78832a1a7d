#!/usr/bin/env python
"""Django's command line, for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podbuilder.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        # Importing it before Django is set up would fail.
        from podbuilder.web import setup_problem

        problem = setup_problem.in_words(error)
        if problem is None:
            raise
        sys.exit(problem)


if __name__ == "__main__":
    main()
