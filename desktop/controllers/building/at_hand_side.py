"""Builds the controllers of what is at hand while the window is not."""

from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from desktop.composition import lazy_windows
from desktop.composition.container import Container
from desktop.controllers.at_hand.private_words import PrivateWords
from desktop.controllers.at_hand.quick_ask import QuickAskController
from desktop.controllers.at_hand.text_capture import TextCaptureController
from desktop.controllers.building.shared import Connectable, Shared
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings

TOLD_MS = 4_000  # chosen


def build_at_hand(container: Container, shared: Shared, warnings: PrivacyWarnings) -> tuple[Connectable, ...]:
    """Returns the controllers of Quick ask and of text from the screen."""
    quick = build_quick_ask(container, shared, warnings)
    text = TextCaptureController(
        container.screen_capture, container.image_pipeline, container.ocr_queue, container.tasks, tell_at_pointer
    )
    return quick, text


def build_quick_ask(container: Container, shared: Shared, warnings: PrivacyWarnings) -> QuickAskController:
    """Returns the controller of the small window."""
    window, review = container.window, container.ask_services.review
    words = PrivateWords(container.workspace, container.settings_service, review, container.privacy_scanner)

    def cover() -> None:
        if words.image is not None:
            warnings.redact([words.image])

    quick = QuickAskController(
        container.screen_capture,
        container.history,
        container.workspace,
        container.question_runner,
        window,
        partial(lazy_windows.quick_ask_window, window),
        words.describe,
        cover,
        shared.transcript_actions.copy_answer,
        lambda: None,
    )
    container.canvas_images.thumbnail.connect(quick.show_thumbnail)
    container.privacy_scanner.changed.connect(quick.show)
    container.ocr_queue.changed.connect(quick.show)
    return quick


def tell_at_pointer(words: str) -> None:
    """Shows words beside the pointer for a while: the program has no window there that could."""
    QToolTip.showText(QCursor.pos(), words, None, QRect(), TOLD_MS)
