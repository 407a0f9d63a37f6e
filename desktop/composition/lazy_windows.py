"""Windows that most runs never open: their modules, and the classes of Qt that they bring, come with the first."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.screenshot import Shot
from desktop.core.image.source_image import Picture
from desktop.core.markdown.formula import Formula, Outlines
from desktop.ui.main_window import Window
from desktop.ui.theme import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QImage, QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from desktop.ui.capture_overlay import CaptureOverlay
    from desktop.ui.dialogs.page_picker import PagesWindow
    from desktop.ui.dialogs.request_preview import SentWindow
    from desktop.ui.dialogs.saved_prompt_editor import QuickWindow
    from desktop.ui.dialogs.shortcuts import ShortcutsWindow
    from desktop.ui.find_bar import FindBar
    from desktop.ui.settings.settings_window import SettingsWindow
    from desktop.ui.welcome import Welcome


def settings_window(parent: QWidget) -> "SettingsWindow":
    """The settings."""
    from desktop.ui.settings.settings_window import SettingsWindow

    return SettingsWindow(parent, str(paths.folders().patterns_file))


def sent_window(parent: QWidget, look: Look) -> "SentWindow":
    """What is sent."""
    from desktop.ui.dialogs.request_preview import SentWindow

    return SentWindow(parent, look)


def shortcuts_window(parent: QWidget) -> "ShortcutsWindow":
    """All shortcuts."""
    from desktop.ui.dialogs.shortcuts import ShortcutsWindow

    return ShortcutsWindow(parent)


def pages_window(parent: QWidget, picture: Picture, what: str) -> "PagesWindow":
    """Choosing pages of `picture`; `what` is the word for one of them."""
    from desktop.ui.dialogs.page_picker import PagesWindow

    return PagesWindow(parent, picture.name, picture.pages, picture.page, what)


def find_bar(window: Window) -> "FindBar":
    """The bar for finding in a conversation."""
    from desktop.ui.find_bar import FindBar

    return FindBar(window.colours)


def print_dialog(parent: QWidget) -> "tuple[QPrintDialog, QPrinter]":
    """The system's dialog for printing, and its printer, which nobody but us keeps; Qt's printing is loaded here."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    return QPrintDialog(printer, parent), printer


def printing(
    device: "QPagedPaintDevice",
    look: Look,
    images: "Mapping[str, QImage]",
    outlines: "Mapping[Formula, Outlines | None]",
    conversations: tuple[Conversation, ...],
) -> bool:
    """Paint conversations to a device with pages; whether it took them."""
    from desktop.ui.transcript.printing import Printing

    return Printing(device, look, images, outlines).print(conversations)


def welcome(window: Window) -> "Welcome":
    """The three ways to be answered, over the conversation."""
    from desktop.ui.welcome import Welcome

    return Welcome(window.transcript.viewport())


def quick_window(parent: QWidget) -> "QuickWindow":
    """Editing the quick questions."""
    from desktop.ui.dialogs.saved_prompt_editor import QuickWindow

    return QuickWindow(parent)


def capture_overlay(shot: Shot) -> "CaptureOverlay":
    """Choosing on a screen what of it is captured."""
    from desktop.ui.capture_overlay import CaptureOverlay

    return CaptureOverlay(shot)
