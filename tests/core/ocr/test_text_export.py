"""OCR results as plain text and Markdown."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.parser import parser
from desktop.core.ocr.ocr_result import Barcode, OcrResult
from desktop.core.ocr.text_export import code, fenced, markdown, plain_text
from desktop.core.untrusted_text import strip_control_characters
from tests.services.fakes import lines_of


@pytest.mark.parametrize(
    "text",
    [
        *("# no heading", "*not* _bold_", "- no list", "1. no list", "<b>no tag</b>", "a | b", "`code`"),
        *("[x](javascript:1)", "> quote", "$x$", "---", "![x](y)", "~~~", "=== ===", "2) no list", "+ no list"),
    ],
)
def test_no_letter_of_a_picture_means_anything_but_itself(text: str) -> None:
    from desktop.core.markdown.blocks import parsed
    from desktop.core.markdown.plain_text import plain

    (block,) = parsed(markdown(lines_of(text)))
    assert block.kind == "text"
    assert " ".join(plain(block).split()) == text
    assert not any(
        child.type in ("link_open", "image", "code_inline") for token in block.tokens for child in token.children or []
    )


def test_fences_hold_whatever_is_in_them() -> None:
    assert fenced("```\nx").startswith("````\n")
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"
    assert "\u202e" not in plain_text(lines_of("a\u202eb"))


def test_barcodes_are_told_with_their_kind() -> None:
    ocr_result = OcrResult((9, 9), (), (Barcode("https://x.example/a_b", "QR Code", Rect(0, 0, 9, 9)),))
    assert plain_text(ocr_result) == "QR Code: https://x.example/a_b"
    assert markdown(ocr_result) == "- QR Code: `https://x.example/a_b`"


@pytest.mark.parametrize(
    "text",
    [
        "http://pay.example/now",
        "www.pay.example",
        "mail me@pay.example",
        "&lt;b&gt; &#42;",
        "one\u2028two",
        "a\x1b[31m*b*",
    ],
)
def test_an_address_in_a_picture_is_no_link_and_an_entity_no_sign(text: str) -> None:
    (block,) = parsed(markdown(lines_of(text)))
    tokens = [child for token in parser().parse(block.source) for child in token.children or ()]
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == " ".join(strip_control_characters(text).split())
