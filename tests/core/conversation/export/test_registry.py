"""Every registered export format, and choosing one by a file's suffix."""

from dataclasses import replace
from pathlib import Path, PurePath

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.format import ExportFormat, FileFormat, PaintedFormat
from desktop.core.conversation.export.markdown import MARKDOWN
from desktop.core.conversation.export.registry import FORMATS, format_of, known_suffixes
from desktop.messages.files.export_words import FILTERS, FILTERS_OF_ALL_VERSIONS, export_filters
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.core.conversation.export.exported import conversation


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda entry: entry.name)
@pytest.mark.parametrize("export_all", [False, True])
def test_each_format_writes_every_conversation_or_is_painted(export_format: ExportFormat, export_all: bool) -> None:
    if isinstance(export_format, PaintedFormat):
        assert export_format.suffixes
        return
    other = Conversation.of("d", (replace(conversation().turns[0], answer="an other answer"),), "Mine")
    conversations = (conversation("the first answer"), *([other] if export_all else []))
    bundle = ExportBundle(conversations, {"a" * 64: b"bytes"})
    path = PurePath("folder", f"name{export_format.suffixes[0]}")
    files = list(export_format.files(bundle, PAGE_WORDS, path, export_all))
    assert len({file.path for file in files}) == len(files)
    text = "".join(file.data.decode() for file in files)
    assert all(turn.answer in text for entry in conversations for turn in entry.turns)
    assert b"bytes" in [image.data for file in files for image in file.beside] or "Ynl0ZXM=" in text


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda entry: entry.name)
def test_each_format_is_found_by_its_suffixes(export_format: ExportFormat) -> None:
    for suffix in export_format.suffixes:
        assert format_of(suffix) is format_of(suffix.upper()) is export_format
        assert suffix in known_suffixes()
    assert isinstance(export_format, FileFormat | PaintedFormat)


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda entry: entry.name)
def test_each_format_is_offered_with_its_usual_suffix(export_format: ExportFormat) -> None:
    assert FILTERS[export_format] in export_filters().split(";;")
    for filters in (FILTERS, FILTERS_OF_ALL_VERSIONS):
        if export_format in filters:
            assert filters[export_format].endswith(f"(*{export_format.suffixes[0]})")
    assert set(FILTERS) == set(FORMATS)


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda entry: entry.name)
def test_each_format_is_documented(export_format: ExportFormat) -> None:
    documented = (Path(__file__).parents[4] / "docs" / "conversations.md").read_text("utf-8")
    assert f"| `{export_format.suffixes[0]}` |" in documented


def test_markdown_is_the_usual() -> None:
    assert format_of(".txt") is format_of("") is FORMATS[0] is MARKDOWN
    assert sum(len(entry.suffixes) for entry in FORMATS) == len(known_suffixes())
