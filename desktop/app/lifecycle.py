"""Runs the program behind the window until it is left.

The loop ends when `run` returns, never because Qt quit: closing the window, the end of the desktop session or of the
display server, a signal and Quit all set one event.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from desktop import log, paths
from desktop.adapters.system.core_dumps import forbid_core_dumps
from desktop.adapters.system.meeting_point import MeetingPoint
from desktop.adapters.system.single_instance import SingleInstance
from desktop.app.application import App
from desktop.app.display_end import DisplayEnd
from desktop.app.early_input import EarlyInput
from desktop.app.event_loop import QtEventLoop, qt_loop
from desktop.app.gui_thread_gc import GuiThreadGc
from desktop.app.idle_maintenance import IdleMaintenance
from desktop.app.qt_texts import translate_qt
from desktop.composition import config_files, container, leftovers
from desktop.controllers.main_controller import MainController
from desktop.core.errors import Problem
from desktop.launch_request import LaunchRequest
from desktop.ui.main_window import MainWindow

LOOK_AFTER_MS = 3_000  # between looks at whether the history is still there, and tries to write what waits; chosen
WARM_AFTER_MS = 1_000  # chosen
POLICY_AFTER_MS = 1_000  # between looks at the policy's files; every question looks, too; chosen
ANSWER_S = 0.001  # for the window to show what was typed between two steps of the start; chosen
CLOSE_S = 1.0  # for connections to close; chosen


@dataclass(frozen=True, slots=True)
class StartupState:
    """The results of the start: the shown window, the content of the settings file, and the problems so far.

    `point` is where later starts find this one; None where there is no safe place for that.
    """

    window: MainWindow
    early_input: EarlyInput
    settings: dict[str, Any]
    problems: tuple[Problem, ...]
    launch_request: LaunchRequest
    point: MeetingPoint | None


def run_until_left(app: App, state: StartupState) -> None:
    """Runs the program from its first paint until it is left."""
    log.to_file(paths.folders())
    log.catch_our_bugs()
    with asyncio.Runner(loop_factory=lambda: qt_loop(app)) as runner:
        runner.run(run(app, state))


async def run(app: App, state: StartupState) -> None:
    """Connects everything, waits until the user leaves, and closes everything."""
    leaving, display_end = asyncio.Event(), DisplayEnd()
    listen_for_ends(leaving.set)  # first of all: from now on there is something to save
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QtEventLoop)
    display_end.watch(app.platformName(), loop)
    window = state.window
    forbid_core_dumps()
    collecting = GuiThreadGc()
    collecting.start()
    parts = container.build_container(window, state.settings, state.problems)
    await asyncio.sleep(ANSWER_S)
    main_controller = MainController(parts, app.font())
    await asyncio.sleep(ANSWER_S)
    main_controller.connect()
    main_controller.show()
    translate_qt(app)
    await asyncio.sleep(ANSWER_S)
    instance = SingleInstance(state.point.socket if state.point is not None and state.point.is_mine else None)
    window.closed.connect(lambda: None if main_controller.keeps_running() else main_controller.end(leaving.set))
    window.actions_["quit"].triggered.connect(lambda: main_controller.end(leaving.set))
    app.quit_wanted.connect(leaving.set)
    app.commitDataRequest.connect(lambda _: parts.history.save_draft())
    instance.called.connect(lambda message: main_controller.launch(LaunchRequest.from_json(message)))
    display_end.last_words = lambda: save_at_once(parts)
    parts.storage.start()
    parts.history.restore()
    if state.launch_request != LaunchRequest():
        main_controller.launch(state.launch_request)
    state.early_input.hand_over()
    start_timers(parts)
    maintenance = IdleMaintenance(app, lambda: maintain(parts), lambda: parts.question_runner.is_asking)
    maintenance.start()
    if window.wants_to_close:
        leaving.set()
    await leaving.wait()
    maintenance.stop()
    instance.close()
    await main_controller.leave()
    await close(parts)
    collecting.stop()


def start_timers(parts: container.Container) -> None:
    """Starts what is done now and then: warming the decoder once, looking at the history and at the policy."""
    warm = QTimer(parts.window, singleShot=True, interval=WARM_AFTER_MS)
    warm.timeout.connect(lambda: parts.tasks.start("warm decoder", parts.image_pipeline.warm()))
    warm.start()
    for interval_ms, look in ((LOOK_AFTER_MS, parts.storage.look_after), (POLICY_AFTER_MS, parts.policy_watch.look)):
        looking = QTimer(parts.window, interval=interval_ms)
        looking.timeout.connect(look)
        looking.start()


def maintain(parts: container.Container) -> None:
    """Has the history checked and copied, and clears up after writes that were broken off."""
    parts.storage.run_maintenance()
    config_files.remove_unfinished_files()
    leftovers.remove_leftovers()


def listen_for_ends(leave: Callable[[], None]) -> None:
    """Has `leave` called when the system asks the program to end."""
    loop = asyncio.get_running_loop()
    for signal_number in filter(None, (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None))):
        with contextlib.suppress(NotImplementedError, ValueError, AttributeError):
            loop.add_signal_handler(signal_number, leave)


async def close(parts: container.Container) -> None:
    """Saves the draft, then ends all tasks, then closes all resources. It never waits for a call that hangs."""
    parts.screen_capture.close()
    parts.window.hide()
    config_files.save_window_layout(parts.window.layout_state())
    parts.history.leave()
    parts.history.purge_deleted()
    await parts.tasks.close()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(parts.providers.close(), CLOSE_S)
    parts.storage.close()  # it may still have to redact an image, so the decoder is closed later
    parts.window_runs.close()
    parts.decoder.close()
    parts.ocr_reader.close()
    parts.drag_files.close()
    parts.window.deleteLater()
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def save_at_once(parts: container.Container) -> None:
    """Saves the draft and the answers so far, without the event loop. Nothing can be saved afterwards."""
    parts.question_runner.save_answers()
    parts.history.save_draft()
    parts.history.purge_deleted()
    parts.storage.close()
