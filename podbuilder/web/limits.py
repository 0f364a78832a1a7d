"""What one request may take and one person may keep: every such limit, with its reason.

What a document may contain is limited by the engine, which has never heard of requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

KIB, MIB = 1024, 1024 * 1024

# Bodies of requests, in bytes. What is larger is refused by its Content-Length, before a byte of it is read.
# Sign-in, settings of a team and the like: a dozen short fields.
LARGEST_FORM = 64 * KIB
# A manifest may have 1 MiB, which form encoding can more than double; a big pod's form has thousands of fields. Django
# refuses the fields of a form beyond this, too.
LARGEST_TEXT = 5 * MIB // 2
# A file of as many characters, each of them up to four bytes in UTF-8, and the words around it.
LARGEST_FILE = 4 * MIB + LARGEST_FORM
# What kubectl prints of a cluster, pods and all; only a part of it is kept.
LARGEST_FACTS = 32 * MIB
MOST_FIELDS = 20_000
# Of one upload. A folder of configuration becomes a ConfigMap, each of its files a box on the page.
MOST_FILES = 50

# The addresses that take more than a form, by how their names begin; the largest counts. Every form of a draft may be
# posted together with the step it is shown in.
BODIES = {
    "clusters:cluster": LARGEST_FACTS,
    "builder:draft-": LARGEST_TEXT,
    "builder:draft-companion-files": LARGEST_FILE,
    "builder:draft-import": LARGEST_FILE,
    "builder:draft-trouble": LARGEST_FILE,
    "builder:import": LARGEST_TEXT,
    "library:course-": LARGEST_TEXT,
    "builder:troubleshoot": LARGEST_FILE,
    "builder:trouble": LARGEST_FILE,
    "library:draft-": LARGEST_TEXT,
    "library:library-import": LARGEST_FILE,
    "library:library-save": LARGEST_TEXT,
    "library:team-profile": LARGEST_TEXT,
    "library:template-": LARGEST_TEXT,
    "admin:": LARGEST_TEXT,
}


@dataclass(frozen=True)
class Limit:
    """At most `number` tries within `span`, counted separately for each value, such as an address."""

    name: str
    number: int
    span: timedelta


@dataclass(frozen=True)
class Quota:
    """How much one owner may keep: so many of a thing, and so many characters in all of them."""

    number: int
    characters: int


@dataclass(frozen=True)
class Share:
    """CPU seconds that may be owed, and how many are forgiven each second."""

    burst: float
    forgiven: float


# A visitor's drafts cost us a cookie; they are the ones that a script can make without end.
DRAFTS_OF_VISITOR = Quota(100, 20 * MIB)
DRAFTS_OF_ACCOUNT = Quota(1_000, 200 * MIB)
# All revisions count, since none is ever thrown away.
TEMPLATES_OF_ACCOUNT = Quota(1_000, 200 * MIB)
TEMPLATES_OF_TEAM = Quota(5_000, 1024 * MIB)

# Snapshots of clusters of one account or team, and of a browser without an account.
CLUSTERS = 20
CLUSTERS_OF_VISITOR = 3
# Of those of all their teams somebody chooses among as many.
SHOWN_CLUSTERS = 200
# What is kept of one: some five thousand pods on as many nodes as they need.
LARGEST_CLUSTER = 8 * MIB

# Courses of one account or team. Each is a file that people write by hand.
COURSES = 100

# How many drafts may be begun in an hour. A large one counts as several: once for each DRAFT_UNIT characters. A class
# of forty behind one address begins ten each; one person, by hand, not a hundred.
DRAFT_UNIT = 64 * KIB
DRAFTS_BY_PERSON = Limit("begin drafts as one person", 120, timedelta(hours=1))
DRAFTS_BY_PLACE = Limit("begin drafts from one place", 600, timedelta(hours=1))

# A draft's steps of undo hold what was removed and added, which a script can make as large as the text each time.
# Where there is more than this, old steps go first; the newest few stay, however large.
UNDO_CHARACTERS = 8 * MIB
UNDO_KEPT = 3

# Pastes of the Troubleshooter that are kept with a draft, and characters of each: with all drafts of a visitor about as
# many as those may have themselves. What tells why a pod does not run is a few pages long, without its logs.
KEPT_PASTES = 3
PASTE_CHARACTERS = 64 * KIB

# A request that takes longer is ended with a sentence: in a browser nobody waits any more, and a worker is free again.
# The slowest allowed document takes a second or two on one core; the rest is for slow and busy machines. It must stay
# under what the web server (gunicorn: 30 seconds) and the page (20 seconds) wait.
SECONDS_OF_REQUEST = 15.0

# How long what is deleted can be brought back, drafts and saved templates alike; their pages tell it.
KEPT_IN_BIN = timedelta(days=30)

# How long things are kept that nobody needs any more.
# A visitor's cookie lasts a year; then nobody can open the draft. One that was never edited was a look around.
VISITORS_DRAFT_KEPT = timedelta(days=365)
UNEDITED_DRAFT_KEPT = timedelta(days=30)
# Tokens, links and invitations that are over are listed for a while, so that people see why something stopped.
OVER_KEPT = timedelta(days=90)
# Who let whom see what is asked about after incidents, which are found late.
AUDIT_KEPT = timedelta(days=2 * 365)
# A paste tells of a moment of a cluster, which is soon another one, and somebody else's names may be in it.
PASTES_KEPT = timedelta(days=90)
# Seconds between two rounds of tidying by itself, and how many rows of a kind one round removes at most, so that
# whoever's request it follows does not notice.
TIDY_EVERY = 3600
TIDIED_AT_ONCE = 200

# Fair shares of the processors: each request's CPU seconds are added to what its person and its place owe, and a part
# is forgiven each second. Whoever owes more than a burst is served beside everybody else as before while the machine
# has room, but no longer all at once: see podbuilder/builder/fair_share.py.
# Typing into the largest usual pod costs a tenth of a second each second; a burst is a few pages of the heaviest.
PERSON = Share(burst=3.0, forgiven=0.1)
# A place may be a school. Forty people who type there cost half a second each second.
PLACE = Share(burst=20.0, forgiven=0.5)
# At a place that owes too much, whoever owes less than this is not the cause, and is not held up.
INNOCENT = 0.5
# Nobody owes more than this, so that whoever stops is clear again after ten minutes.
MOST_OWED = 60.0
