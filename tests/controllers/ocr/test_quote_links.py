from dataclasses import replace

import pytest

from desktop.controllers.ocr.quote_links import QuoteLinksController
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.conversation.turn import Stage
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.core.settings.settings import HERE
from desktop.core.workspace.draft import Draft
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, FakeSentText, FakeSettings, Source, annotated, sent_image, turn
from tests.controllers.workspace.lit_canvas import LitCanvas
from tests.services.fakes import lines_of
from tests.services.qt_loop import on_the_loop, until


class MatchingView(TranscriptView):
    """A transcript that records the matches that it is to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.matches: list[tuple[str, QuoteMatches]] = []
        self.asked_again = 0

    def show_quote_matches(self, turn_id: str, quote_matches: QuoteMatches) -> None:
        self.matches.append((turn_id, quote_matches))

    def ask_for_quote_matches_again(self) -> None:
        self.asked_again += 1


class Links:
    """The controller, with one turn whose image says two lines."""

    def __init__(self, bar: Bar, answer: str = "It says “connection refused” and “disk is full”.") -> None:
        self.image = annotated(400, 300)
        self.turn = turn("what?", answer, sent_image(self.image))
        self.tasks, self.texts, self.turns = Tasks(), FakeSentText(), Source()
        self.texts.known[self.image.source.id] = lines_of("error: connection refused", "at line 12")
        self.history, self.settings = FakeHistory(self.turn), FakeSettings(unfound="always")
        self.workspace, self.canvas = Workspace(), LitCanvas()
        self.view = MatchingView(Theme(LIGHT, self.canvas.font()))

        async def nothing_stored(_: list[str]) -> dict[str, bytes]:
            return {}

        navigation = CanvasNavigation(
            self.workspace, self.canvas, lambda _: None, nothing_stored, self.tasks, bar.notices
        )
        self.controller = QuoteLinksController(
            self.view, self.turns.value, self.history, self.settings, self.texts, navigation, self.tasks
        )
        self.controller.connect()
        self.workspace.changed.connect(lambda draft: self.canvas.show_annotated_image(draft.image))
        self.workspace.set_draft(Draft(images=(self.image,)))
        self.canvas.lit.clear()

    async def match(self) -> QuoteMatches:
        self.view.quote_matches_wanted.emit(self.turn.id)
        await until(lambda: self.view.matches)
        return self.view.matches[-1][1]


@pytest.fixture
def links(bar: Bar) -> Links:
    return Links(bar)


def test_quotes_are_found_and_missing_ones_marked(links: Links) -> None:
    async def run() -> QuoteMatches:
        matches = await links.match()
        await links.tasks.close()
        return matches

    matches = on_the_loop(run())
    assert matches.found == {"connection refused"}
    assert matches.not_found == {"disk is full"}


def test_missing_quotes_are_not_marked_against_the_users_wish(links: Links) -> None:
    links.settings.change(unfound="never")
    assert links.view.asked_again == 1

    async def run() -> QuoteMatches:
        matches = await links.match()
        await links.tasks.close()
        return matches

    assert on_the_loop(run()).not_found == frozenset()


def test_a_quote_leads_to_its_place_once_it_has_been_found(links: Links) -> None:
    links.view.spot_chosen.emit("t", "connection refused")
    assert links.canvas.shown == []

    async def run() -> None:
        await links.match()
        await links.tasks.close()

    on_the_loop(run())
    links.view.spot_pointed.emit("t", "connection refused")
    links.view.spot_pointed.emit("t", "")
    links.view.spot_chosen.emit("t", "connection refused")
    (place,) = links.canvas.shown
    assert place.height == 20
    assert links.canvas.lit[:2] == [place, None]
    links.history.opened.emit(links.history.conversation)
    links.view.spot_chosen.emit("t", "connection refused")
    assert links.canvas.shown == [place]  # that was another conversation's


def test_a_request_replaces_the_one_for_the_same_turn_alone(links: Links) -> None:
    other = replace(links.turn, id="u", parent="t")
    links.history.current = links.history.current.with_turn(other)

    async def run() -> None:
        links.view.quote_matches_wanted.emit("t")
        links.view.quote_matches_wanted.emit("u")
        links.view.quote_matches_wanted.emit("t")
        await until(lambda: len(links.view.matches) == 2 and not links.tasks.names)
        await links.tasks.close()

    on_the_loop(run())
    assert sorted(turn_id for turn_id, _ in links.view.matches) == ["t", "u"]


def test_an_answer_of_this_computer_is_highlighted(bar: Bar) -> None:
    links = Links(bar, "It says “error: connection refused”.")
    local = replace(links.turn, host=HERE)
    links.history.current = links.history.current.with_turn(local)

    async def run() -> None:
        links.turns.value.emit(local)
        await until(lambda: links.canvas.lit)
        await links.tasks.close()

    on_the_loop(run())
    (place,) = links.canvas.lit
    assert place is not None
    assert place.top == 10


def test_the_text_of_what_is_sent_is_remembered_if_text_is_read_at_all(links: Links) -> None:
    waiting = replace(links.turn, stage=Stage.WAITING)
    links.turns.value.emit(waiting)
    assert links.texts.remembered == [waiting]
    links.settings.change(read_text=False)
    links.turns.value.emit(waiting)
    assert links.texts.remembered == [waiting]
