"""A conversation with two versions of a question, as several tests of exports begin with one."""

from dataclasses import replace

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn


def branched() -> Conversation:
    """Returns a conversation of two questions, of which the second was edited and is shown in its first version."""
    first = Turn.new("c", "first", "gpt-4o", "h", 1.0)
    second, edited = (
        replace(Turn.new("c", prompt, "gpt-4o", "h", at), parent=first.id)
        for at, prompt in ((2.0, "second"), (3.0, "edited"))
    )
    return Conversation.of("c", (first, second, edited), "Mine", second.id)
