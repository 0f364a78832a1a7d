"""Printing for as long as somebody reads: `| head` and pagers stop reading when they have seen enough."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def until_reader_leaves() -> Iterator[None]:
    """Whatever the block prints, it ends quietly when nobody reads the standard output any longer."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes the standard output once more when it exits, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
