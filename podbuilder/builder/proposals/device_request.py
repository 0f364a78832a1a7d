"""A choice of devices held against a draft: the options that go with it, and what it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.cluster_devices import ClusterDevices
from podbuilder.builder.proposals.device_post import (
    CLAIM,
    NO_DEVICES,
    TEMPLATE,
    DeviceChoice,
    memory_problem,
    steps_for,
)
from podbuilder.builder.proposals.proposal import Proposal, cannot_be_written
from podbuilder.kube.core.claim_objects import claim_object
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document
from podbuilder.kube.devices import requests, resource_claims
from podbuilder.kube.devices.removal import drop, leftovers
from podbuilder.kube.devices.suggestions import DeviceSuggestion, DeviceWish, offers
from podbuilder.kube.manifest import Edit, Manifest, ManifestError, write

DEFAULT_MEMORY = "1Gi"
Offers = Callable[[Document], list[DeviceSuggestion]]


@dataclass(frozen=True)
class DeviceTick:
    """An option that goes with a device, and whether it is ticked."""

    offer: DeviceSuggestion
    is_set: bool


@dataclass
class DeviceOutcome:
    """The result of a choice: the changed manifest (None if something is wrong), and sentences about it."""

    changed: Manifest | None = None
    ticks: list[DeviceTick] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    # By the name of a control, or "" for the manifest as a whole.
    problems: dict[str, str] = field(default_factory=dict)
    # The object that must exist beside the pod, as a manifest to start from.
    companion: str = ""


@dataclass(frozen=True)
class DeviceRequest:
    """A choice of devices, and what it would change in a draft."""

    draft: Draft
    manifest: Manifest
    choice: DeviceChoice
    # What the nodes of the chosen cluster have.
    nodes: ClusterDevices = NO_DEVICES

    @cached_property
    def proposal(self) -> Proposal:
        found = self.outcome
        title = f"Remove a device from {self.who}" if self.is_removal else f"Give {self.who} a device"
        done = found.sentences[0] if found.sentences else ""
        after, refusals = found.changed or self.manifest, tuple(found.problems.values())
        return Proposal(self.draft, self.manifest, after, title, done, refusals)

    @cached_property
    def outcome(self) -> DeviceOutcome:
        try:
            return self._decide()
        except ManifestError as error:
            return DeviceOutcome(problems={"": cannot_be_written(error)})

    def _decide(self) -> DeviceOutcome:
        if self.choice.remove:
            return self._remove()
        if self.choice.remove_claim:
            return self._unbind()
        return self._claim() if self.is_claim else self._ask()

    @property
    def is_claim(self) -> bool:
        return self.choice.kind == CLAIM

    @property
    def is_removal(self) -> bool:
        return bool(self.choice.remove or self.choice.remove_claim)

    @property
    def who(self) -> str:
        """The container in words."""
        return self.choice.step.title

    def _ask(self) -> DeviceOutcome:
        choice, pod = self.choice, self.manifest.pod
        problems = {"count": requests.problem(choice.resource, choice.number)}
        if problems["count"] and requests.problem(choice.resource, 1):
            problems = {"resource": problems["count"]}
        problems["memory"] = memory_problem(choice.memory)
        problems = {name: text for name, text in problems.items() if text}
        taint = choice.vendor.taint if choice.vendor else choice.resource
        memory = DEFAULT_MEMORY if "memory" in problems else choice.memory
        wish = DeviceWish(choice.at, choice.vendor, taint, choice.wanted_models, choice.is_strict, memory)
        if problems or choice.number is None:
            # The options stay on the page, so that their ticks survive until the mistake is corrected.
            shown = [] if "resource" in problems else self._ticks(offers(pod, wish))
            return DeviceOutcome(ticks=shown, problems=problems)
        edits = requests.ask(pod, choice.at, choice.resource, choice.number)
        wanted = requests.label_of(choice.resource, choice.number)
        before = requests.asked(get(pod, choice.at)).get(choice.resource)
        said = f"{self.who} asks for {wanted}, as its limit and as its request."
        if not edits:
            said = f"{self.who} already asks for {wanted}."
        elif before and before != str(choice.number):
            said = f"{self.who} asks for {wanted} instead of {before}."
        return self._with_ticks(lambda now: offers(now, wish), edits, said)

    def _claim(self) -> DeviceOutcome:
        choice, pod = self.choice, self.manifest.pod
        is_template = choice.claim_source == TEMPLATE
        source = {"template" if is_template else "claim_name": choice.claim_object}
        problems = {
            "claim-name": "" if choice.claim_name else "The claim needs a name within the pod.",
            "claim-object": "" if choice.claim_object else "Enter the name of the claim or of the template.",
            "count": "" if choice.number else "Enter a whole number from 1 up.",
            "memory": memory_problem(choice.memory),
        }
        problems["claim-name"] = problems["claim-name"] or resource_claims.clash(pod, choice.claim_name, **source)
        problems = {name: text for name, text in problems.items() if text}
        if problems or choice.number is None:
            return DeviceOutcome(problems=problems)
        steps = steps_for(pod, choice.claim_for) or [choice.step]
        edits = resource_claims.claim(pod, [step.path for step in steps], choice.claim_name, **source)
        kind = "a claim made from the template" if is_template else "the claim"
        names = " and ".join(step.title for step in steps)
        said = f"The pod has {kind} {choice.claim_object} as {choice.claim_name}, and {names} may use its devices."
        wish = DeviceWish(steps[0].path, None, choice.vendor.taint if choice.vendor else "", memory=choice.memory)

        def offered(now: Document) -> list[DeviceSuggestion]:
            return [offer for offer in offers(now, wish) if wish.taint or offer.name != "toleration"]

        outcome = self._with_ticks(offered, [], said, self.manifest.patch(edits))
        beside = claim_object(
            choice.claim_object, choice.device_class, choice.number, self.draft.kubernetes, is_template=is_template
        )
        outcome.companion = write(beside)
        return outcome

    def _remove(self) -> DeviceOutcome:
        choice = self.choice
        outcome = self._with_ticks(lambda now: leftovers(now, choice.at, choice.remove), [], "")
        if outcome.changed is not None:
            outcome.changed = outcome.changed.patch(drop(outcome.changed.pod, choice.at, choice.remove))
        outcome.sentences.insert(0, f"{self.who} no longer asks for {requests.label_of(choice.remove)}.")
        return outcome

    def _unbind(self) -> DeviceOutcome:
        choice, pod = self.choice, self.manifest.pod
        changed = self.manifest.patch(resource_claims.unbind(pod, choice.at, choice.remove_claim))
        said = [f"{self.who} no longer uses the claim {choice.remove_claim}."]
        if choice.remove_claim not in resource_claims.claims_of(changed.pod):
            said.append("No other container uses it, so the pod no longer names it.")
        return DeviceOutcome(changed, sentences=said)

    def _with_ticks(
        self, offered: Offers, edits: Iterable[Edit], said: str, manifest: Manifest | None = None
    ) -> DeviceOutcome:
        """The edits, then the ticked options, each worked out again, for an earlier edit may have moved things."""
        first = manifest or self.manifest
        changed = first.patch(edits)
        ticks = self._ticks(offered(first.pod))
        sentences = [said] if said else []
        for tick in ticks:
            if not tick.is_set or tick.offer.is_done:
                continue
            now = next((o for o in offered(changed.pod) if o.name == tick.offer.name), None)
            changed = changed.patch(now.edits if now else ())
        return DeviceOutcome(changed, ticks, sentences)

    def _ticks(self, offered: list[DeviceSuggestion]) -> list[DeviceTick]:
        return [
            DeviceTick(offer, offer.is_done or self.choice.is_ticked(offer.name, is_advised=offer.is_advised))
            for offer in offered
        ]
