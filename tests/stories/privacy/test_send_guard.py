"""Where nothing may leave before it is covered: the reader breaks at every step, and the endpoint hears nothing."""

import json
from collections.abc import Callable

import pytest

from desktop.adapters.ocr import ocr_reader as reading
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.composition import factories
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.ocr_screens import LOG, absent, crashed, hung, killed_at, screen
from tests.stories.window_steps import answered, ask, busy, feet, paste_image, press

pytestmark = pytest.mark.usefixtures("key")


BROKEN: dict[str, Callable[[str], OcrReader]] = {
    "it hangs": hung,
    "it crashes": crashed,
    "it is not installed": absent,
    "it is killed at the sheet": lambda _: killed_at(1),
    "it is killed at the bytes": lambda _: killed_at(2),
}


@pytest.mark.parametrize("how", BROKEN)
def test_nothing_leaves_when_the_reader_fails(how: str, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "it is not installed":
        monkeypatch.setattr(reading, "installed", lambda: False)
    monkeypatch.setattr(factories, "reader", lambda *_: BROKEN[how](how))
    with Endpoint(answer=saying("Never.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen("nothing private in here"))
            await ask(window, "what?")
            await until(lambda: feet(window) and "Not sent" in feet(window)[0] and not busy(window))
            assert window.composer.field.toPlainText() == "what?"
            assert "Ask anyway" not in window.composer.gate.offers

        tell(story, endpoint.url, private_text="insist")
        assert endpoint.posts == []


def test_what_is_covered_may_go_and_what_is_not_may_not(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await until(lambda: "Your settings require it" in window.composer.gate.words)
            assert window.composer.gate.offers == ("Cover and ask", "Show")
            assert endpoint.posts == []
            await press(window.composer.gate, "Cover and ask")
            await answered(window, "All well.")

        tell(story, endpoint.url, private_text="insist")
        assert len(endpoint.posts) == 1


def test_the_bytes_are_read_once_more_whoever_asks(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the window's own check ever miss what it must not, the flow still holds it back."""
    monkeypatch.setattr(PrivacyReview, "unfinished", lambda *_: ())

    async def nothing(*_: object) -> None:
        return None

    monkeypatch.setattr(PrivacyReview, "concern", nothing)
    with Endpoint(answer=saying("Never.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            words = "Not sent: a key, an e-mail address is still visible"
            await until(lambda: feet(window) and words in feet(window)[0])
            assert "sk-proj" not in feet(window)[0]

        tell(story, endpoint.url, private_text="insist")
        assert endpoint.posts == []


def test_an_earlier_picture_that_holds_back_can_be_left_out(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, screen(*LOG[:4]))
            await ask(window, "what?")
            await answered(window, "All well.")
            window.strip.removed.emit(0)

        async def later(window: MainWindow) -> None:
            await until(lambda: window.transcript.items)
            await ask(window, "and?")
            await until(lambda: len(feet(window)) == 2 and "is still visible" in feet(window)[1] and not busy(window))
            await press(window.transcript, "Leave out the picture")
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))

        tell(story, endpoint.url, private_text="off")
        tell(later, endpoint.url, private_text="insist")
        assert "image_url" not in json.dumps(endpoint.posts[1].json)
