from dataclasses import replace

import pytest

from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.controllers.workspace.number_badges import NumberBadgesController
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.geometry.rect import Rect
from desktop.core.image.number_badges import BadgePosition
from desktop.core.workspace.draft import Draft
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.composer.composer import Composer
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, Recorder, annotated, plain, sent_image, turn
from tests.controllers.workspace.lit_canvas import LitCanvas

PLACE = Rect(10, 10, 40, 30)


class Badges:
    """The controller, with an image that carries number 1, was sent so, and is the second of the draft."""

    def __init__(self, bar: Bar) -> None:
        self.image = annotated().with_annotation(NumberBadge("n", PLACE, 1))
        sent = sent_image(self.image, badges=(BadgePosition(1, PLACE),))
        self.workspace, self.canvas, self.composer = Workspace(), LitCanvas(), Composer()
        self.transcript = TranscriptView(Theme(LIGHT, self.composer.font()))
        self.history = FakeHistory(turn("what is ①?", "① is red", sent))
        self.focus, self.stored = Recorder(), {sent.id: self.image.source.data}

        async def stored_images(ids: list[str]) -> dict[str, bytes]:
            return {image_id: self.stored[image_id] for image_id in ids if image_id in self.stored}

        self.navigation = CanvasNavigation(
            self.workspace, self.canvas, lambda _: None, stored_images, Tasks(), bar.notices
        )
        self.controller = NumberBadgesController(
            self.workspace,
            self.history,
            self.canvas,
            self.transcript,
            self.composer,
            self.navigation,
            self.focus,
        )
        self.controller.connect()
        self.workspace.changed.connect(lambda draft: self.canvas.show_annotated_image(draft.image))
        self.workspace.set_draft(Draft(images=(plain("red"), self.image)))
        self.canvas.lit.clear()


@pytest.fixture
def badges(bar: Bar) -> Badges:
    return Badges(bar)


def test_a_number_that_is_named_goes_into_the_question(badges: Badges) -> None:
    badges.canvas.number_named.emit(1)
    assert badges.composer.field.toPlainText() == "①"
    assert badges.focus.calls == [()]


def test_a_mention_is_highlighted_if_its_image_is_in_view(badges: Badges) -> None:
    badges.transcript.mark_pointed.emit("t", 1)
    assert badges.canvas.lit == [None]
    badges.workspace.set_draft(badges.workspace.draft.looking_at(1))
    badges.canvas.lit.clear()
    badges.transcript.mark_pointed.emit("t", 1)
    badges.transcript.mark_pointed.emit("t", 0)
    assert badges.canvas.lit == [PLACE, None]


def test_a_mention_that_is_clicked_brings_its_image_into_view(badges: Badges) -> None:
    badges.transcript.mark_chosen.emit("t", 1)
    assert badges.workspace.draft.current_index == 1
    assert badges.canvas.shown == [PLACE]


def test_a_number_that_no_image_carries_leads_nowhere(badges: Badges) -> None:
    before = badges.workspace.draft
    badges.transcript.mark_chosen.emit("t", 7)
    assert badges.workspace.draft == before
    assert badges.canvas.shown == []


def test_a_badge_that_was_removed_is_shown_where_it_was_sent(badges: Badges) -> None:
    bare = replace(badges.image, annotations=())
    badges.workspace.set_draft(Draft(images=(plain("red"), bare)))
    badges.transcript.mark_chosen.emit("t", 1)
    assert badges.canvas.shown == [PLACE]
