"""A stranger's text can do nothing, opens nothing and calls nobody."""

import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.safe_html import html_of
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.ui.rich_text.block_writer import block_document, text_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.core.markdown.markdown_texts import TEXTS
from tests.ui.file_watch import watched
from tests.ui.hostile_payloads import PAYLOADS
from tests.ui.transcript.conversations import conversation, turn


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_strangers_text_loads_nothing(
    payload: str, theme: Theme, monkeypatch: pytest.MonkeyPatch, view: TranscriptView
) -> None:
    wanted: list[str] = []

    def load(self: QTextDocument, kind: int, name: QUrl) -> object:
        wanted.append(name.toString())
        return None

    monkeypatch.setattr(QTextDocument, "loadResource", load)
    view.show_conversation(conversation(turn(payload, payload)))
    view.grab()
    assert wanted == []
    for block in parsed(payload):
        document = block_document(block, WritingContext(theme))
        assert "file:" not in "".join(_addresses(document))
        assert "javascript:" not in "".join(_addresses(document))
    text_document(payload, WritingContext(theme))


def _addresses(document: QTextDocument) -> Iterator[str]:
    block = document.begin()
    while block.isValid():
        for span in block.textFormats():
            yield span.format.anchorHref()
            yield span.format.toImageFormat().name()
        block = block.next()


def test_endless_runs_and_deep_nesting_do_not_stall(view: TranscriptView, qtbot: QtBot) -> None:
    hard = "x" * 100_000 + "\n\n" + "> " * 500 + "deep\n\n" + "| a " * 300 + "|\n" + "|---" * 300 + "|\n"
    hard += ("| b " * 300 + "|\n") * 40
    view.show_conversation(conversation(turn(hard)))
    assert not view.grab().isNull()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word for it is asked with inotify")
def test_no_payload_opens_a_file_or_calls_anywhere(view: TranscriptView, tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"canary")
    assert len(PAYLOADS) >= 60
    with watched(tmp_path) as watch:
        canary.read_bytes()
        assert watch.opened()  # it would be seen
        socket.create_connection(("127.0.0.1", watch.port)).close()
        assert watch.called()
        for number, payload in enumerate(PAYLOADS):
            text = payload.replace("/etc/passwd", str(canary)).replace("127.0.0.1:9", f"127.0.0.1:{watch.port}")
            view.show_conversation(Conversation(str(number), (turn(text, text),)))
            view.grab()
            view.select_all()
            html_of(view.selected_markdown, PAGE_WORDS)
            QApplication.processEvents()
            assert not watch.opened(), payload
            assert not watch.called(), payload
            for _, address in [link for placed in view.items[0].rows for link in placed.row.links()]:
                assert address.lower().startswith(("http://", "https://", "mailto:")), payload


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_half_cut_markdown_is_shown_found_and_copied(text: str, view: TranscriptView) -> None:
    view.show_conversation(Conversation(text, (replace(turn(text, "q", done=False), conversation_id=text),)))
    view.grab()
    view.look_for("o")
    view.select_all()
    assert isinstance(view.selected_text, str)
    assert isinstance(view.selected_markdown, str)
    view.look_for("")


def test_what_hides_is_seen(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("a\u202eb `\x1b[31m` c\u200bd", "q\u2066")))
    answer = view.items[0].rows[1].row
    assert answer.text_between(0, answer.length) == "a‹U+202E›b ␛[31m c‹U+200B›d"
    assert view.items[0].rows[0].row.document.toPlainText() == "q‹U+2066›"


def test_links_say_where_they_go(view: TranscriptView) -> None:
    view.show_conversation(
        conversation(
            turn(
                "[docs](https://a.example/x) <https://b.example> [bank.example](https://evil.example) "
                "[x](javascript:y) ![p](https://c.example/p.png) www.d.example",
                "q",
            )
        )
    )
    words = view.items[0].rows[1].row.document.toPlainText()
    assert "docs (a.example)" in words
    assert "https://b.example " in words
    assert "bank.example (⚠ evil.example: the text says bank.example)" in words
    assert "p (picture at c.example, not loaded)" in words
    assert [address for _, address in view.items[0].rows[1].row.links()] == [
        "https://a.example/x",
        "https://b.example",
        "https://evil.example",
        "https://c.example/p.png",
        "http://www.d.example",
    ]
