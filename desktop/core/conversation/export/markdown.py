"""Markdown: the branch that is shown, with its images in a folder beside the file."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from urllib.parse import quote

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.export.bundle import (
    ExportBundle,
    Page,
    file_name,
    image_name,
    one_line,
)
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.conversation.export.page_words import PageWords
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.link_safety import target_of
from desktop.core.markdown.safe_markdown import escape_markdown, neutralize_markdown
from desktop.core.untrusted_text import strip_control_characters


def to_markdown(page: Page, words: PageWords, folder: str) -> str:
    """Returns a branch as Markdown; its images are linked relative to `folder`."""
    parts = [f"# {escape_markdown(words.title(page))}"]
    if note := words.branch_note(page):
        parts.append(f"*{note}*")
    for turn in page.conversation.turns:
        parts.append(f"## {words.asked_at(turn)}")
        parts += _links(turn.images, words, folder)
        if note := words.cover_note(turn):
            parts.append(f"*{note}*")
        parts.append(_quoted(turn.prompt))
        if turn.thinking:
            parts.append(_quoted(f"{words.thinking(turn)}:\n\n{turn.thinking.strip()}"))
        if turn.answer:
            parts.append(neutralize_markdown(strip_control_characters(turn.answer)).strip("\n"))
        parts += _links(turn.answer_images, words, folder, is_received=True)
        if turn.sources:
            parts.append("\n".join(_source(number, source) for number, source in enumerate(turn.sources, 1)))
        parts.append(f"*{escape_markdown(words.source(turn))}*")
    return "\n\n".join(parts) + "\n"


def _links(images: tuple[SentImage, ...], words: PageWords, folder: str, is_received: bool = False) -> list[str]:
    escaped = _escaped(folder)
    return [
        f"![{words.image(image, at, '', is_received)}]({escaped}/{image_name(image)})"
        for at, image in enumerate(images, 1)
    ]


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


def _files(bundle: ExportBundle, words: PageWords, path: PurePath, export_all: bool) -> Iterator[ExportedFile]:
    """Yields one file at `path`, or for all conversations one file each in a folder of that name."""
    if not export_all:
        yield _file(path, bundle.pages, bundle, words)
        return
    folder, used = path.with_suffix(""), set[str]()
    for page in bundle.pages:
        title = words.title(page)
        name, number = file_name(title), 1
        while name.casefold() in used:
            number += 1
            name = f"{file_name(title)} {number}"
        used.add(name.casefold())
        yield _file(folder / f"{name}.md", (page,), bundle, words)


def _file(path: PurePath, pages: tuple[Page, ...], bundle: ExportBundle, words: PageWords) -> ExportedFile:
    """Returns one file with these branches of a conversation."""
    folder = path.with_suffix("").name + "-pictures"
    turns = [turn for page in pages for turn in page.conversation.turns]
    shown = {image.id: image for turn in turns for image in turn.stored_images}
    folders = (path.parent, path.parent / folder) if shown else (path.parent,)
    images = tuple(
        ExportedFile(path.parent / folder / image_name(image), partial(_bytes, bundle, image.id))
        for image in shown.values()
        if image.id in bundle.images
    )

    def pieces() -> Iterator[bytes]:
        for at, page in enumerate(pages):
            yield (("\n" if at else "") + to_markdown(page, words, folder)).encode("utf-8")

    return ExportedFile(path, pieces, folders, images)


def _bytes(bundle: ExportBundle, image_id: str) -> tuple[bytes, ...]:
    data = bundle.images.get(image_id)  # it may have been deleted meanwhile
    return (data,) if data is not None else ()


MARKDOWN = FileFormat("Markdown", (".md",), _files)
