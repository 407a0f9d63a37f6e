"""The text that goes along with a copied picture for those who cannot see it: a model's description of it."""

from collections.abc import Iterable

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.markdown.blocks import parsed
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.prompts.given_prompts import asks_for_description
from desktop.messages.spoken.block_words import block_words


def alt_text(turns: Iterable[Turn], image: AnnotatedImage) -> str:
    """Returns the latest description of an image exactly as it is now, without signs of Markdown; empty without one.

    A description of an earlier state would name what was covered since.
    """
    answers = [turn.answer for turn in turns if turn.stage is Stage.DONE and _describes(turn, image)]
    blocks = parsed(answers[-1]) if answers else ()
    words = (strip_control_characters(block.code) if block.kind == "code" else block_words(block) for block in blocks)
    return "\n".join(part.strip() for part in words if part.strip())


def _describes(turn: Turn, image: AnnotatedImage) -> bool:
    """Returns True if the turn asks for a description of that image and of no other."""
    if len(turn.images) != 1 or not asks_for_description(turn.prompt):
        return False
    (sent,) = turn.images
    return sent.is_unchanged(image) and not sent.covers
