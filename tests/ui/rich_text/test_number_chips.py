"""Numbers of images in answers become links."""

from PySide6.QtGui import QTextDocument

from desktop.core.markdown.blocks import IncrementalParser
from desktop.ui.rich_text.block_writer import block_document, text_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.rich_text.number_chips import CHIP_SPACE, without_chips
from desktop.ui.theme import Theme


def chips(document: QTextDocument) -> list[tuple[str, str]]:
    found, block = [], document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            if fragment.charFormat().isAnchor():
                found.append((fragment.text().strip(CHIP_SPACE), fragment.charFormat().anchorHref()))
            walk += 1
        block = block.next()
    return found


def test_only_numbers_that_are_on_a_picture_become_links(theme: Theme) -> None:
    document = text_document("see ① and ⑨, not (1)", WritingContext(theme, frozenset({1, 2})))
    assert chips(document) == [("1", "mark:1")]
    assert "⑨" in document.toPlainText()
    growing = IncrementalParser()
    growing.update("**①** `①` [x](mark:2) [②](https://a.example)\n", whole=True)
    assert chips(block_document(growing.blocks[0], WritingContext(theme, frozenset({1, 2}))))[0] == ("1", "mark:1")
    assert "mark:2" not in [
        address
        for words, address in chips(block_document(growing.blocks[0], WritingContext(theme, frozenset({1}))))
        if words == "x"
    ]
    assert chips(text_document("① ②", WritingContext(theme))) == []
    assert without_chips(f"a {CHIP_SPACE}12{CHIP_SPACE} b") == "a ⑫ b"
