"""Branches: paths through the turns of a conversation, which know their parents."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from desktop.core.conversation.turn import Turn


def with_known_parents(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Returns the turns; one whose parent is missing follows the one that was asked before it."""
    ids = {turn.id for turn in turns}
    if all(not turn.parent or turn.parent in ids for turn in turns):
        return turns
    ordered = sorted(turns, key=lambda turn: turn.asked_at)
    earlier = {turn.id: before.id for before, turn in pairwise(ordered)}
    return tuple(
        turn if not turn.parent or turn.parent in ids else replace(turn, parent=earlier.get(turn.id, ""))
        for turn in turns
    )


def path_to(end: Turn | None, turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Returns the turns from the first to `end`, each behind its parent."""
    by_id = {turn.id: turn for turn in turns}
    path: dict[str, Turn] = {}
    while end is not None and end.id not in path:
        path[end.id] = end
        end = by_id.get(end.parent)
    return tuple(reversed(path.values()))


def end_of(turn_id: str, turns: tuple[Turn, ...]) -> str:
    """Returns the id of the last turn that follows a turn, taking the newest version each time."""
    seen: set[str] = set()
    while turn_id not in seen:
        seen.add(turn_id)
        turn_id = next((turn.id for turn in reversed(turns) if turn.parent == turn_id), turn_id)
    return turn_id
