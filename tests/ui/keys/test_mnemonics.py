"""Letters of menus: one of its own for each entry, in every language."""

import pytest

from desktop.messages.language import catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.ui.actions import TABLE
from desktop.ui.keys.mnemonics import letter_in, plain, with_mnemonics


def test_beginnings_of_words_come_first_and_none_is_given_twice() -> None:
    assert with_mnemonics(["File", "Find", "Fit it", "If"]) == ["&File", "F&ind", "Fi&t it", "If(&A)"]
    assert with_mnemonics(["ファイル", "印刷…"]) == ["ファイル(&A)", "印刷(&B)…"]
    assert with_mnemonics(["&Undo", "R&edo"]) == ["&Undo", "&Redo"]  # letters of before do not count
    assert with_mnemonics(["This && that"]) == ["&This && that"]
    assert with_mnemonics(["ß"] * 40)[-1] == "ß"  # no letter is left


def test_a_marked_text_is_plain_again() -> None:
    texts = ["Save picture…", "印刷…", "This && that"]
    assert [plain(text) for text in with_mnemonics(texts)] == texts
    assert letter_in("Sa&ve") == "V" and letter_in("a && b") == "" and letter_in("end&") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_has_a_letter_for_each_entry_in_every_language(language: str) -> None:
    catalogue.use(language)
    try:
        translate = catalogue._
        menus = list(dict.fromkeys(entry.menu for entry in TABLE))
        groups = [[translate(menu) for menu in menus]]
        groups += [[translate(entry.words) for entry in TABLE if entry.menu == menu] for menu in menus]
    finally:
        catalogue.use("en")
    for texts in groups:
        letters = [letter_in(text) for text in with_mnemonics(texts)]
        assert all(letters) and len(letters) == len(set(letters))
