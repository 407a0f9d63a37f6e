"""A turn as plain JSON values and back, for files outside the database. What does not fit raises ValueError."""

from dataclasses import asdict
from typing import Any

from desktop.core.errors import Kind, Trouble
from desktop.core.turn import SentPicture, Stage, Turn, Usage


def turn_to_plain(turn: Turn) -> dict[str, Any]:
    """Every field of a turn, as JSON holds it."""
    return asdict(turn)


def turn_from_plain(held: dict[str, Any]) -> Turn:
    """The turn that `turn_to_plain` made. Raises ValueError."""
    try:
        values = dict(held)
        values["pictures"] = tuple(SentPicture(**each) for each in values["pictures"])
        values["stage"] = Stage(values["stage"])
        values["usage"] = Usage(**values["usage"]) if values["usage"] else None
        values["trouble"] = trouble_from_plain(values["trouble"])
        return Turn(**values)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None


def trouble_from_plain(held: dict[str, Any] | None) -> Trouble | None:
    """A trouble out of its JSON form. A kind that this version does not know is told as ours."""
    if not held:
        return None
    known = held.get("kind") in set(Kind)
    return Trouble(**{**held, "kind": Kind(held["kind"]) if known else Kind.OURS})
