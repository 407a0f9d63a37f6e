"""What a first look found harmless is no private text in a second look, where covers have taken its neighbours away."""

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.detection import find_private_text, text_ids_in
from desktop.core.privacy.second_look import without_harmless


def row(*cells: tuple[str, int]) -> OcrResult:
    words = (OcrWord(text, Rect(left, 20, left + 9 * len(text), 36)) for text, left in cells)
    return OcrResult((900, 60), (TextBlock(TextBlockKind.TABLE, (tuple(OcrLine((word,)) for word in words),)),))


FORM = (("Password", 20), ("Kite-4482-Lamp", 160), ("Department", 440), ("Sales", 600))


def test_the_next_label_of_a_form_is_no_value_of_a_label_whose_value_was_covered() -> None:
    covered = row(*FORM[:1], *FORM[2:])
    assert find_private_text(covered)
    assert without_harmless(find_private_text(covered), text_ids_in(row(*FORM)).harmless) == ()


def test_a_text_that_is_private_at_one_place_is_private_at_every_other() -> None:
    twice = row(*FORM, ("Kite-4482-Lamp", 700))
    assert without_harmless(find_private_text(row(*FORM)), text_ids_in(twice).harmless) == find_private_text(row(*FORM))
