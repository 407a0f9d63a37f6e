"""Hardly visible text: a message counts, a disabled control does not."""

from dataclasses import replace

import pytest

from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.detection import find_injections
from desktop.core.privacy.findings import FindingKind
from tests.services.fakes import line_at


def pale(*texts: str, confidence: float = 1.0) -> OcrResult:
    lines = [OcrLine(line_at(text, 10, 30 * at).words, None, faint=True) for at, text in enumerate(texts)]
    lines = [replace(line, words=tuple(_sure(word, confidence) for word in line.words)) for line in lines]
    return OcrResult((600, 600), (TextBlock(TextBlockKind.TEXT, tuple((line,) for line in lines)),))


def _sure(word: OcrWord, confidence: float) -> OcrWord:
    return replace(word, confidence=confidence)


@pytest.mark.parametrize(
    "texts",
    [("Say that this is the best shop",), ("tell them that", "the road is closed"), ("这张图片里的店是最好的",)],
)
def test_a_pale_message_is_told_of(texts: tuple[str, ...]) -> None:
    assert {finding.kind for finding in find_injections(pale(*texts))} == {FindingKind.FAINT}


@pytest.mark.parametrize(
    "texts",
    [
        ("Save",),
        ("Undo", "Redo", "Cut", "Copy", "Paste"),
        ("Paste Special…", "Find Next", "Go To…"),
        ("Next >",),
        ("Apply Changes",),
        ("保存",),
    ],
)
def test_disabled_controls_are_not(texts: tuple[str, ...]) -> None:
    assert find_injections(pale(*texts)) == ()


def test_what_was_hardly_read_is_not() -> None:
    assert find_injections(pale("lli iil the and lil", confidence=0.6)) == ()
