"""The notice about what looks private in a question."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.privacy.concern_notices import ConcernNotices
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.attached_text import AttachedText
from desktop.core.conversation.conversation import Conversation
from desktop.core.privacy.typed.typed_text import TypedPart, locate_private_in_text
from desktop.core.settings.settings import Settings
from desktop.core.workspace.draft import Draft
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.composer.composer import Composer
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings, Recorder, annotated
from tests.controllers.privacy.review import KEY, Scanned
from tests.controllers.workspace.lit_canvas import LitCanvas

MAIL = "write to jane.doe@example.org"


async def nothing_stored(ids: list[str]) -> dict[str, bytes]:
    return {}


class World:
    """Notices about what is in a workspace of one image."""

    def __init__(self, bar: Bar) -> None:
        self.image = annotated(200, 100)
        self.workspace, self.settings, self.review = Workspace(), FakeSettings(), Scanned()
        self.canvas, self.composer, self.opened = LitCanvas(), Composer(), Recorder()
        self.pointed_out: list[int] = []
        self.composer.add_gate()
        self.workspace.change("Paste", Draft(MAIL, images=(self.image,)))
        self.canvas.show_annotated_image(self.image)
        self.composer.field.setPlainText(MAIL)
        hints = HintBarController(bar.widget)
        warnings = PrivacyWarnings(
            self.canvas,
            hints,
            self.workspace,
            self.settings,
            self.review,
            self.review.consents,
            lambda: True,
        )
        navigation = CanvasNavigation(
            self.workspace, self.canvas, lambda key: None, nothing_stored, Tasks(), bar.notices
        )
        self.notices = ConcernNotices(
            self.composer, self.workspace, self.settings, warnings, navigation, self.opened, self.pointed_out.append
        )
        self.decided: list[PrivacyDecision] = []

    def concern(self, prompt: str = MAIL, insists: bool = False, found: bool = True) -> PrivacyConcern:
        question = Question(RequestInputs(Settings(), Conversation("c"), prompt, (self.image,)))
        findings = ((self.image, (KEY,)),) if found else ()
        typed_findings = locate_private_in_text(prompt)
        typed = ((TypedPart.QUESTION, typed_findings),) if typed_findings else ()
        return PrivacyConcern(question, findings, (), insists, typed)


@pytest.fixture
def world(qapp: QApplication, bar: Bar) -> World:
    return World(bar)


def test_one_button_covers_the_image_and_replaces_what_was_typed(world: World) -> None:
    notice = world.notices.notice(world.concern(), world.decided.append)
    assert len(notice.lines) == 2 and notice.main is not None and notice.anyway is not None
    notice.main.do()
    assert world.decided == [PrivacyDecision.CHANGED]
    assert len(world.workspace.draft.images[0].annotations) == 1
    assert "jane.doe" not in world.composer.field.toPlainText()


def test_each_place_is_shown_in_turn(world: World) -> None:
    notice = world.notices.notice(world.concern(), world.decided.append)
    assert notice.show is not None
    notice.show.do()
    assert world.canvas.shown
    notice.show.do()
    assert world.composer.field.textCursor().selectedText() == "jane.doe@example.org"
    assert world.decided == []


def test_frames_are_spoken_of_only_where_the_picture_is_shown(world: World) -> None:
    assert world.notices.notice(world.concern(), world.decided.append).detail == "Nothing was sent yet."
    world.canvas.show()
    assert "framed" in world.notices.notice(world.concern(), world.decided.append).detail
    assert "framed" not in world.notices.notice(world.concern(found=False), world.decided.append).detail
    world.canvas.hide()


def test_nobody_asks_anyway_where_it_must_be_covered(world: World) -> None:
    assert world.notices.notice(world.concern(insists=True), world.decided.append).anyway is None


def test_what_is_no_longer_typed_is_not_replaced(world: World) -> None:
    world.workspace.set_prompt("something else")
    concern = world.concern(found=False)
    assert world.notices.typed_in_field(concern) == ()
    notice = world.notices.notice(concern, world.decided.append)
    assert notice.main is not None
    notice.main.do()
    assert world.decided == [PrivacyDecision.CANCEL]


def test_what_stands_in_a_text_is_shown_on_its_chip_and_replaced_there(world: World) -> None:
    texts = AttachedText.of("a.csv", "1,2"), AttachedText.of("mail.txt", "from bob@example.org")
    world.workspace.change("Drop", world.workspace.draft.with_texts(texts).with_prompt("what?"))
    world.composer.field.setPlainText("what?")
    notice = world.notices.notice(world.concern(world.workspace.draft.asked, found=False), world.decided.append)
    assert notice.show is not None and notice.main is not None
    notice.show.do()
    assert world.pointed_out == [1]
    notice.main.do()
    assert [text.text for text in world.workspace.draft.texts] == ["1,2", "from [e-mail address]"]
    world.workspace.undo()
    assert world.workspace.draft.texts == texts
