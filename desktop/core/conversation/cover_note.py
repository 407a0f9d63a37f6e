"""The line of a turn whose images were covered after they had been sent, on the screen and in exports."""

from desktop.core.conversation.turn import Turn


def cover_note(turn: Turn) -> str:
    """Returns “Sent without this cover” in the number that fits; empty if nothing was covered later."""
    count = turn.covers_since
    if not count:
        return ""
    return "Sent without this cover" if count == 1 else f"Sent without these {count} covers"
