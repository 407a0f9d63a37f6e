"""Folders of the second engine's languages."""

from pathlib import Path

import pytest

from desktop.adapters.ocr.scripts.language_data import data_folders, languages_here


def test_the_first_language_of_a_script_that_is_there_is_taken(tmp_path: Path) -> None:
    for name in ("ukr", "bul", "tha"):
        (tmp_path / f"{name}.traineddata").touch()
    here = str(tmp_path)
    assert languages_here((here,)) == {"cyrillic": (here, "ukr"), "thai": (here, "tha")}
    assert languages_here(()) == {}


def test_a_folder_that_the_environment_names_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kat.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert str(tmp_path) not in data_folders()
