"""What one request may take and one person may keep: every such limit, with its reason.

What a document may contain is limited by the engine, which has never heard of requests.
"""

from __future__ import annotations

KIB, MIB = 1024, 1024 * 1024

# Bodies of requests, in bytes. What is larger is refused by its Content-Length, before a byte of it is read.
# Sign-in, settings of a team and the like: a dozen short fields.
LARGEST_FORM = 64 * KIB
# A manifest may have 1 MiB, which form encoding can more than double; a big pod's form has thousands of fields. Django
# refuses the fields of a form beyond this, too.
LARGEST_TEXT = 5 * MIB // 2
# A file of as many characters, each of them up to four bytes in UTF-8, and the words around it.
LARGEST_FILE = 4 * MIB + LARGEST_FORM
MOST_FIELDS = 20_000
MOST_FILES = 10

# The addresses that take more than a form, by how their names begin; the largest counts. Every form of a draft may be
# posted together with the step it is shown in.
BODIES = {
    "builder:draft-": LARGEST_TEXT,
    "builder:draft-import": LARGEST_FILE,
    "library:draft-": LARGEST_TEXT,
    "library:library-import": LARGEST_FILE,
    "library:library-save": LARGEST_TEXT,
    "library:team-profile": LARGEST_TEXT,
    "library:template-": LARGEST_TEXT,
    "admin:": LARGEST_TEXT,
}
