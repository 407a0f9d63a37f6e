"""The files that a command names: text files go beside the question, whatever else they are is taken as images."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.adapters.files.text_file import read_text, text_in
from desktop.cli.image_preparation import from_pipe
from desktop.core.conversation.attached_text import MOST_LETTERS, AttachedText
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.messages.language.catalogue import _

PIPE = "-"


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The texts in the files, and the names of the others; `piped` is what standard input held, if it was read."""

    texts: tuple[AttachedText, ...]
    images: tuple[str, ...]
    piped: bytes | None = None


def sorted_out(names: Sequence[str]) -> NamedFiles:
    """Returns the files of a command. Raises ImageRejectedError for a text that cannot go along."""
    texts, images, piped = list[AttachedText](), list[str](), None
    for name in names:
        room = MOST_LETTERS - sum(len(text.text) for text in texts)
        if name == PIPE:
            piped = from_pipe()
            text = text_in(piped, _("standard input"), MOST_LETTERS)
        else:
            text = read_text(Path(name), Path(name).name, MOST_LETTERS)
        if text is None:
            images.append(name)
        elif len(text.text) > room:
            raise ImageRejectedError(Problem(ProblemKind.NO_ROOM_FOR_TEXT, text.name, seconds=MOST_LETTERS))
        else:
            texts.append(text)
    return NamedFiles(tuple(texts), tuple(images), piped)
