"""Reading on this computer, through the program's own start and end, with the real reader in its real child process."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.adapters.ocr import ocr_reader as reading
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.composition import factories
from desktop.services.settings import local_server_discovery
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.welcome import Welcome
from tests.loopback import Endpoint, listing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.ocr_screens import LOG, image_in, links, place_of, read, screen
from tests.stories.window_steps import answered, ask, ask_anyway, busy, feet, paste_image, press

# without a key


def test_an_error_is_read_without_a_key_and_a_network(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await until(lambda: [welcome for welcome in window.findChildren(Welcome) if welcome.isVisible()])
        await paste_image(window, screen(*LOG[:4]))
        await ask(window, "what went wrong?")
        await answered(window, "ConnectionError: db-prod-3 refused the call")
        assert "It can't interpret pictures" in window.transcript.plain_text()
        assert feet(window) == ["Found on this computer, nothing sent"]
        assert window.model_button.text() == "This computer ▾"
        assert not [welcome for welcome in window.findChildren(Welcome) if welcome.isVisible()]
        await until(lambda: window.canvas.highlight is not None)
        lit = window.canvas.highlight
        assert lit is not None and 105 <= lit.top <= 120 and lit.left < 30
        await until(lambda: "spot:ConnectionError: db-prod-3 refused the call" in links(window))
        await ask(window, "all text")
        await until(lambda: "$ ./deploy.sh production" in window.transcript.plain_text() and not busy(window))

    tell(story)


def test_text_is_selected_like_that_of_a_page_and_copied(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, screen(*LOG[:4]))
        await read(window, "refused")
        canvas, port = window.canvas, window.canvas.viewport()
        start, end = place_of(canvas, "db-prod-3"), place_of(canvas, "refused", end=True)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start.toPoint())
        QTest.mouseMove(port, ((start + end) / 2).toPoint())
        QTest.mouseMove(port, end.toPoint())
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end.toPoint())
        assert canvas.selected_text == "db-prod-3 refused"
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "db-prod-3 refused"
        assert image_in(window).annotations == (), "selecting marks nothing"
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place_of(canvas, "contact").toPoint())
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place_of(canvas, "contact").toPoint())
        assert canvas.selected_text == "contact:"
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        assert canvas.selected_text == ""
        window.actions_["copy_text"].trigger()
        await until(lambda: "example.com\nConnectionError: db" in QGuiApplication.clipboard().text())

    tell(story)


def test_reading_can_be_switched_off_and_asked_for(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    readers: list[OcrReader] = []

    def reader(*_: object) -> OcrReader:
        readers.append(OcrReader())
        return readers[-1]

    monkeypatch.setattr(factories, "reader", reader)

    async def story(window: MainWindow) -> None:
        await paste_image(window, screen(*LOG[:2]))
        await until(lambda: "1 picture" in window.composer.line.words)
        assert not readers[0].running
        window.actions_["copy_text"].trigger()
        await until(lambda: "deploy.sh" in QGuiApplication.clipboard().text())

    QGuiApplication.clipboard().clear()
    tell(story, read_text=False)


@pytest.mark.usefixtures("key")
def test_without_the_reader_everything_else_works_and_says_so(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "installed", lambda: False)
    with Endpoint(answer=saying("Fine.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:2]))
            await ask(window, "what?")
            await answered(window, "Fine.")
            window.actions_["copy_text"].trigger()
            await until(lambda: "Text recognition isn't installed" in window.notice.words)

        tell(story, endpoint.url)


def test_a_server_on_this_computer_is_looked_for_only_when_asked(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        Endpoint(answer=listing({"id": "nomic-embed"}, {"id": "llama3"}, {"id": "llava:7b"})) as endpoint,
        Endpoint() as other,
    ):
        known = ("Ollama", endpoint.url), ("LM Studio", "http://127.0.0.1:9/v1")
        monkeypatch.setattr(local_server_discovery.LocalServerDiscovery.__init__, "__defaults__", (known, 4.0))

        async def story(window: MainWindow) -> None:
            await until(lambda: [welcome for welcome in window.findChildren(Welcome) if welcome.isVisible()])
            (welcome,) = window.findChildren(Welcome)
            assert not endpoint.heard
            await press(welcome, "A server on this computer")
            await until(lambda: "Connected to Ollama, using llava:7b." in window.notice.words)
            assert window.model_button.text() == "llava:7b ▾"
            assert not welcome.isVisible()

        tell(story)
        assert not other.heard


def test_no_server_and_the_other_two_ways(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = (("Ollama", "http://127.0.0.1:9/v1"),)
    monkeypatch.setattr(local_server_discovery.LocalServerDiscovery.__init__, "__defaults__", (nobody, 4.0))

    async def story(window: MainWindow) -> None:
        await until(lambda: [welcome for welcome in window.findChildren(Welcome) if welcome.isVisible()])
        (welcome,) = window.findChildren(Welcome)
        await press(welcome, "A server on this computer")
        await until(lambda: "Can't find Ollama or LM Studio" in welcome.result)
        await press(welcome, "An AI service")
        (opened,) = window.findChildren(SettingsDialog)
        await until(lambda: opened.isVisible())
        opened.accept()
        await press(welcome, "This computer alone")
        await until(lambda: window.model_button.text() == "This computer ▾")
        assert not welcome.isVisible()

    tell(story)


def test_who_wants_the_endpoint_and_has_no_key_can_read_it_here(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, screen(*LOG[:4]))
        await read(window)
        await ask(window, "what went wrong?")
        await ask_anyway(window)
        await until(lambda: feet(window) and "needs a key" in feet(window)[0])
        await press(window.transcript, "Read on this computer")
        await answered(window, "ConnectionError: db-prod-3 refused the call")
        assert window.model_button.text() == "gpt-4o ▾", "only this question was answered here"

    tell(story, answers="endpoint")


# answers and the history


@pytest.mark.usefixtures("key")
def test_what_an_answer_quotes_leads_to_the_picture(tell: Tell) -> None:
    answer = "The call to “db-prod-3” failed; see “nowhere at all” and 99812."
    with Endpoint(answer=saying(answer)) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen("ConnectionError: db-prod-3 refused the call"))
            await read(window, "refused")
            await ask(window, "why?")
            await answered(window, "failed")
            await until(lambda: links(window) == ["spot:db-prod-3"])
            turn = window.transcript.items[0].turn.id
            window.transcript.spot_pointed.emit(turn, "db-prod-3")
            lit = window.canvas.highlight
            assert lit is not None and 160 < lit.left < 190
            window.transcript.spot_pointed.emit("", "")
            assert window.canvas.highlight is None
            window.strip.removed.emit(0)
            await until(lambda: len(window.strip.labels) == 0)
            window.transcript.spot_chosen.emit(turn, "db-prod-3")
            await until(lambda: len(window.strip.labels) == 1 and window.canvas.highlight is not None)

        async def later(window: MainWindow) -> None:
            await until(lambda: links(window) == ["spot:db-prod-3"])

        tell(story, endpoint.url, unfound="always")
        tell(later, endpoint.url, unfound="always")


@pytest.mark.usefixtures("key")
def test_the_text_of_pictures_is_found_by_the_search(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen("Vertrag Nordlicht 4711"))
            await read(window, "Nordlicht")
            await ask(window, "what?")
            await answered(window, "All well.")
            await until(lambda: window.history.model.rowCount() > 0)
            window.actions_["search"].trigger()
            QTest.keyClicks(window.history.search_field, "nordlicht")
            await until(lambda: _excerpts(window) == ["Vertrag Nordlicht 4711"])
            window.history.search_field.clear()
            QTest.keyClicks(window.history.search_field, "giraffe")
            await until(lambda: _excerpts(window) == [])

        tell(story, endpoint.url)


def _excerpts(window: MainWindow) -> list[str]:
    model = window.history.model
    rows = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row.excerpt for row in rows if hasattr(row, "excerpt")]
