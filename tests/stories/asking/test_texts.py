"""Texts beside the question: files and long pastes as chips, what is sent of them, and what becomes of them."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.conversation.attached_text import LONG_PASTE, MOST_LETTERS
from desktop.core.conversation.search_query import SearchQuery
from desktop.ui.composer.text_chips import TextChip
from desktop.ui.main_window import MainWindow
from tests.helpers.chat_completions_schema import check
from tests.loopback import Endpoint, refusing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import what_is_sent
from tests.stories.window_steps import (
    answered,
    ask,
    busy,
    clip,
    drop,
    feet,
    menu_of,
    paste_image,
    press,
    titles,
    trigger,
)

pytestmark = pytest.mark.usefixtures("key")


def chips(window: MainWindow) -> list[str]:
    """The words of the chips, as a screen reader has them."""
    return [chip.accessibleName() for chip in window.composer.findChildren(TextChip) if chip.isVisible()]


def sent(endpoint: Endpoint, at: int = -1) -> str:
    """The text of the last message of a request."""
    content = endpoint.posts[at].json["messages"][-1]["content"]
    return str(content if isinstance(content, str) else content[0]["text"])


LOG = "10:00 INFO started\n10:01 ERROR disk full\n"


def test_a_log_goes_as_fenced_text_and_is_kept_with_the_question(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(LOG)

    with Endpoint(script=[saying("The disk is full."), saying("Yes.")]) as endpoint:

        async def first(window: MainWindow) -> None:
            await paste_image(window)
            drop(window, tmp_path / "app.log")
            await until(lambda: chips(window))
            assert chips(window) == ["Text app.log, 40 bytes · ≈ 10 tokens"]
            await ask(window, "What went wrong?")
            await answered(window, "The disk is full.")
            assert chips(window) == []
            assert "What went wrong?\n\nText: app.log, 40 bytes" in window.transcript.plain_text()
            assert "ERROR disk full" not in window.transcript.plain_text()

        async def second(window: MainWindow) -> None:
            await until(lambda: "The disk is full." in window.transcript.plain_text())
            await until(lambda: titles(window) == ["What went wrong?"])
            window.history.search_requested.emit(SearchQuery("ERROR disk"))
            await until(lambda: titles(window) == ["What went wrong?"])
            window.history.search_requested.emit(SearchQuery("nowhere"))
            await until(lambda: titles(window) == [])
            await ask(window, "Sure?")
            await answered(window, "Yes.")

        tell(first, endpoint.url)
        tell(second, endpoint.url)
        check(endpoint.posts[0].json)
        asked = "What went wrong?\n\nAttached text: app.log\n```\n10:00 INFO started\n10:01 ERROR disk full\n```"
        assert sent(endpoint, 0) == asked
        earlier = endpoint.posts[1].json["messages"][0]["content"]
        assert earlier[0]["text"] == asked


def test_a_long_paste_becomes_a_chip_that_undo_takes_back(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        long = "word " * (LONG_PASTE // 5 + 1)
        clip(long)
        window.composer.field.setFocus()
        window.composer.field.paste()
        assert [name.split(",")[0] for name in chips(window)] == ["Text Pasted text"]
        assert window.composer.field.toPlainText() == ""
        window.actions_["undo"].trigger()
        assert chips(window) == []
        window.actions_["redo"].trigger()
        assert len(chips(window)) == 1
        window.composer.field.setFocus()
        QTest.keyClick(window.composer.field, Qt.Key.Key_Tab)
        chip = window.focusWidget()
        assert isinstance(chip, TextChip)
        QTest.keyClick(chip, Qt.Key.Key_Delete)
        assert chips(window) == []
        window.composer.field.paste()
        await press(window.notice, "Paste as words instead")
        assert chips(window) == []
        assert window.composer.field.toPlainText() == long

    tell(story)


def test_a_paste_of_10_mb_offers_its_first_or_last_lines(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        clip("".join(f"line {number:>10}\n" for number in range(600_000)))
        window.composer.field.setFocus()
        window.composer.field.paste()
        assert chips(window) == []
        assert f"there is room for {MOST_LETTERS:,} characters" in window.notice.words
        await press(window.notice, "Last 2,000 lines")
        assert [name.split(", ")[1] for name in chips(window)] == ["last lines"]
        await ask(window, "?")
        await answered(window, "ok")

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        lines = sent(endpoint).splitlines()
        assert (lines[4], lines[-2]) == ("line     598000", "line     599999")


def test_files_that_are_no_text_are_refused_with_what_is_taken(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "fake.txt").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "report.docx").write_bytes(b"PK\3\4_rels/.rels")
    (tmp_path / "all.zip").write_bytes(b"PK\3\4rest")
    (tmp_path / "data.bin").write_bytes(bytes(range(256)) * 100)
    with (tmp_path / "big.log").open("w") as file:
        file.writelines(f"{number:>12} a line of a long log\n" for number in range(1_500_000))
    os.mkfifo(tmp_path / "pipe.log")

    async def story(window: MainWindow) -> None:
        for name, words in {
            "fake.txt": "isn't text, whatever its name says. Askance takes pictures, PDFs and text files.",
            "report.docx": "is an office document, which Askance can't open. Save it as PDF and drop that.",
            "all.zip": "is an archive, which Askance can't open. Unpack it",
            "data.bin": "can't open “data.bin”. It takes pictures, PDFs and text files.",
            "pipe.log": "isn't a regular file",
            "big.log": "too long to go along whole",
        }.items():
            drop(window, tmp_path / name)
            await until(lambda words=words: words in window.notice.words)  # type: ignore[misc]
        await press(window.notice, "First 2,000 lines")
        await until(lambda: chips(window))
        assert chips(window)[0].startswith("Text big.log, first lines, ")

    tell(story)


def test_private_text_in_a_chip_is_replaced_there(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("From: jane.doe@example.com\nHello\n")

    with Endpoint(answer=saying("Hello back.")) as endpoint:

        async def story(window: MainWindow) -> None:
            gate = window.composer.gate
            drop(window, tmp_path / "mail.txt")
            await until(lambda: chips(window))
            await ask(window, "Answer it")
            await until(lambda: "1 private detail in your question: an e-mail address" in gate.words)
            window.actions_["next_place"].trigger()
            assert isinstance(window.focusWidget(), TextChip)
            await press(gate, "Replace with [e-mail address]")
            await answered(window, "Hello back.")
            assert chips(window) == []

        tell(story, endpoint.url)
        assert "jane.doe" not in sent(endpoint)
        assert "From: [e-mail address]\nHello" in sent(endpoint)


def test_private_text_in_a_chip_is_held_back_where_the_settings_insist(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("From: jane.doe@example.com\n")

    with Endpoint(answer=saying("No.")) as endpoint:

        async def story(window: MainWindow) -> None:
            drop(window, tmp_path / "mail.txt")
            await until(lambda: chips(window))
            await ask(window, "Answer it")
            await until(lambda: window.composer.gate.is_open and "e-mail" in window.composer.gate.words)
            assert "Ask anyway" not in window.composer.gate.offers

        tell(story, endpoint.url, private_text="insist")
        assert endpoint.posts == []


def test_a_refused_question_comes_back_with_its_chips_and_goes_again_with_them(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(LOG)

    with Endpoint(script=[refusing(401, "no"), saying("Now.")]) as endpoint:

        async def story(window: MainWindow) -> None:
            drop(window, tmp_path / "app.log")
            await until(lambda: chips(window))
            await ask(window, "Why?")
            await until(lambda: feet(window) and not busy(window))
            assert len(chips(window)) == 1
            assert window.composer.field.toPlainText() == "Why?"
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await answered(window, "Now.")
            assert chips(window) == []

        tell(story, endpoint.url)
        assert sent(endpoint, 0) == sent(endpoint, 1)


def test_what_is_sent_shows_the_very_text_and_counts_it(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "odd\u202efdp.log").write_text("a \x1b[31mred\x1b[0m line with \u202ehidden\u200b order\n" * 100)

    with Endpoint(answer=saying("ok")) as endpoint:

        async def story(window: MainWindow) -> None:
            before = window.composer.line.words
            drop(window, tmp_path / "odd\u202efdp.log")
            await until(lambda: chips(window))
            await until(lambda: window.composer.line.words != before)
            assert "≈ 7" in window.composer.line.words
            QTest.keyClicks(window.composer.field, "what?")
            preview = await what_is_sent(window)
            assert preview.view is not None
            shown = json.loads(preview.view.request)["messages"][-1]["content"]
            await press(preview, "Ask")
            await answered(window, "ok")
            assert shown == sent(endpoint)

        tell(story, endpoint.url)
        assert sent(endpoint).startswith("what?\n\nAttached text: oddfdp.log\n```\na red line with hidden order\n")


def test_an_edited_question_has_its_chips_again(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(LOG)

    with Endpoint(script=[saying("One."), saying("Two."), saying("Three.")]) as endpoint:

        async def story(window: MainWindow) -> None:
            drop(window, tmp_path / "app.log")
            await until(lambda: chips(window))
            await ask(window, "Why?")
            await answered(window, "One.")
            trigger(menu_of(window), "Edit question")
            await until(lambda: chips(window))
            assert window.composer.field.toPlainText() == "Why?"
            await ask(window, " Really")
            await answered(window, "Two.")
            assert chips(window) == []
            trigger(menu_of(window), "Ask again")
            await answered(window, "Three.")

        tell(story, endpoint.url)
        assert sent(endpoint, 1) == sent(endpoint, 0).replace("Why?", "Why? Really") == sent(endpoint, 2)


def test_a_draft_keeps_its_chips(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(LOG)

    async def first(window: MainWindow) -> None:
        drop(window, tmp_path / "app.log")
        await until(lambda: chips(window))
        QTest.keyClicks(window.composer.field, "half ty")

    async def second(window: MainWindow) -> None:
        await until(lambda: chips(window))
        assert window.composer.field.toPlainText() == "half ty"

    tell(first)
    (tmp_path / "app.log").unlink()
    tell(second)
