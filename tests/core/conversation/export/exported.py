"""The conversation that the tests of the export formats write."""

from dataclasses import replace

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.image.sent_image import SentImage


def conversation(answer: str = "yes", prompt: str = "why?") -> Conversation:
    sent = SentImage("a" * 64, "image/png", 4, 4, 8)
    first = Turn.new("c", prompt, "gpt-4o", "h", 1_700_000_000.0).as_waiting((sent,)).as_streaming(answer, 0.5)
    first = first.done(Usage(10, 5))
    other = replace(Turn.new("c", "or?", "gpt-4o", "h", 1_700_000_001.0), stage=Stage.DONE, answer="no")
    return Conversation.of("c", (first, other), "Mine", first.id, pinned=True)


def thoughtful() -> Conversation:
    """Returns a conversation whose only answer was thought about and names two sources, one of which is no link."""
    sources = (AnswerSource("https://e.example/a", "A [page]"), AnswerSource("javascript:alert(1)"))
    turn = Turn.new("c", "why?", "gpt-4o", "h", 1_700_000_000.0)
    turn = turn.as_streaming("So [1].", 0.5, "Hm…\n\n<b>so", 12.4, sources).done(None)
    return Conversation.of("c", (turn,), "Mine", turn.id)


RECEIVED = SentImage("b" * 64, "image/jpeg", 6, 4, 9)


def illustrated() -> Conversation:
    """Returns a conversation whose only answer came with a picture."""
    turn = Turn.new("c", "why?", "gpt-4o", "h", 1_700_000_000.0)
    turn = turn.as_streaming("So:", 0.5, answer_images=(RECEIVED,)).done(None)
    return Conversation.of("c", (turn,), "Mine", turn.id)
