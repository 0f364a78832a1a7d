"""The command `podbuilder`. It works without Django, which is loaded only to serve the web application.

Each command is a module with the same three names: `HELP`, `add_arguments(parser)` and `run(options, out, err)`, which
returns the exit status. `manage.py` has review, edit and rules as well.
"""
