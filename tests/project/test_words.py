"""Texts for people are in the catalogue; the number of those that are not yet only falls."""

from pathlib import Path

import pytest

from tests.project.untranslated import OF_THE_CATALOGUE, SPEAKING, looks_like_words, texts_outside, words_elsewhere

ROOT = Path(__file__).parents[2]
OUTSIDE = 50  # the texts that are not in the catalogue yet; lower it with every one that goes there


def test_texts_go_through_the_catalogue() -> None:
    outside = list(texts_outside(ROOT))
    assert len(outside) <= OUTSIDE, "\n".join(outside)


def test_none_is_left_out_of_the_count() -> None:
    assert len(list(texts_outside(ROOT))) == OUTSIDE  # fewer: lower the number


def test_words_live_in_messages_ui_and_cli() -> None:
    assert list(words_elsewhere(ROOT)) == []


@pytest.mark.parametrize("name", sorted(OF_THE_CATALOGUE))
@pytest.mark.parametrize("folder", ["adapters", "app", "composition", "controllers", "core", "services"])
def test_words_elsewhere_are_found(folder: str, name: str, tmp_path: Path) -> None:
    at, is_counted = tmp_path / "desktop" / folder / "inside", name == "counted"
    at.mkdir(parents=True)
    module = "locale_forms" if is_counted else "catalogue"
    (at / "named.py").write_text(f"from desktop.messages.language.{module} import number, {name}\n", "utf-8")
    whole = f"from desktop.messages.language import {module} as texts\ntexts.{name}('x')\n"
    (at / "whole.py").write_text(whole, "utf-8")
    files = f"desktop/{folder}/inside/named.py", f"desktop/{folder}/inside/whole.py"
    assert list(words_elsewhere(tmp_path)) == [f"{file} {name}" for file in files]


@pytest.mark.parametrize("folder", sorted(SPEAKING))
def test_words_may_stand_in_these_folders(folder: str, tmp_path: Path) -> None:
    at = tmp_path / "desktop" / folder
    at.mkdir(parents=True)
    (at / "a.py").write_text("from desktop.messages.language.catalogue import _\n", "utf-8")
    assert list(words_elsewhere(tmp_path)) == []


@pytest.mark.parametrize("text", ["Nothing found.", "Save", "Choose…", "reads text, sends nothing"])
def test_words_are_told_from_names(text: str) -> None:
    assert looks_like_words(text)


@pytest.mark.parametrize("text", ["save", "askance-files", "color: {edge}", "PNG", "x, y", "QLabel::item", "read_text"])
def test_names_are_told_from_words(text: str) -> None:
    assert not looks_like_words(text)
