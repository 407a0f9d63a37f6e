"""The notice after a file was saved."""

from pathlib import Path

from desktop.controllers.saved_notice import SavedNotice
from tests.controllers.conftest import Bar


def test_it_names_the_file_and_shows_its_folder(bar: Bar, tmp_path: Path) -> None:
    opened: list[Path] = []

    def open_folder_of(path: Path) -> bool:
        opened.append(path)
        return True

    SavedNotice(open_folder_of, bar.notices).say(tmp_path / "table.csv")
    assert bar.text == "Saved “table.csv”"
    bar.press("Show in folder")
    assert opened == [tmp_path / "table.csv"]
    assert "Couldn't" not in bar.text


def test_a_folder_that_cannot_be_shown_is_said(bar: Bar, tmp_path: Path) -> None:
    SavedNotice(lambda path: False, bar.notices).say(tmp_path / "table.csv")
    bar.press("Show in folder")
    assert bar.text == "Couldn't open the folder of “table.csv”."
