import pytest

from desktop.controllers.conversation.transcript import TranscriptController
from desktop.core.conversation.conversation import Conversation
from desktop.core.markdown.formula import Formula
from desktop.services.background_cache import BackgroundCache
from desktop.services.tasks import Tasks
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, FakeThumbnails, annotated, sent_image, turn


class Cache(BackgroundCache):
    """A cache that records what it is asked for."""

    def __init__(self) -> None:
        super().__init__(Tasks(), "nothing", str, capacity=1)
        self.requested: list[object] = []

    def request(self, wish: object) -> None:
        self.requested.append(wish)


class View(TranscriptView):
    """A transcript that records what was made for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.made: list[tuple[object, object]] = []

    def show_formula(self, formula: Formula, outlines: object) -> None:
        self.made.append((formula, outlines))

    def show_colors(self, code: object, spans: object) -> None:
        self.made.append((code, spans))


@pytest.fixture
def view(bar: Bar) -> View:
    return View(Theme(LIGHT, bar.parent.font()))


def test_the_open_conversation_is_shown_and_shown_again_as_it_grows(view: View) -> None:
    history = FakeHistory()
    controller = TranscriptController(history, view, FakeThumbnails(), FakeThumbnails(), Cache(), Cache())
    controller.connect()
    history.opened.emit(Conversation.of("c", (turn("what?"),)))
    assert "what?" in view.plain_text()
    history.grown.emit(Conversation.of("c", (turn("what?", "a kite"),)))
    assert "a kite" in view.plain_text()


def test_what_the_transcript_wants_is_made_and_shown(view: View) -> None:
    thumbnails, answers, formulas, colors = FakeThumbnails(), FakeThumbnails(), Cache(), Cache()
    controller = TranscriptController(FakeHistory(), view, thumbnails, answers, formulas, colors)
    controller.connect()
    image, formula = sent_image(annotated()), Formula("x", False)
    view.thumbnail_wanted.emit(image)
    view.answer_image_wanted.emit(image)
    view.formula_wanted.emit(formula)
    view.colors_wanted.emit("code")
    assert answers.wanted == [image.id]
    assert (thumbnails.wanted, formulas.requested, colors.requested) == ([image.id], [formula], ["code"])
    formulas.ready.emit(formula, None)
    colors.ready.emit("code", ())
    assert view.made == [(formula, None), ("code", ())]
