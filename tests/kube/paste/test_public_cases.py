"""What people pasted in public threads: the cause is named at its line, and the manifest in it is recovered."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.review import review_manifest
from tests.kube.paste.pod import LINES, POD, each

NAMES = {"web", "npu", "pod1", "my-cjob", "t", "a"}
JOB = """> apiVersion: batch/v1
> kind: CronJob
> metadata:
>   name: my-cjob
> spec:
>   schedule: "*/5 * * * *"
>   jobTemplate:
>     spec:
>       template:
>         spec:
>           containers:
>           - name: my-cjob
>             image: a:1
>           restartPolicy: OnFailure
"""
NUMBERS = "".join(f"{number:6} {line}\n" for number, line in enumerate(LINES, 1))
JSON = """{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": {"name": "a"},
  "spec": {"containers": [{"name": "a", "image": "nginx:1.27",},]},
}
"""
# Whether a manifest is in the text, its line and a fragment of what is said.
CASES = {
    "c058 a chart's template": (
        'kind: Deployment\nmetadata:\n  name: {{ include "x" . }}\n',
        False,
        3,
        "helm template",
    ),
    "c081 two pods in one document": (f"{POD}\n{POD}", True, 11, "no line “---”"),
    "c119 quoted in a thread": (JOB, True, 1, "begins with “>”"),
    "c120 with line numbers": (NUMBERS, True, 1, "their numbers"),
    "c127b a here-document at a prompt": (f"$ cat <<EOF | kubectl apply -f -\n{each('> ')}> EOF\n", True, 1, "“EOF”"),
    "c137 a no-break space": (POD.replace("kind: ", "kind:\u00a0"), True, 2, "U+00A0"),
    "c138 curly quotes": (POD.replace('"--port=80"', "“--port=80”, ‘x’"), True, 9, "U+201C"),
    "c139 a zero-width space": (POD.replace("nginx:", "nginx\u200b:"), True, 8, "U+200B"),
    "c140 an en dash": (f"{POD}    ports:\n    – containerPort: 80\n", True, 11, "U+2013"),
    "c142 prose with a fence": (
        f"Here is the manifest:\n\n```yaml\n{POD}```\n\nApply it with kubectl.\n",
        True,
        3,
        "Markdown",
    ),
    "c143 entities": (POD.replace('"', "&quot;").replace("port", "port &amp;&amp; x"), True, 9, "&quot;"),
    "c146 a diff": (each("+"), True, 1, "marks of a diff"),
    "c149 commas before brackets": (JSON, True, 5, "comma"),
    "c181 values of a chart": (
        "singleuser:\n  extraPodConfig:\n    runtimeClassName: gvisor\n",
        False,
        1,
        "values of a Helm",
    ),
    "c199 docker run": ("docker run -d --name web -p 8080:80 nginx:1.27\n", False, 1, "container engine"),
    "c201 Terraform": (
        'resource "kubernetes_pod" "test" {\n  metadata {\n    name = "x"\n  }\n}\n',
        False,
        1,
        "Terraform",
    ),
    "c202 kubectl describe": (
        "Name:             web\nNamespace:        default\nStatus:           Pending\nEvents:\n  Type\n",
        False,
        1,
        "kubectl describe",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_cause_is_named_and_what_is_there_is_recovered(case: str) -> None:
    text, is_there, line, words = CASES[case]
    found = diagnose(text)
    assert found.traces[0].line == line
    assert words in found.traces[0].message
    assert bool(found.cleaned) == is_there
    for manifest in Manifest.read_all(found.cleaned) if is_there else ():
        assert manifest.name in NAMES
        assert review_manifest(manifest).accepted
