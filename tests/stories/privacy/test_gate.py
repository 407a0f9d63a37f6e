"""The notice above the question, through the program's own start and end: keys, what is let go, and what was typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.ocr_screens import LOG, image_in, screen
from tests.stories.requests import last_words
from tests.stories.window_steps import answered, ask, ask_anyway, busy, choose, paste_image, press

pytestmark = [pytest.mark.usefixtures("key"), pytest.mark.xdist_group("reader")]


async def enter(window: MainWindow) -> None:
    """Presses Enter once the notice takes keys."""
    await until(lambda: window.composer.gate.is_ready)
    QTest.keyClick(window.composer.field, Qt.Key.Key_Return)


async def found(window: MainWindow, words: str) -> None:
    await until(lambda: words in window.composer.gate.words)


def test_enter_twice_covers_and_asks(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await found(window, "2 private details on picture 1: a key, an e-mail address")
            assert window.hint.words == "" and window.notice.words == ""
            await enter(window)
            await answered(window, "All well.")
            assert [type(annotation) for annotation in image_in(window).annotations] == [Redaction] * 2

        tell(story, endpoint.url)
        assert len(endpoint.posts) == 1


def test_f8_leads_from_place_to_place_and_alt_enter_asks_anyway(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            assert not window.actions_["ask_anyway"].isEnabled()
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what about jane.doe@example.com?")
            await found(window, "1 private detail in your question: an e-mail address")
            for words in ("1 of 3: a key", "2 of 3: an e-mail address", "3 of 3: an e-mail address", "1 of 3: a key"):
                window.actions_["next_place"].trigger()
                assert words in window.composer.gate.words
            window.actions_["next_place"].trigger()
            window.actions_["next_place"].trigger()
            assert window.composer.field.textCursor().selectedText() == "jane.doe@example.com"
            await until(lambda: window.composer.gate.is_ready)
            assert window.actions_["ask_anyway"].isEnabled()
            window.actions_["ask_anyway"].trigger()
            await answered(window, "All well.")
            assert not window.actions_["ask_anyway"].isEnabled()

        tell(story, endpoint.url)
        assert len(endpoint.posts) == 1


def test_what_was_let_go_is_not_asked_about_when_something_else_is_covered(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await ask_anyway(window)
            await answered(window, "All well.")
            image = image_in(window)
            window.canvas.edited.emit("Cover", image.with_annotation(Redaction("r", Rect(15, 45, 420, 75))))
            await until(lambda: image_in(window) != image)
            await ask(window, "and?")
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))
            window.actions_["new"].trigger()
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await found(window, "2 private details on picture 1")  # another conversation

        tell(story, endpoint.url)
        assert len(endpoint.posts) == 2


def test_typed_words_are_replaced_by_their_name_and_that_can_be_undone(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            field = window.composer.field
            await ask(window, "write to jane.doe@example.com")
            await found(window, "1 private detail in your question: an e-mail address")
            assert window.composer.gate.offers == ("Replace with [e-mail address]", "Show", "Ask anyway")
            QTest.keyClicks(field, ", please")
            assert window.composer.gate.is_open, "typing on keeps it"
            await enter(window)
            await answered(window, "All well.")
            assert last_words(endpoint.posts[0]) == "write to [e-mail address], please"
            await ask(window, "no, john.doe@example.com")
            await found(window, "1 private detail in your question: an e-mail address")
            field.selectAll()
            QTest.keyClicks(field, "never mind")
            await until(lambda: not window.composer.gate.is_open)
            await until(lambda: not busy(window))
            assert len(endpoint.posts) == 1, "nothing goes out without another word"

        tell(story, endpoint.url)


def test_where_it_must_be_covered_the_notice_says_why_nobody_may_ask_anyway(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "write to jane.doe@example.com")
            await found(window, "Your settings require it to be covered before asking")
            assert window.composer.gate.offers == ("Replace with [e-mail address]", "Show")
            assert not window.actions_["ask_anyway"].isEnabled()
            await enter(window)
            await answered(window, "All well.")

        tell(story, endpoint.url, private_text="insist")
        assert last_words(endpoint.posts[0]) == "write to [e-mail address]"


def test_instructions_are_asked_about_once(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await found(window, "1 private detail in your instructions: an e-mail address")
            assert window.composer.gate.offers == ("Open settings", "Ask anyway")
            await ask_anyway(window)
            await answered(window, "All well.")
            window.actions_["new"].trigger()
            await ask(window, "and?")
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))

        tell(story, endpoint.url, instructions="I am jane.doe@example.com")


def test_what_it_is_about_going_away_closes_it_and_nothing_goes_out(tell: Tell) -> None:
    with Endpoint(answer=saying("Never.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await found(window, "2 private details on picture 1")
            window.strip.removed.emit(0)
            await until(lambda: not window.composer.gate.is_open and not busy(window))
            assert window.composer.field.toPlainText() == "what?"
            await paste_image(window, screen(*LOG[:4]))
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await found(window, "2 private details on picture 1")
            choose(window, private_text="off")
            await until(lambda: not window.composer.gate.is_open and not busy(window))
            choose(window, private_text="warn")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await found(window, "2 private details on picture 1")
            window.actions_["stop"].trigger()
            assert not window.composer.gate.is_open

        tell(story, endpoint.url)
        assert endpoint.posts == []


def test_a_changed_picture_is_checked_again_and_the_notice_stays_about_the_rest(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await found(window, "2 private details on picture 1")
            image = image_in(window)
            window.canvas.edited.emit("Cover", image.with_annotation(Redaction("r", Rect(15, 45, 420, 75))))
            await found(window, "1 private detail on picture 1: an e-mail address")
            assert endpoint.posts == []
            await press(window.composer.gate, "Cover and ask")
            await answered(window, "All well.")

        tell(story, endpoint.url)
        assert len(endpoint.posts) == 1
