"""One set of facts as kubectl has printed it from 1.2 to 1.36, in seven forms, and what people do to their pastes."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml


@dataclass(frozen=True)
class Event:
    """An event of a pod, or of its owner."""

    type: str
    reason: str
    message: str
    about: str = "pod/till-0"
    source: str = "kubelet"
    count: int = 4
    container: str = ""


@dataclass(frozen=True)
class Story:
    """What there is to tell of a pod with one container: its states, conditions and events, a row, and a log."""

    state: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    condition: dict[str, Any] = field(default_factory=dict)
    pod: dict[str, Any] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    row: str = ""
    log: str = ""
    is_init: bool = False


def story_of(data: dict[str, Any]) -> Story:
    """A story from a scenario: its keys are waiting, terminated, last, condition, pod, events, row, log and init."""
    state: dict[str, Any] = {kind: data[kind] for kind in ("waiting", "terminated") if kind in data}
    events = tuple(Event(**event) if isinstance(event, dict) else Event(*event) for event in data.get("events", ()))
    return Story(
        state,
        {"terminated": data["last"]} if "last" in data else {},
        data.get("condition", {}),
        data.get("pod", {}),
        events,
        data.get("row", ""),
        data.get("log", ""),
        data.get("init", False),
    )


def document(story: Story) -> dict[str, Any]:
    """The pod as the API server has it."""
    status: dict[str, Any] = {"phase": "Pending", **story.pod}
    if story.condition:
        status["conditions"] = [{"lastProbeTime": None, "status": "False", "type": "Ready", **story.condition}]
    if story.state or story.last:
        statuses = "initContainerStatuses" if story.is_init else "containerStatuses"
        state = story.state or {"running": {"startedAt": "2026-11-30T10:00:00Z"}}
        status[statuses] = [
            {"image": "till:1", "lastState": story.last, "name": "till", "ready": False, "state": state}
        ]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "till-0", "namespace": "shop"},
        "spec": {"containers": [{"image": "till:1", "name": "till"}]},
        "status": status,
    }


def as_yaml(story: Story) -> str:
    """As `kubectl get pod -o yaml`, which folds long messages."""
    return yaml.safe_dump(document(story), width=80)


def as_json(story: Story) -> str:
    """As `kubectl get pod -o json`."""
    return json.dumps(document(story), indent=4)


def as_list(story: Story) -> str:
    """As `kubectl get pods -o json`."""
    return json.dumps({"apiVersion": "v1", "items": [document(story)], "kind": "List"}, indent=4)


def as_description(story: Story) -> str:
    """As `kubectl describe pod` from 1.16 on: no messages of states, no reasons of conditions."""
    return _description(story, _event_table)


def as_old_description(story: Story) -> str:
    """As `kubectl describe pod` up to 1.15: the reason behind the type, the source in a column of its own."""
    return _description(story, _old_event_table)


def as_oldest_description(story: Story) -> str:
    """As `kubectl describe pod` of 1.2 to 1.6: times as columns, the source in braces."""
    return _description(story, _oldest_event_table)


def _description(story: Story, table: Callable[[Story], str]) -> str:
    lines = ["Name:         till-0", "Namespace:    shop", "Status:       Pending"]
    lines += [f"{key.capitalize() + ':':<14}{value}" for key, value in story.pod.items()]
    lines += ["Init Containers:" if story.is_init else "Containers:", "  till:", "    Image:          till:1"]
    for title, state in (("State:", story.state), ("Last State:", story.last)):
        for kind, told in state.items():
            lines.append(f"    {title:<16}{kind.capitalize()}")
            if "reason" in told:
                lines.append(f"      Reason:       {told['reason']}")
            if kind == "terminated" and "message" in told:
                lines.append(f"      Message:      {told['message']}")
            if "exitCode" in told:
                lines.append(f"      Exit Code:    {told['exitCode']}")
    return "\n".join([*lines, "    Ready:          False", "Events:", table(story)])


def _event_table(story: Story) -> str:
    rows = ["  Type     Reason     Age                 From     Message", "  ----     ------     ----"]
    for event in story.events:
        place = f"spec.containers{{{event.container}}}: " if event.container else ""
        rows.append(
            f"  {event.type:<8} {event.reason:<10} 12s (x{event.count} over 2m)   {event.source}  "
            f"{place}{event.message}"
        )
    return "\n".join(rows)


def _old_event_table(story: Story) -> str:
    rows = ["  Type     Reason     Age                 From               Message"]
    for event in story.events:
        source = f"{event.source}, node-1" if event.source == "kubelet" else event.source
        rows.append(f"  {event.type:<8} {event.reason:<10} 12s (x{event.count} over 2m)   {source}  {event.message}")
    return "\n".join(rows)


def _oldest_event_table(story: Story) -> str:
    rows = ["  FirstSeen\tLastSeen\tCount\tFrom\t\tSubObjectPath\tType\t\tReason\tMessage"]
    for event in story.events:
        place = f"spec.containers{{{event.container}}}" if event.container else ""
        source = f"{{{event.source} node-1}}"
        rows.append(f"  2m\t\t12s\t\t{event.count}\t{source}\t{place}\t{event.type}\t\t{event.reason}\t{event.message}")
    return "\n".join(rows)


def as_events(story: Story) -> str:
    """As `kubectl get events`."""
    rows = ["LAST SEEN   TYPE      REASON      OBJECT       MESSAGE"]
    rows += [f"12s         {e.type:<9} {e.reason:<11} {e.about:<12} {e.message}" for e in story.events]
    return "\n".join(rows)


def as_events_of_all(story: Story) -> str:
    """As `kubectl get events -A`."""
    rows = ["NAMESPACE   LAST SEEN   TYPE      REASON      OBJECT       MESSAGE"]
    rows += [f"shop        12s         {e.type:<9} {e.reason:<11} {e.about:<12} {e.message}" for e in story.events]
    return "\n".join(rows)


def as_wide_events(story: Story) -> str:
    """As `kubectl get events -o wide`."""
    rows = ["LAST SEEN   TYPE      REASON   OBJECT   SUBOBJECT   SOURCE   MESSAGE   FIRST SEEN   COUNT   NAME"]
    for e in story.events:
        place = f"spec.containers{{{e.container}}}" if e.container else ""
        rows.append(
            f"12s   {e.type:<9} {e.reason:<11} {e.about:<12} {place}   {e.source}, node-1   "
            f"{e.message}   2m   {e.count}   till-0.17a2b3c4d5e6f708"
        )
    return "\n".join(rows)


def as_row(story: Story) -> str:
    """As `kubectl get pods`."""
    return f"NAME     READY   STATUS    RESTARTS   AGE\ntill-0   0/1     {story.row}   4 (20s ago)   5m"


def as_log(story: Story) -> str:
    """As `kubectl logs --previous`."""
    return f"starting till 1.0\n{story.log}\n"


def as_lines(story: Story) -> str:
    """The messages alone, as people put them into a question."""
    return "\n".join(event.message for event in story.events)


OF_STATES: dict[str, Callable[[Story], str]] = {"YAML": as_yaml, "JSON": as_json, "a list": as_list}
OF_EVENTS: dict[str, Callable[[Story], str]] = {
    "describe": as_description,
    "describe before 1.16": as_old_description,
    "describe before 1.7": as_oldest_description,
    "events": as_events,
    "events of all namespaces": as_events_of_all,
    "wide events": as_wide_events,
}


def forms_of(story: Story) -> dict[str, Callable[[Story], str]]:
    """The forms that can hold all of a story."""
    if story.log and not (story.state or story.last or story.events):
        return {"a log": as_log}
    if story.row:
        return {"rows": as_row}
    if story.events and not (story.state or story.last or story.condition or story.pod):
        return OF_EVENTS
    if story.events or story.log:
        return {"YAML, events and a log": lambda story: f"{as_yaml(story)}\n{as_events(story)}\n\n{story.log}"}
    return OF_STATES


def boxed(text: str) -> str:
    """In a frame, as terminals and chats draw it."""
    width = max(len(line.expandtabs()) for line in text.splitlines())
    lines = [f"│ {line.expandtabs():<{width}} │" for line in text.splitlines()]
    return "\n".join([f"┌{'─' * (width + 2)}┐", *lines, f"└{'─' * (width + 2)}┘"])


def wrapped(text: str) -> str:
    """Broken between words at 80, as editors and mails do it."""
    lines = [textwrap.wrap(line, 80, drop_whitespace=False) or [""] for line in text.splitlines()]
    return "\n".join(part for parts in lines for part in parts)


def cut_by_terminal(text: str) -> str:
    """As a terminal of 80 columns shows it: broken anywhere."""
    lines = (line.expandtabs() for line in text.splitlines())
    return "\n".join(line[at : at + 80] for line in lines for at in range(0, max(len(line), 1), 80))


def cut(text: str) -> str:
    """Without its first lines, where there are many, and with half of a further one."""
    lines = text.splitlines()
    return "\n".join([*(lines[2:] if len(lines) > 8 else lines), "  Normal  Pul"])


def coloured(text: str) -> str:
    """With the colours of a terminal."""
    for word, colour in (("Warning", 33), ("Failed", 31), ("Reason", 1), ("till", 36)):
        text = text.replace(word, f"\x1b[{colour}m{word}\x1b[0m")
    return text


DONE: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "on Windows": lambda text: text.replace("\n", "\r\n"),
    "quoted": lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
    "in a box": boxed,
    "in colours": coloured,
    "wrapped between words": wrapped,
    "wrapped at the edge": cut_by_terminal,
    "indented": lambda text: textwrap.indent(text, "    "),
    "in a fence": lambda text: f"it does not run:\n```\n{text}\n```\nplease help",
    "cut at both ends": cut,
}
