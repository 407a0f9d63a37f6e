"""An answer that grows, as it is spoken: whole sentences, each once, as words."""

from desktop.core.markdown.blocks import IncrementalParser
from desktop.core.spoken.sentences import sentence_end
from desktop.messages.spoken.block_words import block_words

_OPEN_SIGNS = "*_`[]$<|~"  # in a text that still grows, they may yet turn out to be signs of Markdown


class AnswerWords:
    """Returns the words of an answer that have not been spoken yet. A block that was read anew is not repeated."""

    def __init__(self) -> None:
        self._parser = IncrementalParser()
        self._spoken_blocks = 0  # those that have been spoken to their end
        self._spoken = 0  # characters of the one after them

    def words(self, answer: str, is_whole: bool) -> str:
        """Returns what is new and complete of an answer, all of which is given; empty if nothing is."""
        self._parser.update(answer, is_whole)
        blocks = self._parser.blocks
        out: list[str] = []
        for number, block in enumerate(blocks[self._spoken_blocks :], self._spoken_blocks):
            if number < len(blocks) - 1 or is_whole:
                out.append(block_words(block)[self._spoken :])
                self._spoken_blocks, self._spoken = number + 1, 0
            elif block.kind in ("text", "quote", "note"):
                out.append(self._sentences(block_words(block)))
        return "\n".join(part.strip() for part in out if part.strip())

    def _sentences(self, text: str) -> str:
        """Returns the complete sentences of the block that still grows."""
        end = sentence_end(text, self._spoken)
        new = text[self._spoken : end]
        if any(sign in new for sign in _OPEN_SIGNS):
            return ""
        self._spoken = end
        return new
