"""Builds what is left of the conversation: the workspace, how images come into it, and their text."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QGuiApplication

from desktop.adapters.speech.dictionaries import system_dictionary
from desktop.adapters.system import clipboard
from desktop.adapters.system.folder_opener import open_folder_of
from desktop.composition import lazy_windows
from desktop.composition.container import Container
from desktop.controllers.building.shared import Connectable, Shared
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.image.capture import CaptureController
from desktop.controllers.image.export.draft_images import DraftImages
from desktop.controllers.image.export.image_copy import ImageCopyController
from desktop.controllers.image.export.image_dragging import ImageDraggingController
from desktop.controllers.image.export.image_saving import ImageSavingController
from desktop.controllers.image.legibility import LegibilityController
from desktop.controllers.image.open_images import OpenImagesController
from desktop.controllers.image.page_choice import PageChoiceController
from desktop.controllers.image.page_text import PageTextController
from desktop.controllers.image.paste_and_drop import PasteAndDropController
from desktop.controllers.ocr.quote_links import QuoteLinksController
from desktop.controllers.ocr.text_copy import TextCopyController
from desktop.controllers.ocr.text_layer import TextLayerController
from desktop.controllers.saved_notice import SavedNotice
from desktop.controllers.workspace.canvas_tools import CanvasToolsController
from desktop.controllers.workspace.draft_view import CanvasImagesController
from desktop.controllers.workspace.number_badges import NumberBadgesController
from desktop.controllers.workspace.spelling import SpellingController
from desktop.controllers.workspace.strip import StripController
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.spoken.alt_text import alt_text


def build_workspace(container: Container, shared: Shared) -> tuple[CanvasToolsController, tuple[Connectable, ...]]:
    """Returns the controller of the canvas's tools, which shows a first state, and the others of the workspace."""
    window = container.window
    workspace, history, canvas = container.workspace, container.history, window.canvas
    tools = CanvasToolsController(workspace, canvas, window.tools, window.actions_, window.foot, shared.notices)
    images = CanvasImagesController(container.canvas_images, canvas, window.empty, window.strip, shared.notices)
    badges = NumberBadgesController(
        workspace,
        history,
        canvas,
        window.transcript,
        window.composer,
        shared.navigation,
        window.focus_question,
    )
    strip = StripController(workspace, history, container.settings_service, window.strip, shared.pins.pin)
    keyboard = QGuiApplication.inputMethod()
    spelling = SpellingController(
        container.settings_service,
        window.composer.field,
        container.tasks,
        system_dictionary,
        keyboard.locale,
        keyboard.localeChanged,
    )
    return tools, (images, badges, strip, spelling)


def build_open_images(container: Container, shared: Shared) -> OpenImagesController:
    """Returns the controller that opens files, and what a start of the program names."""
    window = container.window
    open_requested = (
        window.actions_["open"].triggered,
        window.empty.open_requested,
        window.strip.add_requested,
    )
    return OpenImagesController(
        open_requested,
        window,
        window.come_to_front,
        shared.intake,
        container.screen_capture.start,
        shared.notices,
    )


def build_image(container: Container, shared: Shared) -> tuple[Connectable, ...]:
    """Returns the other controllers that bring images in, and the one of the model's view of them."""
    window = container.window
    paste = PasteAndDropController(
        (window.paste_pressed, window.empty.paste_requested),
        window.dropped,
        window.composer,
        shared.intake,
        shared.notices,
        window.focus_question,
        shared.texts.take_long,
    )
    texts = PageTextController(
        container.workspace, container.new_page_texts(), window.actions_["page_text"], shared.notices
    )
    pages = PageChoiceController(
        container.workspace,
        container.image_importer,
        container.page_previews,
        window.actions_["pages"],
        partial(lazy_windows.pages_window, window),
        shared.notices,
        texts.add,
    )
    legibility = LegibilityController(
        container.workspace,
        container.settings_service,
        container.canvas_images,
        window.canvas,
        window.actions_,
        shared.hints,
        shared.notices,
    )
    return paste, texts, pages, legibility


def build_capture(container: Container, shared: Shared) -> CaptureController:
    """Returns the controller of captures."""
    window = container.window
    return CaptureController(
        container.screen_capture,
        window.actions_,
        window,
        window.come_to_front,
        partial(lazy_windows.capture_overlay, window),
        window.notice,
        shared.notices,
    )


def build_image_export(
    container: Container, shared: Shared
) -> tuple[ImageCopyController, ImageSavingController, Connectable]:
    """Returns the controllers that hand images to other programs; the first two show a first state."""
    window, tasks, notices = container.window, container.tasks, shared.notices
    images = DraftImages(container.workspace, container.settings_service, container.outgoing_images)

    def put_images(encoded: Mapping[str, bytes], image: AnnotatedImage) -> bool:
        return clipboard.put_images(encoded, alt_text(container.history.conversation.turns, image))

    copying = ImageCopyController(images, window.canvas, window.actions_, put_images, tasks, notices)
    files = FileDialogs(window, notices)
    saved = SavedNotice(open_folder_of, notices)
    saving = ImageSavingController(images, window.actions_, files, tasks, saved, notices)
    dragging = ImageDraggingController(images, window.foot, window.strip, container.drag_files, tasks, notices)
    return copying, saving, dragging


def build_ocr(container: Container, shared: Shared) -> tuple[Connectable, ...]:
    """Returns the controllers of recognized text."""
    window = container.window
    workspace, queue, canvas = container.workspace, container.ocr_queue, window.canvas
    layer = TextLayerController(
        shared.draft_view.draft_shown, workspace, container.settings_service, queue, canvas, shared.notices
    )
    copying, pin = window.actions_["copy_text"], window.actions_["pin_picture"]
    copy = TextCopyController(workspace, queue, canvas, copying, container.tasks, pin, shared.notices)
    quotes = QuoteLinksController(
        window.transcript,
        container.question_runner.turn_changed,
        container.history,
        container.settings_service,
        container.sent_image_text,
        shared.navigation,
        container.tasks,
    )
    return layer, copy, quotes
