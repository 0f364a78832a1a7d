"""How much of anything is read, and how much of it is shown at once: each limit with its reason, all of them here.

What is read has limits so that no text costs more than about a second; none is near what people write. What is shown
at once has limits so that a page stays light; the rest is on the next page.
"""

from __future__ import annotations

# Reading.

# Of a text, in bytes and in characters. Kubernetes stores no object above 1.5 MiB.
MAX_CHARACTERS = 1 << 20
# Of a text: empty ones cost memory and a place in every list although they say nothing.
MAX_LINES = 100_000
# Of a text: each is read by itself.
MAX_DOCUMENTS = 1_000
# Of a text: each is searched for credentials and listed where one is chosen.
MAX_PODS = 2_000
# Of a text that is no manifest and searched for one: it is read again for each thing that is taken away around it.
MAX_PASTE = 200_000
# Of all documents of a text that holds several pods, which are read together when it is saved or shared.
MAX_VALUES = 100_000
# Of one document: ten times those of the largest pods that are published.
MAX_NODES = 10_000
# Values in a document whose tree is kept with its text for whoever reads it next.
MAX_KEPT_VALUES = 1_000
# Of one document, with its aliases written out: what follows costs as much as if they were.
MAX_EXPANDED = 20_000
# Deeper values would exhaust the stack; a pod's own fields are 12 deep.
MAX_DEPTH = 100
# Of one pod, of all three kinds together. Each has a page of its own and some ten pieces of advice.
MAX_CONTAINERS = 200
# Of a Compose file: each becomes a pod and a report.
MAX_SERVICES = 200
# Of one range in a Compose file.
MAX_COMPOSE_RANGE = 1_000
# Of one text, where edits are made one after the other and each reads it again, in characters read.
MAX_REREAD = 600_000
# Commands of one paste that are turned into pods: ten times those that people paste.
MAX_COMMANDS = 50
# Words of all of them together: ten times those of the longest that is published.
MAX_COMMAND_WORDS = 2_000
# Instructions of a Dockerfile: each is a line of the report.
MAX_INSTRUCTIONS = 1_000
# Volumes of one instruction of a Dockerfile: each asks a question.
MAX_IMAGE_VOLUMES = 20
# Ports of one range: each is an entry of the container and one of its Service.
MAX_PORT_RANGE = 100
# Ports of one container that are taken over.
MAX_PORTS = 1_000
# Pods of one text that are exported at once: each is a command, and its report is read by somebody.
MAX_EXPORTED_PODS = 50
# What a word of a command may grow by when the variables in it are filled in: they may double with each.
MAX_EXPANSION = 10_000
# Operations of a JSON patch, each of which copies the objects on its way.
MAX_PATCH_OPERATIONS = 1_000
# How deep a patch that is given as JSON may be: as deep as a document.
MAX_PATCH_DEPTH = 100
# Of a course's file, in characters: a book's chapter has as many.
MAX_COURSE = 200_000
# Keys that files give a ConfigMap or a Secret at once: each is an edit, and ten times those of long files of variables.
MAX_BROUGHT_KEYS = 1_000
# What the API server warns of in one pod: it tells every pair of ports or files that clash.
MAX_SERVER_WARNINGS = 1_000
# Of one expression of a policy or a device class: as many as Kubernetes stores.
MAX_CEL_CHARACTERS = 16_384
# How deep an expression may be: its evaluation is as deep as the expression.
MAX_CEL_DEPTH = 100
# Operations that are spent on one evaluation, each a microsecond or so; what costs more is said to be not judged.
MAX_CEL_STEPS = 200_000
# Operations that are spent on all policies of a cluster for one object; a policy takes a few hundred.
MAX_POLICY_STEPS = 1_000_000
# Values that one function of an expression looks at, those inside others among them.
MAX_CEL_VALUES = 100_000
# Files of a folder that Kustomize builds: each is looked for by its path.
MAX_FOLDER_FILES = 500
# How deep they may lie: paths are taken apart, and put together again for each of them.
MAX_FOLDER_DEPTH = 20
# Of all files of such a folder together, in characters: each is read once a build.
MAX_FOLDER_CHARACTERS = 4 << 20
# Of a folder that is kept with a draft, in characters, and in bytes of what is no text: it is read with each keystroke.
MAX_KEPT_CHARACTERS = 1 << 20
# Objects of one build: bases that are used twice may double them with each level.
MAX_BUILT_OBJECTS = 1_000
# Kustomizations that are read for it, which double in the same way.
MAX_KUSTOMIZATIONS = 200
# Changes of one build: each entry of a kustomization is tried with each object.
MAX_BUILD_STEPS = 100_000
# A snapshot of a cluster: 5,000 nodes and 100,000 pods are less, and a bomb of aliases is more.
MAX_CLUSTER_CHARACTERS = 500_000_000
# Of a snapshot, what is kept: as many as fit into memory.
MAX_CLUSTER_VALUES = 20_000_000
# Copies of a pod that are placed to see how many fit: more than anybody runs.
MAX_COPIES = 10_000
# How often nodes are asked meanwhile: a second or so.
MAX_COPY_CHECKS = 50_000
# Steps of the search for devices on one node: claims can be made for which there are ways without end.
MAX_ALLOCATION_STEPS = 20_000
# Errors of one document of which it is guessed what was meant: comparing names takes longer than all else.
MAX_GUESSES = 200
# Actions of one life of a pod that is played: each check of a probe is one, each look at its containers is several.
MAX_LIFE_ACTIONS = 20_000

# Showing. What there is beyond these is on further pages, and the page says so.

# Rows of a list in a form: a row of ports takes some 3 kB.
SHOWN_ROWS = 100
# Names to choose from in each of those rows; of more, one is typed, and a single list of them completes it.
SHOWN_CHOICES = 100
# Names of a cluster that complete one field: a page carries the list, some 40 bytes a name.
SHOWN_NAMES = 500
# Lines of the manifest beside a form; longer texts are edited on a page of their own.
SHOWN_LINES = 3_000
# Characters of one line there; the rest of a longer one is in the text itself.
SHOWN_CHARACTERS = 20_000
# Characters of one line of a paste that is shown or kept: as many are searched for credentials.
SHOWN_OF_PASTED_LINE = 8_000
# Fields of an overlay beside the base, each with its values.
SHOWN_OVERLAY_FIELDS = 300
# Pieces of advice in a list, each with its buttons.
SHOWN_ADVICE = 100
# Messages at one part of a form; all are in the report.
SHOWN_MESSAGES = 20
# Commands of one sort, such as those for each of a container's mounts: of more, the container's own list has them.
SHOWN_COMMANDS = 20
# Containers of a life that is played: each is a row of the picture, and has six boxes for its seconds.
SHOWN_LIVES = 20
