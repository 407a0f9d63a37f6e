"""Starts the application and paints its window before anything else is imported.

The window needs only Qt and `ui`. The event loop, services and adapters (lifecycle.py) are imported once it is on the
screen, in steps between which the window shows what is typed.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEventLoop,
    QLocale,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QGraphicsView

from desktop import paths
from desktop.adapters.system.meeting_point import handed_over, meeting_point
from desktop.app.application import App
from desktop.app.early_input import EarlyInput
from desktop.app.fonts import fallback_font
from desktop.app.import_steps import import_in_steps, import_order
from desktop.composition import config_files
from desktop.core.errors import Problem
from desktop.deferred import deferred
from desktop.launch_request import LaunchRequest
from desktop.messages.language import catalogue
from desktop.ui.look.system_colors import System, colors_for
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop import log
    from desktop.app import lifecycle
    from desktop.messages import missing_libraries
    from desktop.messages.notices import about_words
else:
    about_words = deferred("desktop.messages.notices.about_words")
    lifecycle = deferred("desktop.app.lifecycle")
    log = deferred("desktop.log")
    missing_libraries = deferred("desktop.messages.missing_libraries")

UNREACHED = "display"  # in what Qt prints before its last words where there is no screen, or another user's
PAINTED_WITHIN_S = 0.2  # the longest wait for the window manager; chosen


def main(arguments: Sequence[str]) -> int:
    """Opens the window, or passes the images to the one that is open. Returns the exit code."""
    launch_request = LaunchRequest.of_arguments(arguments, Path.cwd())
    _use_language()
    if not _has_screen():
        print("askance:", about_words.no_screen(), file=sys.stderr)
        return 2
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the event loop listens: nothing needs saving, or a traceback
    if sys.platform == "win32":
        os.environ.setdefault("QT_QPA_PLATFORM", "windows:altgr")  # or AltGr+S, a Polish ś, would be Ctrl+Alt+S
    app = _application()
    app.setApplicationName("askance")
    app.setApplicationDisplayName("Askance")
    app.setDesktopFileName("askance")
    app.setQuitOnLastWindowClosed(False)
    if catalogue.is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    app.setStyle("Fusion")
    _ensure_font(app)
    app.setWindowIcon(QIcon(str(paths.resource("askance.png"))))
    folders = paths.folders()
    point = meeting_point(folders.data, folders.state)
    if point is not None and not point.take():
        log.to_file(folders)
        if handed_over(point, launch_request.to_json()):
            return 0
    problems: list[Problem] = []
    settings = config_files.load_settings(problems.append)
    window = new_window(app, str(settings.get("theme", "system")))
    is_hidden = launch_request.starts_hidden
    early_input = EarlyInput(app, window.composer.field) if is_hidden else show_window(app, window)
    panes, behind = import_order()
    import_in_steps(panes, early_input.breathe)
    build_panes(window, early_input.breathe)
    import_in_steps(behind, early_input.breathe)
    gc.enable()
    gc.freeze()  # objects of the start live until the end; no collection need examine them
    state = lifecycle.StartupState(window, early_input, settings, tuple(problems), launch_request, point)
    lifecycle.run_until_left(app, state)
    return 0


def new_window(app: QApplication, theme: str) -> MainWindow:
    """Returns the window at its last position, not shown yet."""
    window = MainWindow(Theme(colors_for(theme, System()), app.font()))
    window.restore_layout(config_files.load_window_layout())
    window.fit_on_screen()
    return window


def show_window(app: QApplication, window: MainWindow) -> EarlyInput:
    """Shows the window. It is painted and ready for the keyboard afterwards. Returns what keeps the input from now on.

    Half of the events of a first paint come from `show`, before any input can; looking at them would cost milliseconds.
    """
    window.show()
    window.composer.field.setFocus()
    early_input = EarlyInput(app, window.composer.field)
    deadline = time.monotonic() + PAINTED_WITHIN_S
    while not window.windowHandle().isExposed() and time.monotonic() < deadline:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)  # the window manager takes a moment
    app.processEvents()
    return early_input


def build_panes(window: MainWindow, between: Callable[[], None] = lambda: None) -> None:
    """Adds the panes that the first paint need not wait for; `between` is called now and then."""
    QGraphicsView().deleteLater()  # an event of a class of Qt's own has PySide prepare all classes: a step of its own
    between()
    window.build_panes(between)
    window.fit_on_screen()  # again: the size of its frame is known only now


def _use_language() -> None:
    """Takes the language that was chosen; on Windows and macOS the system's is not in the environment."""
    asked = () if sys.platform.startswith("linux") else QLocale.system().uiLanguages()
    catalogue.use(config_files.language_setting(), asked)


def _application() -> App:
    """Makes the application. Where Qt cannot use the screen, it says why, and would abort: the process ends instead."""
    is_unreached = False

    def hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        nonlocal is_unreached
        if kind is not QtMsgType.QtFatalMsg:
            is_unreached = is_unreached or UNREACHED in words
            print(qFormatLogMessage(kind, context, words), file=sys.stderr, flush=True)
            return
        line = about_words.no_screen() if is_unreached else about_words.unusable_screen()
        print(f"askance: {line}", file=sys.stderr, flush=True)
        os._exit(2)

    before = qInstallMessageHandler(hear)
    try:
        return App([sys.argv[0]])
    finally:
        qInstallMessageHandler(before)


def _ensure_font(app: QApplication) -> None:
    """Has letters to show on a system without fonts, and says what it lacks."""
    if fallback_font.has_font(app):
        return
    fallback_font.use_font_that_comes_along(app)
    print("askance:", missing_libraries.no_font_sentence(), file=sys.stderr)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
