from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.image.image_intake import ImageIntake
from desktop.controllers.image.open_images import OpenImagesController
from desktop.launch_request import LaunchRequest
from desktop.services.image.screen_capture import CaptureMode
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeCapture, FakeImporter, FakeLookup, Recorder, Source


class Opening:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.importer, self.capture = bar, FakeImporter(), FakeCapture()
        self.front, self.action, self.button = Recorder(), Source(), Source()
        self.controller = OpenImagesController(
            (self.action.value, self.button.fired),
            bar.parent,
            self.front,
            ImageIntake(self.importer, bar.notices, Recorder(), FakeLookup(), Recorder()),
            self.capture.start,
            bar.notices,
        )
        self.controller.connect()


@pytest.fixture
def opening(bar: Bar) -> Opening:
    return Opening(bar)


def test_named_files_are_imported_in_front_of_other_windows(opening: Opening) -> None:
    opening.controller.launch(LaunchRequest(("/x/a.png", "b.png")))
    ((step, items),) = opening.importer.added
    assert (step, [item.path for item in items]) == ("Open", [Path("/x/a.png"), Path("b.png")])
    assert opening.front.calls == [()]


def test_web_addresses_are_offered_and_others_refused(opening: Opening) -> None:
    opening.controller.launch(LaunchRequest(("https://a.example/1.png",)))
    assert "a.example" in opening.bar.text
    assert opening.importer.added == [("Open", ())]
    opening.controller.launch(LaunchRequest(("ftp://a.example/1.png",)))
    assert "ftp://a.example/1.png" in opening.bar.text


def test_a_capture_keeps_the_window_where_it_is(opening: Opening) -> None:
    opening.controller.launch(LaunchRequest(capture="screen", delay_s=3))
    assert opening.capture.calls == [("start", CaptureMode.SCREEN, 3)]
    assert opening.front.calls == []


@pytest.mark.parametrize("way", ["action", "button"])
def test_every_way_to_open_asks_for_files(opening: Opening, way: str) -> None:
    (opening.action.value.emit(False) if way == "action" else opening.button.fired.emit())
    (dialog,) = opening.bar.parent.findChildren(QFileDialog)
    dialog.filesSelected.emit(["/x/a.png"])
    ((_, items),) = opening.importer.added
    assert [item.path for item in items] == [Path("/x/a.png")]
    dialog.close()
