"""Templates tried out at the ends of what their parameters allow."""

from __future__ import annotations

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import Parameter
from podbuilder.kube.templating.dry_run import dry_run

TEMPLATE = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: <param:name>}
spec:
  replicas: <param:copies>
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: <param:name>-server
        image: registry.example.com/web:1.2
        ports: [{containerPort: <param:port>}]
"""
NAME = Parameter("name", "name", default="web", longest=40)
COPIES = Parameter("copies", "integer", default=2, minimum=0, maximum=10)
PORT = Parameter("port", "port")
MANIFEST = Manifest.read(TEMPLATE)


def test_a_sound_template() -> None:
    found = dry_run(MANIFEST, [NAME, COPIES, PORT], "1.36")
    assert found.is_sound
    assert found.is_usable
    assert found.problem == ""
    assert found.trials == 7


def test_an_end_that_the_server_refuses() -> None:
    found = dry_run(MANIFEST, [Parameter("name", "name", default="web"), COPIES, PORT], "1.36")
    assert found.is_usable
    assert not found.is_sound
    [trial] = found.refused
    assert (trial.name, trial.value, str(trial.error.path)) == ("name", "a" * 63, "spec.containers[0].name")


def test_defaults_that_the_server_refuses() -> None:
    found = dry_run(MANIFEST, [NAME, Parameter("copies", "string", default="two"), PORT], "1.36")
    assert not found.is_usable
    assert found.problem.startswith("With its defaults the API server refuses it. spec.replicas: ")


def test_declarations_that_make_no_sense() -> None:
    found = dry_run(MANIFEST, [NAME, NAME], "1.36")
    assert (found.is_usable, found.review, found.problem) == (False, None, "name: Two parameters are called name.")
    many = dry_run(MANIFEST, [Parameter(f"p{n}") for n in range(61)], "1.36")
    assert many.problem == "There are 61 parameters; a template has at most 60."


def test_what_is_not_declared() -> None:
    found = dry_run(MANIFEST, [NAME, COPIES], "1.36")
    assert [one.name for one in found.mismatches] == ["port"]
    assert not found.is_sound


def test_it_ends() -> None:
    choices = tuple(f"c{n}" for n in range(100))
    image = Manifest.read("kind: Pod\nspec:\n  containers:\n  - {name: a, image: '<param:a><param:b>'}\n")
    both = [Parameter(name, "choice", choices=choices, default="c0") for name in ("a", "b")]
    assert dry_run(image, both, "1.36").trials == 120


def with_variable(value: str) -> Manifest:
    env = f'[{{name: LONG, value: "{value}"}}]'
    spec = f"{{containers: [{{name: web, image: nginx, env: {env}}}]}}"
    return Manifest.read(f"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {spec}\n")


def test_what_cannot_be_filled_in_is_said() -> None:
    found = dry_run(with_variable("<param:a>" * 1000), [Parameter("a", default="x" * 4096)], "1.36")
    assert (found.is_usable, found.review) == (False, None)
    assert found.problem.startswith("With its defaults it cannot be filled in. Filled in, this manifest would be")
    found = dry_run(with_variable("<param:a>" * 1900 + "x" * 300_000), [Parameter("a", default="x")], "1.36")
    assert (found.is_usable, found.is_sound) == (True, True)
    found = dry_run(with_variable("<param:a>" * 1900 + "x" * 900_000), [Parameter("a", default="x")], "1.36")
    assert (found.is_usable, found.is_sound) == (True, False)
    assert found.mismatches[0].text.startswith("Not every a fits. Filled in, this manifest would be longer than")


def test_pods_that_the_server_refuses() -> None:
    text = f"{TEMPLATE}      priority: <param:priority>\n"
    zero = Parameter("priority", "integer", default=0, minimum=0, maximum=0)
    assert dry_run(Manifest.read(text), [NAME, COPIES, PORT, zero], "1.36").is_sound
    seven = Parameter("priority", "integer", default=7, minimum=0, maximum=7)
    found = dry_run(Manifest.read(text), [NAME, COPIES, PORT, seven], "1.36")
    assert not found.is_usable
    assert found.problem.startswith("With its defaults the API server refuses its pods. spec.template.spec.priority: ")
    upper = Parameter("priority", "integer", default=0, minimum=0, maximum=7)
    refused = dry_run(Manifest.read(text), [NAME, COPIES, PORT, upper], "1.36").refused
    assert {(trial.name, str(trial.error.path)) for trial in refused} == {("priority", "spec.template.spec.priority")}
