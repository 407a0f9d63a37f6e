"""An answer's Markdown as blocks, split while it grows.

A finished block is parsed once and stays the same object, so that it is laid out once. Rules of splitting: only
complete lines count; the text is cut before a top-level block, or before a run of a long one, unless something before
it may still reach over it; an open fence is not parsed at all; a paragraph that goes on without end is cut at fixed
places. Link references that arrive late cause the earlier blocks that may use them to be parsed again. The streamed
blocks equal those of the whole text (tests/core/markdown/test_blocks.py).

HTML is text here, and images are their alternative text and an address; nothing in a block can act.
"""

from collections.abc import Iterator
from copy import copy

from desktop.core.markdown.splitting.late_references import copy_of, labels_in, may_use, reparsed
from desktop.core.markdown.splitting.markdown_block import Env, MarkdownBlock, Opening, Placed, placed_blocks
from desktop.core.markdown.splitting.open_fence import OpenFence, fence_at
from desktop.core.markdown.splitting.paragraph_cut import LONGEST, PIECE, cut_place, paragraph_line

_REACH_FAR = ("$$", "\\[", "\\begin{", "<svg")  # begin what may take in all lines up to the next blank one
_STEP = 512  # letters, after each of which an endless paragraph may be cut


def parsed(text: str) -> tuple[MarkdownBlock, ...]:
    """Returns all blocks of a complete text."""
    growing = IncrementalParser()
    growing.update(text, whole=True)
    return growing.blocks


class IncrementalParser:
    """Splits a text that grows at its end into blocks."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._text = ""
        self._is_whole = False  # nothing more was expected
        self._cut = 0  # everything before this offset is in `_finished`
        self._trusted = 0  # everything before this offset has been examined for a cut
        self._opening = Opening()  # of the text after the cut
        self._fence: OpenFence | None = None  # that the text after the cut begins with
        self._env: Env = {}
        self._finished: list[MarkdownBlock] = []
        self._tail: list[MarkdownBlock] = []
        self._changed_from = 0

    @property
    def blocks(self) -> tuple[MarkdownBlock, ...]:
        """All current blocks; finished ones are the same objects as before."""
        return (*self._finished, *self._tail)

    def update(self, text: str, whole: bool = False) -> int:
        """Continues with `text`, which begins with the previous text (otherwise parsing starts again).

        `whole` is True if nothing more will come. Returns the index of the first block that may have changed.
        """
        if not text.startswith(self._text) or (self._is_whole and text != self._text):
            self._begin()
        known, self._text, self._is_whole = len(self._text), text, whole
        self._changed_from = len(self._finished)
        for end in _places_to_stop(text, known):
            self._cut_complete_lines(end)
            self._cut_paragraph(end)
        if not whole or self._fence is not None:
            self._cut_complete_lines(len(text))
        rest, code = text[self._cut :], None if self._fence is None else [self._fence.block(text)]
        if whole:
            self._finish(rest, len(text), code)
            self._tail = []
        else:
            self._tail = code or self._blocks_of(rest, copy_of(self._env))
        return self._changed_from

    def ended(self, text: str) -> tuple[MarkdownBlock, ...]:
        """Returns the blocks of a text that has ended and begins with the one so far, without continuing with it."""
        other = copy(self)
        other._fence, other._env, other._finished = copy(self._fence), copy_of(self._env), list(self._finished)
        other.update(text, whole=True)
        return other.blocks

    def _cut_complete_lines(self, end: int) -> None:
        """Finishes what nothing can change any more of the lines that are complete before `end`."""
        end = self._text.rfind("\n", self._cut, end) + 1
        while self._trusted < end:
            self._fence = self._fence or fence_at(self._text, self._cut, end)
            if self._fence is None:
                self._trusted = end
                self._cut_before_last(end)
                return
            closing = self._fence.closing(self._text, end)
            if closing is None:
                self._trusted = end
                return
            self._finish("", closing, [self._fence.block(self._text[:closing])])

    def _cut_before_last(self, end: int) -> None:
        """Finishes everything before the last place at which the complete lines may be cut."""
        text, env = self._text[self._cut : end], copy_of(self._env)
        placed, lines = placed_blocks(text, env, self._opening), text.split("\n")
        at = next((at for at in range(len(placed) - 1, 0, -1) if _may_cut(placed[at], lines)), 0)
        if not at:
            return
        before = "\n".join(lines[: placed[at].line]) + "\n"
        blocks = [earlier.block for earlier in placed[:at]]
        following = placed[at].block
        self._finish(before, self._cut + len(before), blocks if labels_in(env) == labels_in(self._env) else None)
        if following.joint:
            self._opening = Opening(following.head, following.joint, self._finished[-1])

    def _cut_paragraph(self, end: int) -> None:
        """Cuts the paragraph that the text up to `end` ends with, if it is too long."""
        if self._fence is not None or end - self._cut <= PIECE:
            return
        text = self._text[self._cut : end]
        opening, lead = self._opening._replace(is_open=False), self._opening.lead
        placed = placed_blocks(text, copy_of(self._env), opening)
        line = paragraph_line(placed[-1].block.tokens) if placed else None
        if line is None:
            return
        start = sum(len(above) + 1 for above in (lead + text).split("\n")[:line]) - len(lead)
        place = cut_place(text, max(0, start), len(text))
        if place is None:
            return
        is_quote, before = placed[-1].block.kind == "quote", text[place - 1]
        self._finish(text[:place].rstrip(), self._cut + place)
        lead = "> " if is_quote and before != "\n" else ""
        paragraph, joint = self._finished[-1], before if before.isspace() else ""
        if len(paragraph.source) < LONGEST:
            self._opening = Opening(lead, joint, self._finished.pop(), is_open=True)
        else:
            self._opening = Opening(lead, "\n" if is_quote else joint or " ", paragraph)

    def _blocks_of(self, part: str, env: Env) -> list[MarkdownBlock]:
        """Returns the blocks of a part that begins at the cut. `env` collects its references and footnotes."""
        return [placed.block for placed in placed_blocks(part, env, self._opening)]

    def _finish(self, part: str, cut: int, blocks: list[MarkdownBlock] | None = None) -> None:
        """Takes the blocks of a part for good, which ends at `cut`; parses it if they are not given.

        Earlier blocks are parsed again if its references may change their meaning.
        """
        known = labels_in(self._env)
        if blocks is None:
            blocks = self._blocks_of(part, self._env)
        if new := labels_in(self._env) - known:
            if self._opening.is_open and may_use(blocks[0], new):  # the paragraph began before
                blocks[0] = reparsed(blocks[0], self._env)
            for at, block in enumerate(self._finished):
                if may_use(block, new) and (again := reparsed(block, self._env)) is not block:
                    self._finished[at] = again
                    self._changed_from = min(self._changed_from, at)
        self._finished += blocks
        self._cut, self._trusted = cut, max(self._trusted, cut)
        self._opening, self._fence = Opening(), None


def _places_to_stop(text: str, known: int) -> Iterator[int]:
    """Yields the offsets beyond `known` at which a paragraph may have to be cut, the same however the text has come."""
    for end in range((known // _STEP + 1) * _STEP, len(text) + 1, _STEP):
        if end > PIECE and text.find("\n\n", end - PIECE, end) < 0:
            yield end


def _may_cut(placed: Placed, lines: list[str]) -> bool:
    """Returns True if nothing before a block can reach over the line that it begins in."""
    if placed.line <= 0:
        return False
    line = placed.line - 1
    while line >= 0 and lines[line].strip(" \t"):
        if any(opening in lines[line] for opening in _REACH_FAR):
            return False
        line -= 1
    return True
