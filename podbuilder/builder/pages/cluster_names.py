"""The names of the chosen cluster at the controls of a step, which complete what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.draft_cluster import cluster_of, is_large, names_in, on_nodes
from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.layout import Matrix
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.cluster_line import ClusterLine, cluster_line
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.completion.cluster_lists import PULL_SECRETS, own_values, shared_list
from podbuilder.kube.completion.suggestions import KEYS, key_names
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest


@dataclass(frozen=True)
class OwnLists:
    """Lists of single controls, by id: what fits hangs on other values, so it follows them as they are typed."""

    lists: tuple[tuple[str, tuple[str, ...]], ...]


class ClusterNames:
    """The part of a page that knows the cluster that judges its draft as well."""

    draft: Draft
    manifest: Manifest
    slug: str

    @cached_property
    def cluster(self) -> ClusterSnapshot | None:
        """The cluster that is chosen."""
        return cluster_of(self.draft)

    @cached_property
    def cluster_line(self) -> ClusterLine | None:
        """What it says of the draft, or for a large one where that comes from."""
        return cluster_line(self.draft, self.manifest, self.cluster, self.slug) if self.cluster else None

    @cached_property
    def names(self) -> KnownNames | None:
        """The names that the cluster has for what is typed."""
        return names_in(self.cluster, self.draft, self.manifest) if self.cluster else None

    @property
    def names_at_once(self) -> KnownNames | None:
        """The same, but no keystroke waits until a large cluster is read: a form that is drawn anew does.

        The lists of the others come with the cluster's line, which is asked for beside.
        """
        is_slow = self.cluster is not None and is_large(self.cluster) and "names" not in vars(self)
        return None if is_slow else self.names


def own_lists(parts: Iterable[Part], shown: Document, names: KnownNames) -> OwnLists:
    """What the cluster has for the controls whose names hang on what stands beside them, such as a label's values."""
    found = []
    for control, offered in _with_own_values(parts, shown, names):
        # A Secret that the cluster does not have yet may have keys that the pod reads elsewhere.
        is_key = not offered and control.path[-1] == "key"
        found.append((own_id(control), tuple(key_names(shown) if is_key else offered)))
    return OwnLists(tuple(found))


def offer(parts: Iterable[Part], fields: Catalogue, shown: Document, names: KnownNames) -> None:
    """Tie the controls of a step to the lists that complete them."""
    parts = list(parts)
    for control, _ in _with_own_values(parts, shown, names):
        control.suggestions = own_id(control)
    has_pull_secrets = bool(names.pull_secrets())
    for part in parts:
        if isinstance(part, Matrix):
            _offer_resources(part, names)
        elif isinstance(part, Control) and not part.choices:
            listed = shared_list(part.path, fields)
            if (listed == PULL_SECRETS and has_pull_secrets) or not part.suggestions:
                part.suggestions = listed


def own_id(control: Control) -> str:
    """The id of the list of one control."""
    return f"{control.id}-offered"


def _with_own_values(parts: Iterable[Part], shown: Document, names: KnownNames) -> Iterator[tuple[Control, list[str]]]:
    for part in parts:
        if isinstance(part, Control) and not part.choices and part.suggestions in ("", KEYS, own_id(part)):
            offered = own_values(part.path, shown, names)
            if offered is not None:
                yield part, offered


def _offer_resources(part: Matrix, names: KnownNames) -> None:
    """What nodes have comes first among the resources that can be added."""
    taken = {line.resource for line in part.lines}
    own = [(name, f"{on_nodes(count)} of the cluster") for name, count in names.resources.items() if name not in taken]
    part.suggestions = [*own, *(one for one in part.suggestions if one[0] not in names.resources)]
