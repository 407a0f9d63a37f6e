"""Marks like `[1]` in an answer, which stand for its sources, and the sources themselves in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.markdown.link_safety import target_of
from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.network.link_warnings import host_label

_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in words: `[1]`, its name, and its host in brackets with what is suspicious about it."""

    number: str
    name: str
    host: str
    is_link: bool


def source_line(number: int, source: AnswerSource) -> SourceLine:
    """Returns the words for a source."""
    target = target_of(source.url, source.name)
    if target is None:
        return SourceLine(f"[{number}]", make_controls_visible(source.name), "", False)
    host = host_label(target)
    return SourceLine(
        f"[{number}]", make_controls_visible(source.name), f" ({host})" if host != source.name else "", True
    )


def marked(text: str, sources: tuple[AnswerSource, ...]) -> Iterator[tuple[str, str]]:
    """Yields the parts of a text, each with the address of the source that it stands for, or with nothing."""
    at = 0
    for found in _MARK.finditer(text) if sources else ():
        number = int(found.group(1))
        if 1 <= number <= len(sources) and target_of(sources[number - 1].url) is not None:
            yield text[at : found.start()], ""
            yield found.group(), sources[number - 1].url
            at = found.end()
    yield text[at:], ""
