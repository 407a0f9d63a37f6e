"""Single Chinese signs on a page of Latin letters are icons."""

from typing import Any

import pytest

from desktop.adapters.ocr.icons import without_icons


def line(text: str, sure: float = 0.9) -> dict[str, Any]:
    """Returns a line of the reader's reply."""
    count = len("".join(text.split()))
    return {"text": text, "at": [at / count for at in range(count)], "sure": [sure] * count}


PAGE = [line("Save the document under another name"), line("Close the window")]


@pytest.mark.parametrize("text", ["口 Save as", "Save 白 as", "Save as 日", "口Save as"])
def test_a_sign_between_words_is_dropped(text: str) -> None:
    *_, last = without_icons([*PAGE, line(text)])
    assert last["text"].split()[0] == "Save" and last["text"].endswith("as")
    assert len(last["at"]) == len(last["sure"]) == len("".join(last["text"].split()))


def test_a_line_of_one_sign_is_none() -> None:
    assert without_icons([*PAGE, line("田")]) == PAGE


def test_signs_that_are_sure_or_side_by_side_stay() -> None:
    lines = [*PAGE, line("Name of the town in its own letters: 东京"), line("the letter 猫 is read neko", 0.99)]
    assert without_icons(lines) == lines


def test_a_page_in_chinese_keeps_all_of_its_signs() -> None:
    lines = [line("文件 编辑 查看 帮助"), line("日"), line("OK")]
    assert without_icons(lines) == lines
