"""Where planned replies stand in their trees, counted in one pass."""

from collections.abc import Sequence
from typing import Any


def levels_of(plans: Sequence[Any]) -> list[list[Any]]:
    """Return the replies by how deep they are; each plan comes after its parent's."""
    depth: dict[str, int] = {}
    levels: list[list[Any]] = []
    for plan in plans:
        depth[plan.id] = depth[plan.parent] + 1 if plan.parent else 0
        if depth[plan.id] == len(levels):
            levels.append([])
        levels[depth[plan.id]].append(plan)
    return levels


def places_of(plans: Sequence[Any]) -> dict[str, tuple[int, int, int]]:
    """Return lft, rght and level of each reply: preorder numbers, a tree to each top level."""
    children: dict[str | None, list[str]] = {}
    for plan in plans:
        children.setdefault(plan.parent, []).append(plan.id)
    left: dict[str, int] = {}
    found: dict[str, tuple[int, int, int]] = {}
    for root in children.get(None, []):
        number, path = 1, [(root, 0, iter(children.get(root, [])))]
        left[root] = number
        while path:
            name, level, rest = path[-1]
            child = next(rest, None)
            number += 1
            if child is None:
                found[name] = (left[name], number, level)
                path.pop()
            else:
                left[child] = number
                path.append((child, level + 1, iter(children.get(child, []))))
    return found
