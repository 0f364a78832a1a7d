"""Every address of the builder and the library that shows, judges or changes a text, with what a page posts there.

`draft_visits` and `template_visits` go by the name of the address; unvisited.py says of the other names why not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.urls import reverse

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.kind_change import KINDS
from podbuilder.builder.steps.outline import CONTAINERS_HEADING, OBJECT, REVIEW, Step, container_path, steps_of
from podbuilder.kube import lint
from podbuilder.kube.core.shell_line import Shell
from podbuilder.kube.exporters.folders import FOLDERS
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.proposed_companions.companions import offers
from podbuilder.kube.recipes.recipe import all_recipes
from podbuilder.library.models import SavedTemplate, ShareLink
from tests.support.large_texts import ONE
from tests.support.plain import Reader


@dataclass
class Visit:
    """One request: the name of its address, what tells it from others of that name, and what is sent."""

    name: str
    url: str
    data: dict[str, Any] | None = None
    note: str = ""
    # The page whose form is posted, filled in as it was drawn.
    form_of: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{'POST' if self.data is not None else 'GET'} {self.name} {self.note}".strip()

    def prepare(self, client: Client) -> None:
        """Draw the page whose form is posted."""
        if self.form_of:
            page = client.get(self.form_of)
            self.data = {**controls(page.content.decode()), **(self.data or {})}

    def send(self, client: Client) -> Any:
        if self.data is None:
            return client.get(self.url, headers=self.headers)
        return client.post(self.url, self.data, headers=self.headers)


def controls(html: str) -> dict[str, list[str]]:
    """What a browser would post of a page's controls."""
    found: dict[str, list[str]] = {}
    for control in Reader(html).root.all("input", "select", "textarea"):
        name = control.attrs.get("name")
        if not name or "disabled" in control.attrs or control.attrs.get("type") in ("checkbox", "radio", "file"):
            continue
        value = control.attrs.get("value", "")
        if control.tag == "textarea":
            value = control.raw_text().removeprefix("\n").replace("\n", "\r\n")
        elif control.tag == "select":
            options = control.all("option")
            chosen = [o for o in options if "selected" in o.attrs] or options[:1]
            value = chosen[0].attrs.get("value", chosen[0].text) if chosen else ""
        found.setdefault(name, []).append(value)
    return found


def steps_to_see(manifest: Manifest) -> list[Step]:
    """The steps of a pod, but of its containers the first and the last only."""
    steps = steps_of(manifest.pod)
    containers = [step for step in steps if step.heading == CONTAINERS_HEADING]
    return [step for step in steps if step not in containers] + containers[:1] + containers[1:][-1:]


def text_visits(draft: Draft, text: str) -> Iterator[Visit]:
    """A text that somebody brings: what the reader refuses is refused here."""
    yield Visit("draft-import", reverse("builder:draft-import"), {"text": text})
    yield Visit("import-recognized", reverse("builder:import-recognized"), {"text": text})
    yield Visit("troubleshoot", reverse("builder:troubleshoot"), {"text": text})
    yield Visit("trouble-open", reverse("builder:trouble-open"), {"text": text})
    yield Visit("trouble-fix", reverse("builder:trouble-fix"), {"text": text, "fix": "oom-killed:0"})
    mine = {"yaml": text, "base": str(draft.revision), "writer": "w"}
    yield Visit("draft-yaml", reverse("builder:draft-yaml", args=[draft.key]), mine)
    check = reverse("builder:draft-yaml-check", args=[draft.key, "metadata"])
    yield Visit("draft-yaml-check", check, mine)
    yield Visit("draft-yaml-check", check, {**mine, "form": "1"}, "with its form")
    yield Visit("draft-yaml-check", check, {**mine, "base": "0", "writer": "x"}, "in conflict")
    for note, line in {"at its start": 8, "at its end": text.count("\n")}.items():
        place = {"yaml": text, "line": line, "column": 4}
        yield Visit("draft-yaml-complete", reverse("builder:draft-yaml-complete", args=[draft.key]), place, note)
        yield Visit("draft-yaml-about", reverse("builder:draft-yaml-about", args=[draft.key]), place, note)


def draft_visits(draft: Draft) -> Iterator[Visit]:
    """The pages of a draft and what they post."""
    key, manifest = draft.key, Manifest.read(draft.text)
    at = lambda name, *more: reverse(f"builder:{name}", args=[key, *more])  # noqa: E731  said often, and only here
    step = at("draft-step", "containers/0")
    yield Visit("draft", at("draft"))
    for each in steps_to_see(manifest):
        yield Visit("draft-step", at("draft-step", each.slug), note=each.slug)
    for slug in ("metadata", "containers/0"):
        page = at("draft-step", slug)
        yield Visit("draft-preview", at("draft-preview", slug), {"metadata.name": "other"}, slug, form_of=page)
        yield Visit("draft-step", page, {"next": "next"}, slug, form_of=page)
    press = at("draft-preview", "containers/0")
    for op in ("add:spec.containers[0].env", "add:spec.containers", "duplicate:spec.containers[0]", "clean", "fix-all"):
        yield Visit("draft-preview", press, {"op": op}, op, form_of=step)
    yield Visit("draft-preview", press, {"base": "0", "writer": "x"}, "in conflict", form_of=step)
    for name in ("draft-find", "draft-add"):
        yield Visit(name, f"{at(name)}?q=port")
    yield Visit("draft-jump", f"{at('draft-jump')}?line={manifest.text.count(chr(10))}", note="to the last line")
    yield Visit("draft-jump", f"{at('draft-jump')}?path=spec.containers[0].image", note="to a path")
    yield Visit("draft-note", f"{at('draft-note')}?path=spec.containers[0].image")
    note = {"note:spec.containers[0].image": "why"}
    yield Visit("draft-note", f"{at('draft-note')}?path=spec.containers[0].image", note)
    recipe = all_recipes()[0].slug
    yield Visit("draft-add-recipe", at("draft-add-recipe", recipe))
    yield Visit(
        "draft-add-recipe", at("draft-add-recipe", recipe), {"op": "add"}, form_of=at("draft-add-recipe", recipe)
    )
    yield Visit("draft-add-preview", at("draft-add-preview", recipe), {}, form_of=at("draft-add-recipe", recipe))
    yield Visit("draft-devices", f"{at('draft-devices')}?container=containers/0")
    device = {"container": "containers/0"}
    yield Visit("draft-devices-preview", at("draft-devices-preview"), device)
    everyone = [step.slug for step in steps_of(manifest.pod) if container_path(step.slug)]
    claim = {**device, "kind": "claim", "claim-for": everyone}
    yield Visit("draft-devices-preview", at("draft-devices-preview"), claim, "for all containers")
    yield Visit("draft-troubleshoot", at("draft-troubleshoot"), {"text": draft.text})
    yield Visit("draft-trouble-fix", at("draft-trouble-fix"), {"text": draft.text, "fix": "oom-killed:0"})
    yield Visit("draft-advice", at("draft-advice"))
    yield Visit("draft-advice", f"{at('draft-advice')}?severity=warning", note="of one severity")
    yield Visit("draft-advice", at("draft-advice"), {"op": "fix-all", "base": draft.revision}, "fix-all")
    yield from _advice_visits(draft, at)
    for level in ("baseline", "restricted"):
        yield Visit("draft-harden", at("draft-harden", level), note=level)
    harden = at("draft-harden", "restricted")
    yield Visit("draft-harden", harden, {"op": "apply"}, "restricted", form_of=harden)
    yield Visit("draft-changes", at("draft-changes"))
    yield Visit("draft-changes", at("draft-changes"), {"change": "0"}, form_of=at("draft-changes"))
    yield Visit("draft-patch", at("draft-patch"))
    for shell in Shell:
        yield Visit("draft-commands", f"{at('draft-commands')}?shell={shell}", note=shell)
    rename = f"{at('draft-rename')}?path=spec.containers[0].name"
    yield Visit("draft-rename", rename)
    yield Visit("draft-rename", rename, {"to": "renamed", "op": "apply"}, form_of=rename)
    for kind in ("init", "native"):
        convert = at("draft-convert", kind, "containers/0")
        yield Visit("draft-convert", convert, note=kind)
        yield Visit("draft-convert", convert, {}, kind, form_of=convert)
    beside = at("draft-companions")
    yield Visit("draft-companions", beside)
    everything = {f"add:{offer.slug}": "on" for offer in offers(manifest, draft.kubernetes)}
    yield Visit("draft-companions", beside, {"op": "apply", **everything}, "all of them", form_of=beside)
    files = f"{at('draft-companion-files')}?to=ConfigMap/web"
    yield Visit("draft-companion-files", files)
    pasted = {"op": "apply", "name:0": ".env", "text:0": "A=1", "lines:0": "on"}
    yield Visit("draft-companion-files", files, pasted, form_of=files)
    for to in KINDS:
        kind = at("draft-kind", to)
        yield Visit("draft-kind", kind, note=to)
        yield Visit("draft-kind", kind, {"op": "apply"}, to, form_of=kind)
    for name in ("draft-characters", "draft-placeholders", "draft-json-layout"):
        yield Visit(name, at(name))
        yield Visit(name, at(name), {}, form_of=at(name))
    yield Visit("draft-role", at("draft-role", "containers/0"), {"role": "adapter"})
    yield Visit("draft-parameters", at("draft-parameters"))
    parameter = f"{at('draft-parameter')}?path=spec.containers[0].image"
    yield Visit("draft-parameter", parameter)
    yield Visit("draft-parameter", parameter, {}, form_of=parameter)
    yield Visit("draft-parameter-remove", at("draft-parameter-remove"), {"name": "p0"})
    for form in ("yaml", "json"):
        yield Visit("draft-download", at("draft-download", form), note=form)
    for target in TARGETS:
        yield Visit("draft-export", f"{at('draft-export')}?to={target}", note=target)
        yield Visit("draft-export-file", at("draft-export-file", target), note=target)
    for folder in FOLDERS:
        yield Visit("draft-folder", at("draft-folder", folder), note=folder)
        yield Visit("draft-folder-zip", at("draft-folder-zip", folder), note=folder)
        file = f"{at('draft-folder-file', folder)}?path=values.yaml"
        yield Visit("draft-folder-file", file, note=folder)
    kustomize = at("draft-folder", "kustomize")
    yield Visit("draft-overlays", at("draft-overlays"), {"op": "add:staging"}, "another one", form_of=kustomize)
    yield Visit("draft-folder", kustomize, note="with an overlay")
    yield Visit("draft-overlay", f"{at('draft-overlay')}?at=prod")
    yield Visit("draft-overlay-field", f"{at('draft-overlay-field')}?at=prod&object=0&field=spec.replicas")
    for name in (
        "draft-cluster",
        "draft-report",
        "draft-versions",
        "draft-diagram",
        "draft-diagram-file",
        "draft-yaml",
    ):
        yield Visit(name, at(name))
    for slug in ("none", "exit-1", "liveness-probe-fails"):
        yield Visit("draft-life", f"{at('draft-life')}?rehearse={slug}&at=60&pull=x", note=slug)
    yield Visit("draft-diagram-pane", f"{at('draft-diagram-pane')}?show")
    yield Visit("draft-duplicate", at("draft-duplicate"), {})
    save = f"{reverse('library:library-save')}?draft={key}"
    yield Visit("library-save", save)
    for visibility in ("private", "public"):
        details = {"name": "Large", "visibility": visibility}
        yield Visit("library-save", save, details, visibility)
    yield Visit("library-save", save, {"op": "move-secrets", "name": "L", "visibility": "public"}, "move-secrets")
    share = reverse("library:draft-share", args=[key])
    yield Visit("draft-share", share)
    for op in ("", "cover", "move-secrets"):
        yield Visit("draft-share", share, {"op": op, "days": "7"}, op)


def companion_visits(draft: Draft) -> Iterator[Visit]:
    """The pages of a draft of which what stands beside its pods is edited."""
    manifest = draft.manifest
    at = lambda name, *more: reverse(f"builder:{name}", args=[draft.key, *more])  # noqa: E731  as above
    note, kind = "beside the pods", manifest.kind
    page, press = at("draft-step", OBJECT), at("draft-preview", OBJECT)
    for slug in (OBJECT, REVIEW, "metadata"):
        yield Visit("draft-step", at("draft-step", slug), note=f"{slug} {note}")
    for data in ({f"{kind}.metadata.name": "other"}, {"op": "open:0"}, {"op": "clean"}, {"base": "0", "tab_id": "x"}):
        yield Visit("draft-preview", press, data, note, form_of=page)
        yield Visit("draft-step", page, data, note, form_of=page)
    path = f"?path={kind}.metadata.name"
    for name, query in {
        "draft-jump": "?line=1",
        "draft-note": path,
        "draft-parameter": path,
        "draft-find": "?q=n",
    }.items():
        yield Visit(name, f"{at(name)}{query}", note=note)
    for name in (
        "draft",
        "draft-changes",
        "draft-commands",
        "draft-versions",
        "draft-report",
        "draft-advice",
        "draft-export",
        "draft-yaml",
    ):
        yield Visit(name, at(name), note=note)
    yield Visit("draft-download", at("draft-download", "json"), note=note)
    yield Visit("draft-yaml-check", at("draft-yaml-check", OBJECT), {"yaml": draft.text, "form": "1"}, note)


def _advice_visits(draft: Draft, at: Any) -> Iterator[Visit]:
    advice = lint.run(Manifest.read(ONE).pod)[0]
    asked = f"?rule={advice.rule}&path={quote(str(advice.path))}"
    yield Visit("draft-advice-fix", at("draft-advice-fix") + asked)
    yield Visit("draft-suppress", at("draft-suppress") + asked)
    yield Visit("draft-suppress", at("draft-suppress") + asked, {"scope": "field", "reason": "why"})


def template_visits(template: SavedTemplate, link: ShareLink, fork: SavedTemplate) -> Iterator[Visit]:
    """The pages of a template with two revisions, of a link to it, and of its fork."""
    names = [template.owner_name, template.slug]
    at = lambda name, *more: reverse(f"library:{name}", args=[*names, *more])  # noqa: E731  as above
    simple = "template template-settings template-export template-share template-revisions template-compare"
    for name in (*simple.split(), "template-use", "template-raw"):
        yield Visit(name, at(name))
    yield Visit("template-compare", f"{at('template-compare')}?from=2&to=1", note="backwards")
    yield Visit("template-raw", f"{at('template-raw')}?p0=xyz", note="filled in")
    yield Visit("template-zip", f"{at('template-zip')}?as=helm")
    for folder in FOLDERS:
        yield Visit("template-file", f"{at('template-file')}?as={folder}&path=values.yaml", note=folder)
    for name in ("template-revision", "template-raw-revision", "template-zip-revision", "template-file-revision"):
        yield Visit(name, at(name, 1))
    yield Visit("template-draft", at("template-draft"), {})
    yield Visit("template-settings", at("template-settings"), {"visibility": "public"}, form_of=at("template-settings"))
    yield Visit("template-share", at("template-share"), {"days": "7"})
    yield Visit("template-use", at("template-use"), {"op": "draft"}, form_of=at("template-use"))
    yield Visit("template-use", at("template-use"), {"op": "download"}, "download", form_of=at("template-use"))
    yield Visit("template-use-preview", at("template-use-preview"), {"p-p0": "other"}, form_of=at("template-use"))
    yield Visit("template-fork", at("template-fork"), {})
    yield Visit("template-revision-restore", at("template-revision-restore", 1), {})
    yield Visit("shared", reverse("library:shared", args=[link.key]))
    yield Visit("shared-draft", reverse("library:shared-draft", args=[link.key]), {})
    upstream = reverse("library:template-upstream", args=[fork.owner_name, fork.slug])
    yield Visit("template-upstream", upstream)
    yield Visit("template-upstream", upstream, {"op": "take"}, form_of=upstream)
    yield Visit("library-import", reverse("library:library-import"), {})


def changed(text: str) -> str:
    """The text with a line more near its start and near its end: what a second revision is compared with."""
    lines = text.splitlines(keepends=True)
    half = len(lines) // 2
    return re.sub("nginx:1.27", "nginx:1.28", "".join(["# first\n", *lines[:half], *lines[half:]]), count=1)


def is_read(text: str) -> bool:
    """Whether the reader takes the text."""
    try:
        Manifest.read(text)
    except ManifestError:
        return False
    return True
