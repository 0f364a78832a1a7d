"""Changes as their page shows them."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.changes_page import LONGEST_LINE, MOST_CHANGES, MOST_LINES, MOST_UNCHANGED
from tests.builder.changed import changed, url
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def test_each_change_with_its_lines_and_words(client: Client) -> None:
    page = client.get(url(changed(client))).context["changes"]
    assert [(one.title, one.field) for one in page.shown] == [
        ("Line 8 removed", ""),
        ("Line 11 changed", "spec.containers[0].image"),
        ("Line 13 added", "spec.containers[0].ports"),
    ]
    assert [one.unchanged.size for one in page.shown] == [7, 3, 1]
    image = page.shown[1]
    assert image.before.lines == [(12, [('    image: "nginx:1.', False), ("27", True), ('"', False)])]
    assert image.after.lines == [(11, [('    image: "nginx:1.', False), ("28", True), ('"', False)])]
    assert (page.removed, page.added, page.earlier, page.later) == (2, 2, None, None)


def test_many_changes_and_long_ones_are_shown_part_by_part(client: Client) -> None:
    head = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n"
    draft = begin(client, head + "".join(f"    a{n}: x\n    b{n}: x\n" for n in range(120)))
    text = head + "".join(f"    a{n}: y\n    b{n}: x\n" for n in range(120))
    more = "".join(f"    c{n}: x\n" for n in range(MOST_LINES + 7))
    draft.write(text + more, base=1, tab_id="page")
    first, last = (client.get(url(draft), {"from": n}).context["changes"] for n in (0, 2 * MOST_CHANGES))
    assert (len(first.shown), first.later, first.rest.size) == (MOST_CHANGES, MOST_CHANGES, 1)
    assert (len(last.shown), last.earlier, last.later) == (21, MOST_CHANGES, None)
    assert (last.shown[-1].after.left, len(last.shown[-1].after.lines)) == (7, MOST_LINES)
    assert client.get(url(draft), {"from": 999}).context["changes"].first == 0
    draft.write(text.replace("a0: y", "a0: x") + "    e: x\n", base=draft.revision, tab_id="page")
    assert client.get(url(draft)).context["changes"].shown[0].unchanged.size == 7


def test_long_unchanged_parts_are_cut(client: Client) -> None:
    tail = "".join(f"# {n}\n" for n in range(MOST_UNCHANGED + 5))
    draft = begin(client, POD + tail)
    draft.write((POD + tail).replace("fast", "slow"), base=1, tab_id="page")
    rest = client.get(url(draft)).context["changes"].rest
    assert (rest.size, rest.left) == (MOST_UNCHANGED + 5, 5)


@pytest.mark.parametrize("size", [LONGEST_LINE // 2, 2 * LONGEST_LINE, 60 * LONGEST_LINE])
def test_a_line_is_shown_as_far_as_anybody_reads_it(client: Client, size: int) -> None:
    draft = begin(client, f"{POD}# {'x ' * (size // 2)}\n# y\n")
    draft.write(f"{POD}# {'x ' * (size // 2)}z\n# y\n", base=1, tab_id="page")
    [change] = client.get(url(draft)).context["changes"].shown
    [(_, line)] = change.after.lines
    assert sum(len(stretch.text) for stretch in line) <= LONGEST_LINE + 1
    assert (line[-1].text == "…") == (size > LONGEST_LINE)
