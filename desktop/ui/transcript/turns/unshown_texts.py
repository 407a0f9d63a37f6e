"""The texts of a turn that is not shown, or not all of it, as its rows would have them."""

from collections.abc import Iterable, Iterator

from desktop.core.conversation.turn import Turn
from desktop.core.markdown.plain_text import plain
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.messages.texts.attached_words import shown_question
from desktop.ui.transcript.rows.sources_row import sources_text


def question_length(turn: Turn) -> int:
    """Returns the number of letters that are shown of a question."""
    return len(shown_question(turn))


def unshown_texts(turn: Turn, blocks: Iterable[MarkdownBlock], source: bool) -> Iterator[tuple[str, str]]:
    """Yields the joint and the text of each row, as `TurnItem.joined_texts`, of a turn with these blocks."""
    yield "", shown_question(turn)
    if turn.thinking:
        yield "", ""
    for block in blocks:
        yield (block.joint, block.source) if source else (block.plain_joint, plain(block))
    yield from (("", "") for _ in turn.answer_images)
    if turn.sources:
        yield "", sources_text(turn.sources)
