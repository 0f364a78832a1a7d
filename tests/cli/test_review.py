"""`podbuilder review`: what it prints, and with which status it ends."""

from __future__ import annotations

import json
import re

import pytest

GOOD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: nginx:1.27\n"
BAD = f"{GOOD}    ports:\n    - containerPort: 99999\n"
WARNED = GOOD.replace("  containers:", "  nodeSelector:\n    beta.kubernetes.io/os: linux\n  containers:")
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: app
        image: nginx:1.27
        imagePullpolicy: Always
"""
POD = {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "nginx:1.27"}]}}


def test_a_good_pod(run):
    done = run("pod.yaml", files={"pod.yaml": GOOD})
    assert done.status == 0
    said = re.fullmatch(r"pod.yaml: accepted by Kubernetes 1.36: (.*); Pod Security level: baseline", done.out[-1])
    assert said is not None
    assert said[1] == f"no errors, no warnings, {len(done.out) - 1} findings"
    assert done.out[0].startswith(
        "pod.yaml:7:5: serious: spec.containers[0].securityContext.allowPrivilegeEscalation: "
    )
    assert done.out[0].endswith(" [allow-privilege-escalation]")
    assert done.err == []


def test_a_warning_leaves_the_status_alone(run):
    done = run("pod.yaml", files={"pod.yaml": WARNED})
    assert done.status == 0
    assert done.out[0].startswith("pod.yaml:7:5: warning: spec.nodeSelector[beta.kubernetes.io/os]: ")
    assert "no errors, 1 warning" in done.out[-1]


def test_an_error_is_printed_as_a_compiler_does(run):
    done = run("pod.yaml", files={"pod.yaml": BAD})
    assert done.status == 1
    assert done.out[0].startswith("pod.yaml:10:7: error: spec.containers[0].ports[0].containerPort: ")
    assert done.out[-1].startswith("pod.yaml: refused by Kubernetes 1.36: 1 error, no warnings")


def test_a_workload_has_its_own_paths(run):
    done = run("web.yaml", files={"web.yaml": DEPLOYMENT})
    assert done.status == 1
    assert done.out[0].startswith("web.yaml:12:9: error: spec.template.spec.containers[0].imagePullpolicy: ")


def test_what_is_wrong_around_a_template(run):
    text = DEPLOYMENT.replace("Pullpolicy", "PullPolicy").replace("spec:\n  sel", "spec:\n  replicas: -1\n  sel")
    done = run("web.yaml", files={"web.yaml": text})
    assert done.status == 1
    assert done.out[0].startswith("web.yaml:5:3: error: spec.replicas: -1 is negative")
    assert "1 error," in done.out[-1]
    told = json.loads(run("web.yaml", "--format", "json").out[0])
    assert not told["accepted"]
    assert [(e["field"], e["type"], e["line"]) for e in told["errors"]] == [("spec.replicas", "FieldValueInvalid", 5)]


def test_the_standard_input(run):
    done = run("-", stdin=GOOD)
    assert done.status == 0
    assert done.out[-1].startswith("<stdin>: accepted")


def test_several_files_end_with_the_worst_status(run):
    files = {"a.yaml": BAD, "b.yaml": GOOD, "c.yaml": "kind: [", "d.yaml": BAD}
    done = run(*files, files=files)
    assert done.status == 2
    assert [line.partition(":")[0] for line in done.out if " by Kubernetes " in line] == ["a.yaml", "b.yaml", "d.yaml"]
    assert done.err[0].startswith("c.yaml:1:")


REFUSED_PODS = DEPLOYMENT.replace("        imagePullpolicy: Always\n", "") + "      priority: 7\n"


def test_pods_that_will_be_refused_are_told_apart_by_the_status(run):
    done = run("web.yaml", files={"web.yaml": REFUSED_PODS})
    assert done.status == 3
    assert done.out[-1].startswith("web.yaml: stored, but its pods will be refused by Kubernetes 1.36: 1 error, ")
    assert run("web.yaml", "--fail-on", "never").status == 0
    assert run("web.yaml", "--fail-on", "critical").status == 1
    files = {"a.yaml": BAD, "b.yaml": GOOD, "c.yaml": "kind: ["}
    assert run("web.yaml", "b.yaml", files=files).status == 3
    assert run("web.yaml", "a.yaml").status == 1
    assert run("web.yaml", "c.yaml").status == 2


def test_a_file_that_is_not_there(run):
    done = run("nowhere.yaml")
    assert done.status == 2
    assert done.err == ["nowhere.yaml: error: This file cannot be read: No such file or directory."]


def test_lines_that_are_not_there(run):
    assert run("nowhere.jsonl", "--input", "jsonl").status == 2


def test_a_text_without_a_pod(run):
    done = run("notes.yaml", files={"notes.yaml": "just: notes\n"})
    assert done.status == 2
    assert done.err[0].startswith("notes.yaml:")
    assert done.out == []


NODE = "apiVersion: v1\nkind: Node\nmetadata: {name: web}\n"


def test_what_has_no_pod_is_passed_by(run):
    files = {"node.yaml": NODE, "both.yaml": f"{NODE}---\n{GOOD}"}
    done = run(*files, files=files)
    assert (done.status, done.err) == (0, [])
    assert [line.partition(":")[0] for line in done.out if " by Kubernetes " in line] == ["both.yaml"]
    assert run("node.yaml").out == []
    assert run("--verbose", *files).err == [
        "node.yaml:1: passed by: The kind Node is not a pod and has no pod template.",
        "both.yaml:1: passed by: The kind Node is not a pod and has no pod template.",
    ]


CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n"


def test_objects_beside_a_pod_are_judged(run):
    files = {"good.yaml": CONFIG, "bad.yaml": f"{GOOD}---\n{CONFIG}data: {{a b: c}}\n"}
    done = run("good.yaml", files=files)
    assert (done.status, done.out) == (0, ["good.yaml: accepted by Kubernetes 1.36: no errors, no warnings"])
    done = run("bad.yaml")
    assert done.status == 1
    assert done.out[-2].startswith("bad.yaml:13:8: error: data[a b]: ")
    assert done.out[-1] == "bad.yaml (ConfigMap web): refused by Kubernetes 1.36: 1 error, no warnings"
    assert run("bad.yaml", "--fail-on", "never").status == 0
    assert run("good.yaml", "--fail-on", "info").status == 0


def test_a_large_document_without_a_pod_is_passed_by(run):
    many = "kind: Node\ndata:\n" + "".join(f"  k{i}: {'x' * 100}\n" for i in range(12_000))
    done = run("all.yaml", "--verbose", files={"all.yaml": f"{many}---\n{GOOD}"})
    assert done.status == 0
    assert done.out[-1].startswith("all.yaml: accepted")
    assert done.err == ["all.yaml:1: passed by: The kind Node is not a pod and has no pod template."]


@pytest.mark.parametrize("names", [["."], ["*"], ["**/*.yaml"], ["chart/*/*.yaml", "chart"]], ids=" ".join)
def test_a_folder_and_a_pattern(run, tmp_path, names):
    (tmp_path / "chart" / "templates").mkdir(parents=True)
    (tmp_path / "chart" / ".git").mkdir()
    for name, text in {
        "values.yaml": "image: {tag: 1}\n",
        "templates/web.yaml": GOOD,
        "templates/bad.yml": BAD,
        "templates/NOTES.txt": "hello: [",
        ".git/x.yaml": "hello: [",
        "templates/.hidden.yaml": "hello: [",
    }.items():
        (tmp_path / "chart" / name).write_text(text)
    done = run(*names)
    assert {line.partition(":")[0].rpartition("/")[2] for line in done.out if " by Kubernetes " in line} >= {"web.yaml"}
    assert done.status == (0 if names == ["**/*.yaml"] else 1)
    assert done.err == []


def test_the_version_decides(run):
    young = GOOD + "    restartPolicyRules: []\n"
    assert run("pod.yaml", "--kubernetes", "1.36", files={"pod.yaml": young}).status == 0
    done = run("pod.yaml", "--kubernetes", "1.25")
    assert done.status == 1
    assert "It was added in 1.34: leave it out" in done.out[0]


def test_every_pod_of_a_file(run):
    done = run("all.yaml", files={"all.yaml": f"{GOOD}---\nkind: Node\n---\n{DEPLOYMENT}---\n: [\n"})
    assert done.status == 2
    assert [line.partition(" error")[0] for line in done.err] == ["all.yaml:25:1:"]
    sums = [line for line in done.out if " by Kubernetes " in line]
    assert [line.partition(" by ")[0] for line in sums] == [
        "all.yaml (Pod web): accepted",
        "all.yaml (Deployment web): refused",
    ]
    assert any(line.startswith("all.yaml:23:9: error: spec.template.spec.containers[0]") for line in done.out)


def test_a_version_nobody_knows(run, capsys):
    with pytest.raises(SystemExit) as end:
        run("-", "--kubernetes", "1.12")
    assert end.value.code == 2
    assert "argument --kubernetes: invalid choice: '1.12'" in capsys.readouterr().err


def test_json_of_a_manifest(run):
    done = run("web.yaml", "--format", "json", files={"web.yaml": DEPLOYMENT})
    (answer,) = map(json.loads, done.out)
    assert (answer["file"], answer["kubernetes"], answer["accepted"]) == ("web.yaml", "1.36", False)
    (error,) = answer["errors"]
    assert error["field"] == "spec.template.spec.containers[0].imagePullpolicy"
    assert (error["type"], error["line"], error["column"]) == ("UnknownField", 12, 9)
    fields = [field for violation in answer["violations"]["restricted"] for field in violation["fields"]]
    assert "spec.template.spec.containers[0].securityContext.capabilities.drop" in fields


def test_json_lines(run):
    wrong = {"metadata": {"name": "web"}, "spec": {"containers": []}}
    done = run("-", "--input", "jsonl", "--format", "json", stdin=f"{json.dumps(POD)}\n\n{json.dumps(wrong)}\n")
    assert done.status == 1
    good, bad = map(json.loads, done.out)
    assert good["accepted"]
    assert set(good) == {
        "object",
        "podErrors",
        "podsAccepted",
        *("file", "kubernetes", "accepted", "errors", "warnings", "violations", "findings"),
        *("suppressed", "defaulted", "qosClass", "requests", "limits"),
    }
    assert good["defaulted"]["spec"]["restartPolicy"] == "Always"
    assert (good["qosClass"], good["requests"], good["limits"]) == ("BestEffort", {}, {})
    assert [violation["check"] for violation in good["violations"]["baseline"]] == []
    assert [(error["type"], error["field"]) for error in bad["errors"]] == [("FieldValueRequired", "spec.containers")]
    assert bad["file"] == "<stdin>:3"


def test_json_lines_as_text(run):
    done = run("pods.jsonl", "--input", "jsonl", files={"pods.jsonl": json.dumps([POD]) + "\n"})
    assert done.status == 1
    assert done.out[0].startswith("pods.jsonl:1: error: This must be a mapping")


@pytest.mark.parametrize("line", ["{", "NaN", "[" * 100_000, "1" * 5000, "\xff"], ids=lambda line: line[:3])
def test_a_line_that_is_no_json_still_gets_an_answer(run, line):
    done = run("-", "--input", "jsonl", "--format", "json", stdin=f"{line}\n{json.dumps(POD)}\n")
    assert done.status == 2
    unreadable, good = map(json.loads, done.out)
    assert unreadable["errors"][0]["type"] == "Unreadable"
    assert good["accepted"]
    assert done.err == ["<stdin>:1: error: This line is not a JSON object."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (GOOD.replace("  containers:", "  hostPID: true\n  containers:"), "serious"),
        (GOOD.replace("    image", "    securityContext: {privileged: true}\n    image"), "critical"),
        (BAD, "error"),
        (GOOD.replace("  containers:", "  hostUsers: false\n  containers:"), "serious"),
    ],
    ids=["serious", "critical", "an error", "good"],
)
def test_the_status_is_ones_own_choice(run, text, first):
    choices = ("error", "critical", "serious", "warning", "info", "never")
    failed = [choice for choice in choices if run("pod.yaml", "--fail-on", choice, files={"pod.yaml": text}).status]
    assert failed == list(choices[choices.index(first) : -1])


def test_what_cannot_be_read_always_counts(run):
    assert run("pod.yaml", "--fail-on", "never", files={"pod.yaml": "kind: ["}).status == 2


def test_a_course_asks_for_little(run):
    done = run("pod.yaml", "--profile", "course", "--fail-on", "critical", files={"pod.yaml": GOOD})
    assert done.status == 0
    assert 0 < len(done.out) < 12


def test_what_other_tools_were_told_to_ignore(run):
    text = GOOD.replace("  name: web", "  name: web\n  annotations: {checkov.io/skip1: CKV_K8S_20=needs sudo}")
    before, after = (run("pod.yaml", files={"pod.yaml": t}) for t in (GOOD, text))
    assert len(after.out) == len(before.out) - 1
    assert ", 1 suppressed; Pod Security" in after.out[-1]
    told = json.loads(run("pod.yaml", "--format", "json").out[0])
    assert [(f["rule"], f["reason"], f["container"]) for f in told["suppressed"]] == [
        ("allow-privilege-escalation", "needs sudo", "app")
    ]
    assert run("pod.yaml", "--fail-on", "serious").status == 1
    lines = json.dumps({**POD, "metadata": {"name": "web", "annotations": {"checkov.io/skip1": "CKV_K8S_20"}}})
    assert "1 suppressed" in run("-", "--input", "jsonl", stdin=lines).out[-1]


# A name, a key and a value that a terminal or the log of a build would obey.
HOSTILE = r"""apiVersion: v1
kind: Pod
metadata:
  name: "a\n::error ::forged"
  labels: {"x\e[31m\u009b\x7f": "\u202eevil\u2028::error ::forged ##[error]"}
  annotations: {"a\n::add-mask::b": "c"}
spec:
  containers:
  - name: "b\r::warning ::forged\e]0;x\a"
    image: "c\n::error ::forged"
    "d\n::error ::forged": 1
    env: [{name: "e\n::error ::forged=", value: "##[error]forged"}]
"""
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]|##\[")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_nothing_that_is_printed_gives_orders(run, form):
    name = "::error ::x\x1b[31m.yaml"
    done = run(
        "--format",
        form,
        "--profile",
        "strict",
        "pod.yaml",
        name,
        "absent\n::error ::x",
        files={"pod.yaml": HOSTILE, name: "kind: ["},
    )
    assert done.status == 2
    assert len(done.err) == 2
    printed = [*done.out, *done.err]
    assert [line for line in printed if OBEYED.search(line)] == []
    commands = [line for line in printed if line.lstrip().startswith("::")]
    if form == "github":
        assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in commands)
    else:
        assert commands == []


def test_complaints_about_arguments_give_no_orders(run, capsys):
    with pytest.raises(SystemExit):
        run("--\x1b[31m", "pod.yaml")
    assert "\x1b" not in capsys.readouterr().err
    assert "\x1b" not in run("--profile", "\x1b[31m", "pod.yaml").err[0]
