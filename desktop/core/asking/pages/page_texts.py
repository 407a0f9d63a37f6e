"""The own texts of pages of a PDF, as they go beside their pictures: fenced blocks, like every text beside a question.

A text is made anew for each request, of the letters that today's covers leave.
"""

from collections.abc import Iterable

from desktop.core.conversation.attached_text import AttachedText, join_question
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.text.letter_cache import LetterCache
from desktop.core.image.text.page_text import PageText
from desktop.core.ocr.pages.own_text import own_text

_beside = LetterCache[AttachedText]()


def text_beside(page_text: PageText | None) -> AttachedText | None:
    """Returns the text that goes beside a page of which these letters are left; None if there is none."""
    if page_text is None or page_text.is_empty:
        return None
    text = _beside.get(page_text, None, lambda: AttachedText.of(page_text.name, own_text(page_text)))
    return text if text.text.strip() else None


def texts_beside(page_texts: Iterable[PageText | None]) -> tuple[AttachedText, ...]:
    """Returns the texts that go beside several pages, in their order; None is a page without one."""
    texts = map(text_beside, page_texts)
    return tuple(text for text in texts if text is not None)


def texts_of_turn(turn: Turn) -> tuple[AttachedText, ...]:
    """Returns the texts of pages that went with a question, without what has been covered since."""
    return texts_beside(image.page_text for image in turn.images)


def questions_of(conversations: Iterable[Conversation]) -> dict[str, str]:
    """Returns, by turn id, each prompt beside which texts of pages went, with these texts behind it."""
    turns = (turn for conversation in conversations for turn in conversation.all_turns)
    return {turn.id: join_question(turn.prompt, texts) for turn in turns if (texts := texts_of_turn(turn))}
