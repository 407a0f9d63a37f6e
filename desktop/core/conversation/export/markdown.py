"""Markdown: the branch that is shown, with its images in a folder beside the file."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from urllib.parse import quote

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.cover_note import cover_note
from desktop.core.conversation.export.bundle import (
    ExportBundle,
    branch_note,
    file_name,
    image_name,
    one_line,
    source_of,
    thinking_title,
    time_of,
    words_of,
)
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.link_safety import target_of
from desktop.core.markdown.safe_markdown import escape_markdown, neutralize_markdown
from desktop.core.untrusted_text import strip_control_characters


def to_markdown(conversation: Conversation, folder: str) -> str:
    """Returns the branch that is shown as Markdown; its images are linked relative to `folder`."""
    parts = [f"# {escape_markdown(one_line(conversation.title))}"]
    if note := branch_note(conversation):
        parts.append(f"*{note}*")
    for turn in conversation.turns:
        parts.append(f"## {time_of(turn)}")
        parts += _links(turn.images, folder)
        if note := cover_note(turn):
            parts.append(f"*{note}*")
        parts.append(_quoted(turn.prompt))
        if turn.thinking:
            parts.append(_quoted(f"{thinking_title(turn)}:\n\n{turn.thinking.strip()}"))
        if turn.answer:
            parts.append(neutralize_markdown(strip_control_characters(turn.answer)).strip("\n"))
        parts += _links(turn.answer_images, folder)
        if turn.sources:
            parts.append("\n".join(_source(number, source) for number, source in enumerate(turn.sources, 1)))
        parts.append(f"*{escape_markdown(one_line(source_of(turn)))}*")
    return "\n\n".join(parts) + "\n"


def _links(images: tuple[SentImage, ...], folder: str) -> list[str]:
    escaped = _escaped(folder)
    return [f"![{words_of(image, at, '')}]({escaped}/{image_name(image)})" for at, image in enumerate(images, 1)]


def _quoted(text: str) -> str:
    lines = neutralize_markdown(strip_control_characters(text)).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _source(number: int, source: AnswerSource) -> str:
    """Returns the line of a source; an address that must not be a link is left out."""
    name = escape_markdown(one_line(source.name))
    return f"{number}. {name} <{source.url}>" if target_of(source.url) else f"{number}. {name}"


def _escaped(folder: str) -> str:
    """Returns the folder's name as it stands in a link."""
    return quote(folder)


def _files(bundle: ExportBundle, path: PurePath, export_all: bool) -> Iterator[ExportedFile]:
    """Yields one file at `path`, or for all conversations one file each in a folder of that name."""
    if not export_all:
        yield _file(path, bundle.for_people, bundle)
        return
    folder, used = path.with_suffix(""), set[str]()
    for conversation in bundle.for_people:
        name, number = file_name(conversation.title), 1
        while name.casefold() in used:
            number += 1
            name = f"{file_name(conversation.title)} {number}"
        used.add(name.casefold())
        yield _file(folder / f"{name}.md", (conversation,), bundle)


def _file(path: PurePath, conversations: tuple[Conversation, ...], bundle: ExportBundle) -> ExportedFile:
    """Returns one file with these branches of a conversation."""
    folder = path.with_suffix("").name + "-pictures"
    turns = [turn for conversation in conversations for turn in conversation.turns]
    shown = {image.id: image for turn in turns for image in turn.stored_images}
    folders = (path.parent, path.parent / folder) if shown else (path.parent,)
    images = tuple(
        ExportedFile(path.parent / folder / image_name(image), partial(_bytes, bundle, image.id))
        for image in shown.values()
        if image.id in bundle.images
    )

    def pieces() -> Iterator[bytes]:
        for at, conversation in enumerate(conversations):
            yield (("\n" if at else "") + to_markdown(conversation, folder)).encode("utf-8")

    return ExportedFile(path, pieces, folders, images)


def _bytes(bundle: ExportBundle, image_id: str) -> tuple[bytes, ...]:
    data = bundle.images.get(image_id)  # it may have been deleted meanwhile
    return (data,) if data is not None else ()


MARKDOWN = FileFormat("Markdown with pictures", (".md",), _files)
