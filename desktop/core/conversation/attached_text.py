"""Texts that go beside a question: files and long pastes, as fenced blocks at the end of its prompt.

A prompt with texts is one text, in the very form in which it is sent. So it is looked through, counted, kept, found,
exported and asked again like any other prompt; `split_question` finds the texts in it again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.core.untrusted_text import drop_unencodable, strip_control_characters

MOST_LETTERS = 200_000  # of all texts beside one question, some 50,000 tokens; chosen
LONG_PASTE = 6000  # letters; what is longer becomes a text beside the question; chosen
LINES_OF_PART = 2000  # of a file that is too long to go whole; chosen
LONGEST_NAME = 100
_HEAD = "Attached text: "


class TextPart(StrEnum):
    """The part of a text that is taken."""

    WHOLE = "whole"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class AttachedText:
    """A text beside a question. Neither its `name`, one line, nor the text has characters that hide or command."""

    name: str
    text: str = field(repr=False)

    @classmethod
    def of(cls, name: str, text: str) -> "AttachedText":
        """Returns the text made harmless: without terminal codes and invisible characters, lines ended by LF."""
        line = " ".join(strip_control_characters(drop_unencodable(name)).split())
        line = line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"
        return cls(line or "text", strip_control_characters(drop_unencodable(text)).rstrip("\n"))

    @property
    def as_sent(self) -> str:
        """The block that is sent: a line with the name, and the text in a fence longer than any in it."""
        fence = "`" * max(3, _longest_run(self.text) + 1)
        return f"{_HEAD}{self.name}\n{fence}\n{self.text}\n{fence}"

    @property
    def byte_count(self) -> int:
        """The number of its bytes in UTF-8."""
        return len(self.text) if self.text.isascii() else len(self.text.encode())


def join_question(words: str, texts: Iterable[AttachedText]) -> str:
    """Returns the prompt of typed `words` with the texts behind them."""
    return "\n\n".join([*([words] if words else []), *(text.as_sent for text in texts)])


def split_question(prompt: str) -> tuple[str, tuple[AttachedText, ...]]:
    """Returns what was typed of a prompt, and the texts beside it: `join_question` of them is the prompt again."""
    at = 0 if prompt.startswith(_HEAD) else prompt.find(f"\n\n{_HEAD}")
    failed: set[int] = set()
    while at >= 0:
        texts = _texts_from(prompt, at + 2 if at or not prompt.startswith(_HEAD) else 0, failed)
        if texts is not None:
            return prompt[:at], texts
        at = prompt.find(f"\n\n{_HEAD}", at + 1)
    return prompt, ()


def words_of(prompt: str) -> str:
    """Returns what was typed of a prompt, without the texts beside it; the names of these if nothing was."""
    words, texts = split_question(prompt)
    return words if words.strip() else ", ".join(text.name for text in texts)


def cut_to_lines(text: str, part: TextPart, room: int) -> str:
    """Returns the first or the last lines of a text, at most `LINES_OF_PART` of them and `room` letters."""
    lines = text.splitlines(keepends=True)
    kept = "".join(lines[-LINES_OF_PART:] if part is TextPart.LAST else lines[:LINES_OF_PART])
    if len(kept) <= room:
        return kept
    if part is TextPart.LAST:
        cut = kept[-room:]
        return cut.partition("\n")[2] or cut
    cut = kept[:room]
    return cut.rpartition("\n")[0] or cut


def with_texts_replaced(texts: Iterable[AttachedText], found: Iterable[tuple[str, str]]) -> tuple[AttachedText, ...]:
    """Returns the texts with the second of each pair in the place of the first, wherever it stands."""
    pairs = sorted(found, key=lambda pair: len(pair[0]), reverse=True)

    def replaced(text: str) -> str:
        for before, after in pairs:
            text = text.replace(before, after)
        return text

    return tuple(replace(text, name=replaced(text.name), text=replaced(text.text)) for text in texts)


def _texts_from(prompt: str, at: int, failed: set[int]) -> tuple[AttachedText, ...] | None:
    """Returns the texts whose blocks fill the prompt from `at` to its end, or None if something else stands there.

    `failed` are places from which they do not, and gets more of them: none is looked at twice.
    """
    texts = []
    while prompt.startswith(_HEAD, at) and at not in failed:
        failed.add(at)
        name, _, _ = prompt[at + len(_HEAD) : at + len(_HEAD) + LONGEST_NAME + 1].partition("\n")
        begin = at + len(_HEAD) + len(name) + 1
        fence = prompt[begin : prompt.find("\n", begin) + 1].removesuffix("\n")
        inside = begin + len(fence) + 1
        end = prompt.find(f"\n{fence}", inside - 1) if len(fence) >= 3 and not fence.strip("`") else -1
        if end < 0:
            return None
        texts.append(AttachedText(name, prompt[inside : max(end, inside)]))
        start, at = at, max(end, inside) + 1 + len(fence)
        if texts[-1].as_sent != prompt[start:at]:
            return None
        if at == len(prompt):
            return tuple(texts)
        if not prompt.startswith("\n\n", at):
            return None
        at += 2
    return None


def _longest_run(text: str) -> int:
    """Returns the length of the longest run of backticks."""
    return max(map(len, re.findall("`+", text)), default=0)
