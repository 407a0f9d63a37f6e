"""The order of controllers within a phase decides nothing: a whole start with the order shuffled."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import lifecycle, startup
from desktop.app.application import App
from desktop.composition.container import build_container
from desktop.controllers import main_controller
from desktop.controllers.main_controller import MainController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.workspace.draft import Draft
from desktop.launch_request import LaunchRequest
from tests.controllers.fakes import FakeOcrQueue, annotated, plain
from tests.services.fakes import lines_of
from tests.services.qt_loop import on_the_loop


@pytest.fixture(params=range(8))
def shuffled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting and showing go through the controllers in another order for each parameter."""
    shuffle = random.Random(request.param).sample
    for name in ("connect_all", "show_all"):
        original: Callable[[Iterable[object]], None] = getattr(main_controller, name)

        def in_other_order(controllers: Iterable[object], original: Callable[..., None] = original) -> None:
            listed = list(controllers)
            original(shuffle(listed, len(listed)))

        monkeypatch.setattr(main_controller, name, in_other_order)


@pytest.mark.usefixtures("shuffled")
def test_the_program_starts_and_works_in_any_order(qapp: QApplication) -> None:
    async def run() -> None:
        assert isinstance(qapp, App)
        window = startup.new_window(qapp, "system")
        startup.show_window(qapp, window)
        startup.build_panes(window)
        queue, problem = FakeOcrQueue(), Problem(ProblemKind.INVALID_PATTERN, "my pattern")
        settings = {"answers": "endpoint", "endpoint": "http://127.0.0.1:9/v1", "enter_asks": False, "theme": "dark"}
        container = replace(build_container(window, settings, (problem,)), ocr_queue=queue)
        controller = MainController(container, qapp.font())
        controller.connect()
        controller.show()
        try:
            assert "my pattern" in window.notice.words
            assert window.colors.dark
            assert window.host_label.text().startswith("127.0.0.1")
            assert not window.actions_["undo"].isEnabled()
            first, second = annotated(), plain("red")
            queue.known = {first.source.id: lines_of("first"), second.source.id: lines_of("second")}
            for image, text in ((first, "first"), (second, "second")):
                container.workspace.change("Paste", Draft(images=(image,), prompt=f"what is {text}?"))
                window.canvas.select_all_text()
                assert window.canvas.selected_text == text
                assert window.composer.field.toPlainText() == f"what is {text}?"
            assert window.actions_["undo"].text() == "Undo Paste"
            window.actions_["undo"].trigger()
            window.canvas.select_all_text()
            assert window.canvas.selected_text == "first"
            controller.launch(LaunchRequest(("ftp://a.example/b.png",)))
            assert "ftp://a.example/b.png" in window.notice.words
            container.settings_service.change(answers="computer", enter_asks=True)
            assert window.host_label.text() == "text only, nothing is sent"
        finally:
            await lifecycle.close(container)

    on_the_loop(run())
