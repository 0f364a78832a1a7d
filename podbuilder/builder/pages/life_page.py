"""The life of a draft's pod, played: what stands at a moment, and all moments in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from podbuilder.builder.diagram.life_chart import Period, draw_life, periods
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.life_course import PhaseRow, phase_rows
from podbuilder.builder.pages.life_form import LifeForm
from podbuilder.builder.pages.life_words import ContainerDeeds, ContainerRow, container_rows, deeds
from podbuilder.builder.pages.urls import DraftUrls
from podbuilder.builder.steps.outline import slug_for
from podbuilder.kube.core.document import get, mapping_at
from podbuilder.kube.core.limits import SHOWN_LIVES
from podbuilder.kube.core.shell_line import quote
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.insight.probe_schedule import duration
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.job_retries import JobCourse, job_course
from podbuilder.kube.lifecycle.journal import EVENT_HEAD, EventRow, columns
from podbuilder.kube.lifecycle.life import Life, Milestone, Moment, play
from podbuilder.kube.lifecycle.played_pod import PlayedPod, played_pod
from podbuilder.kube.lifecycle.pod_row import HEAD
from podbuilder.kube.lifecycle.restart_rules import should_restart
from podbuilder.kube.lifecycle.version_notes import version_notes
from podbuilder.kube.manifest import Manifest

# How the names of pods end that a workload makes; what is random stands for itself.
_ENDINGS = {
    "Deployment": "-6d4cf56db6-x7k2p",
    "ReplicaSet": "-x7k2p",
    "ReplicationController": "-x7k2p",
    "StatefulSet": "-0",
    "DaemonSet": "-x7k2p",
    "Job": "-x7k2p",
    "CronJob": "-29141230-x7k2p",
}
# Where the spec of a Job stands.
_JOBS = {"Job": ("spec",), "CronJob": ("spec", "jobTemplate", "spec")}
# Rows of the table of moments; a life that goes round and round says nothing new beyond.
SHOWN_MOMENTS = 120


class LifeRow(NamedTuple):
    """A row of the table: from when on it stands, what is printed, and what happened until the next one."""

    second: int
    when: str
    phase: str
    ready: str
    status: str
    restarts: str
    news: str
    href: str
    is_shown: bool


@dataclass(frozen=True)
class LifePage:
    """Everything on the page, computed when it is used."""

    draft: Draft
    manifest: Manifest
    asked: Mapping[str, str]

    @cached_property
    def pod(self) -> PlayedPod:
        """The pod, with what a DaemonSet adds to those that it makes."""
        filled = self.draft.with_defaults(self.manifest)
        name = ""
        if filled.is_template:
            name = f"{filled.name or 'pod'}{_ENDINGS.get(filled.kind, '-x7k2p')}"
        stays = filled.kind == "DaemonSet"
        return played_pod(filled.pod, self.draft.kubernetes, name, self.namespace, stays=stays)

    @property
    def namespace(self) -> str:
        """Where the object is created, empty where it does not say."""
        found = get(self.manifest.object, ("metadata", "namespace"))
        return found if isinstance(found, str) else ""

    @cached_property
    def form(self) -> LifeForm:
        return LifeForm(self.pod, self.asked)

    @cached_property
    def life(self) -> Life:
        """The life that is shown."""
        form = self.form
        faults = form.rehearsal.inject(self.pod, form.container, form.assumptions) if form.container else None
        seconds = get(self.manifest.object, ("spec", "minReadySeconds"))
        return play(
            self.pod,
            form.assumptions,
            faults or Faults(),
            min_ready_seconds=seconds if type(seconds) is int and seconds > 0 else 0,
        )

    @property
    def has_containers(self) -> bool:
        return bool(self.pod.containers)

    @property
    def more_containers(self) -> int:
        """How many containers have no bar in the picture."""
        return max(len(self.pod.containers) - SHOWN_LIVES, 0)

    # The moment.

    @cached_property
    def at(self) -> int:
        """The second that is looked at; where none is given, one that tells."""
        second = whole_number(self.asked.get("at", "").strip())
        if second is not None:
            return min(second, self.life.until)
        trouble = [one for one in self.periods if one.look == "trouble"]
        ready = [one.second for one in self.life.milestones if one.name == "Ready"]
        return trouble[0].start if trouble and self.form.rehearsal.group else ready[0] if ready else 0

    @cached_property
    def moment(self) -> Moment:
        """How the pod stands then."""
        return self.life.at(self.at)

    @property
    def when(self) -> str:
        return duration(self.at)

    @property
    def printed(self) -> str:
        """What `kubectl get pods` prints then."""
        if self.moment.is_gone:
            return f'Error from server (NotFound): pods "{self.pod.name}" not found'
        return columns(HEAD, [self.moment.row])

    @property
    def events(self) -> list[EventRow]:
        """The events as `kubectl describe pod` lists them then; of a pod that is gone they stay for an hour."""
        return self.life.event_rows(self.at)

    @property
    def event_head(self) -> Sequence[str]:
        return EVENT_HEAD

    @property
    def containers(self) -> list[ContainerRow]:
        """The state of each container then."""
        return container_rows(self.moment.status, self.at)

    @property
    def command(self) -> str:
        """What shows it on a cluster."""
        container = self.form.container
        where = f" -n {quote(self.namespace)}" if self.namespace else ""
        words = self.form.rehearsal.command.format(
            pod=quote(self.pod.name), container=quote(container.name if container else "")
        )
        if container is not None and not should_restart(self.pod, container, 1):
            # It is never started again, so there is no instance before.
            words = words.removesuffix(" --previous")
        return words if words.startswith("kubectl get nodes") else words + where

    @property
    def edit_href(self) -> str:
        """Where the container is edited that something is rehearsed with; empty for what concerns the whole pod."""
        container = self.form.container
        if container is None or self.form.rehearsal.is_of_pod:
            return ""
        return DraftUrls(self.draft.key, self.draft.kubernetes).step(slug_for(container.path))

    # All of it.

    @cached_property
    def periods(self) -> list[Period]:
        return periods(self.life)

    @property
    def chart(self) -> SafeString:
        return draw_life(self.life, self.at)

    @property
    def milestones(self) -> list[tuple[Milestone, str, str]]:
        """The named moments, each with its time in words and its address."""
        return [(one, duration(one.second), self._href(one.second)) for one in self.life.milestones]

    @cached_property
    def rows(self) -> list[LifeRow]:
        """Each moment at which the row of kubectl or the phase becomes another."""
        found: list[LifeRow] = []
        news: list[list[str]] = []
        for moment in self.life.moments:
            key = ("gone",) * 4 if moment.is_gone else (moment.status.phase, *moment.row[1:3], moment.row.restarts)
            told = (key[0], key[1], key[2], key[3].partition(" ")[0])
            if not found or told != (found[-1].phase, *found[-1][3:5], found[-1].restarts.partition(" ")[0]):
                found.append(
                    LifeRow(moment.second, duration(moment.second), *key, "", self._href(moment.second), False)
                )
                news.append([])
            news[-1] += [one.reason for one in moment.events]
        shown = max((place for place, row in enumerate(found) if row.second <= self.at), default=0)
        return [
            row._replace(news=_counted(words), is_shown=place == shown)
            for place, (row, words) in enumerate(zip(found, news, strict=True))
        ]

    @property
    def shown_rows(self) -> list[LifeRow]:
        return self.rows[:SHOWN_MOMENTS]

    @property
    def more_rows(self) -> int:
        return max(len(self.rows) - SHOWN_MOMENTS, 0)

    @property
    def watched(self) -> str:
        """What `kubectl get pods --watch` prints all the while."""
        cells = (self.life.at(row.second).row for row in self.shown_rows if row.phase != "gone")
        return columns(HEAD, cells)

    @property
    def earlier(self) -> str:
        """The address of the moment before the one that is looked at, empty for none."""
        before = [row.second for row in self.rows if row.second < self.at]
        return self._href(before[-1]) if before else ""

    @property
    def later(self) -> str:
        after = [row.second for row in self.rows if row.second > self.at]
        return self._href(after[0]) if after else ""

    @property
    def deeds(self) -> list[ContainerDeeds]:
        """What each container does and what its probes find, in words."""
        return deeds(self.life)

    @property
    def phases(self) -> list[PhaseRow]:
        """The phases of the course, each with the seconds that this pod spends in it."""
        return phase_rows(self.life)

    @property
    def notes(self) -> list[str]:
        """What is different in the version."""
        return version_notes(self.pod)

    @cached_property
    def job(self) -> JobCourse | None:
        """What the Job makes of this life, for a Job or CronJob."""
        place = _JOBS.get(self.manifest.kind)
        if place is None:
            return None
        filled = self.draft.with_defaults(self.manifest)
        return job_course(mapping_at(filled.object, place), self.life)

    def _href(self, second: int) -> str:
        kept = {name: value for name, value in self.asked.items() if value.strip() and name != "at"}
        return f"?{urlencode({**kept, 'at': second})}#moment"


def _counted(words: Sequence[str]) -> str:
    """The reasons of events, each once with how often it came: "Pulling, Unhealthy ×3"."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return ", ".join(word if number == 1 else f"{word} ×{number}" for word, number in counts.items())
