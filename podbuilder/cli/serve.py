"""`podbuilder serve`: the web application, for one person on their own machine."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from podbuilder.cli.command import CLEAN, Output

HELP = (
    "Serve the web application on 127.0.0.1. What you build is kept in a folder of your own: PODBUILDER_DATA_DIR, or "
    "else where your system keeps the data of applications. The environment variables of the README apply as well."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--port", metavar="PORT", help="the port to serve on; otherwise PORT, or 8000")
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="the folder to keep everything in")


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Serve until the process is stopped."""
    if options.data:
        os.environ["PODBUILDER_DATA_DIR"] = str(options.data)
    if options.port:
        os.environ["PORT"] = options.port
    from podbuilder.web import serve  # loads Django, which reads the environment

    serve.main(how_to_choose="podbuilder serve --port {port}")
    return CLEAN
