"""Builds the controllers of what is at hand while the window is not."""

from dataclasses import dataclass
from functools import partial

from desktop.composition import lazy_windows
from desktop.composition.at_hand import parts as at_hand
from desktop.composition.container import Container
from desktop.controllers.at_hand.at_hand_page import AtHandPageController
from desktop.controllers.at_hand.pinned_pictures import PinnedPicturesController
from desktop.controllers.at_hand.private_words import PrivateWords
from desktop.controllers.at_hand.quick_ask import QuickAskController
from desktop.controllers.at_hand.quick_loan import QuickLoan
from desktop.controllers.at_hand.quick_view import QuickViewController
from desktop.controllers.at_hand.shortcut import ShortcutController
from desktop.controllers.at_hand.text_capture import TextCaptureController
from desktop.controllers.at_hand.tray import TrayController
from desktop.controllers.building.shared import Connectable, Shared
from desktop.controllers.image.capture import CaptureController
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.ui.at_hand.pointer_words import tell_at_pointer


@dataclass(frozen=True, slots=True)
class AtHandControllers:
    """The controllers; `show` shows their first state, `put_away` ends it."""

    tray: TrayController
    shortcut: ShortcutController
    page: AtHandPageController
    quick: QuickAskController
    text: TextCaptureController
    pins: PinnedPicturesController

    @property
    def to_connect(self) -> tuple[Connectable, ...]:
        """Returns those that connect signals."""
        return self.tray, self.shortcut, self.page, self.quick, self.text

    def show(self) -> None:
        """Shows what the settings want."""
        self.tray.show()
        self.shortcut.show()

    def put_away(self) -> None:
        """Takes everything away: the program is being left."""
        self.quick.put_away()
        self.pins.put_away()
        self.tray.put_away()
        self.shortcut.put_away()


def build_at_hand(
    container: Container, shared: Shared, warnings: PrivacyWarnings, capture: CaptureController
) -> AtHandControllers:
    """Returns the controllers, built and not connected."""
    settings_service, window = container.settings_service, container.window

    def tell(words: str) -> None:
        shared.notices.say(words, passing=False, about_all=True)

    tray = TrayController(settings_service, container.screen_capture, window, at_hand.new_tray_icon, tell)
    shortcut = ShortcutController(
        settings_service,
        container.screen_capture,
        at_hand.new_shortcut,
        capture.warm,
        tell,
        at_hand.quick_command,
    )
    page = AtHandPageController(settings_service, shortcut, tray, at_hand.start_at_login, at_hand.install_entry, tell)
    quick = build_quick_ask(container, shared, warnings, tray)
    text = TextCaptureController(
        container.screen_capture,
        container.image_pipeline,
        container.ocr_queue,
        container.tasks,
        tell_at_pointer,
        quick.leave_if_unseen,
    )
    return AtHandControllers(tray, shortcut, page, quick, text, shared.pins)


def build_quick_ask(
    container: Container, shared: Shared, warnings: PrivacyWarnings, tray: TrayController
) -> QuickAskController:
    """Returns the controller of the small window."""
    window, review = container.window, container.ask_services.review
    workspace, history = container.workspace, container.history
    private = PrivateWords(workspace, container.settings_service, review, warnings.redact)
    loan = QuickLoan(window, partial(lazy_windows.quick_ask_window, window))
    view = QuickViewController(loan, history, workspace, container.question_runner, private)
    container.canvas_images.thumbnail.connect(view.show_thumbnail)
    container.privacy_scanner.changed.connect(view.show)
    container.ocr_queue.changed.connect(view.show)

    def leave_if_unseen() -> None:
        if not shared.pins.is_any_shown:
            tray.leave_if_unseen()

    copy_answer = shared.transcript_actions.copy_answer
    quick = QuickAskController(
        container.screen_capture, history, loan, view, private.cover, copy_answer, leave_if_unseen
    )
    shared.pins.leave_by(quick.leave_if_unseen)
    return quick
