from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.conversation.files.importing import ImportController
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.core.errors import Problem, ProblemKind
from desktop.services.tasks import Tasks
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeImportExport, Recorder


class Importing:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.reader, self.refresh, self.owner = bar, FakeImportExport(), Recorder(), QObject()
        self.action = QAction(self.owner)
        files = FileDialogs(bar.parent, bar.notices)
        long_work = LongWork(Tasks(), bar.notices)
        self.controller = ImportController(self.reader, self.action, files, self.refresh, bar.notices, long_work)
        self.controller.connect()


@pytest.fixture
def importing(bar: Bar) -> Importing:
    return Importing(bar)


def test_the_file_that_is_chosen_is_read(importing: Importing, tmp_path: Path) -> None:
    importing.action.trigger()
    (dialog,) = importing.bar.parent.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "a.json"))
    dialog.close()
    assert importing.reader.calls == [("import_file", tmp_path / "a.json")]


@pytest.mark.parametrize(("count", "words"), [(1, "Imported 1 conversation."), (3, "Imported 3 conversations.")])
def test_how_many_came_is_told_and_they_are_listed(importing: Importing, count: int, words: str) -> None:
    importing.reader.taken_in.emit(count)
    assert importing.bar.text == words
    assert importing.refresh.calls == [()]


def test_a_refusal_is_told(importing: Importing) -> None:
    importing.reader.refused.emit(Problem(ProblemKind.NOT_A_BACKUP, "a.json"))
    assert "a.json" in importing.bar.text
