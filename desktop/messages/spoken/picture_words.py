"""The pictures of a question in words: what each is, what it costs, and what on it is private and where."""

from collections import Counter
from collections.abc import Sequence

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrResult, TextBlockKind
from desktop.core.privacy.findings import Finding
from desktop.core.spoken.place import place_of
from desktop.messages.finding_words import finding_name
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted
from desktop.messages.spoken.place_words import place_words

_KINDS = {TextBlockKind.TEXT: N_("text"), TextBlockKind.CODE: N_("code"), TextBlockKind.TABLE: N_("table")}


def kind_words(ocr_result: OcrResult | None) -> str:
    """Returns what most of a picture's text is: text, code or a table; empty if it has none or is not read yet."""
    lines = Counter[TextBlockKind]()
    for block in ocr_result.blocks if ocr_result is not None else ():
        lines[block.kind] += sum(1 for _line in block.lines)
    return _(_KINDS[lines.most_common(1)[0][0]]) if lines else ""


def covers_words(image: AnnotatedImage) -> str:
    """Returns in how many places a picture is covered; empty if in none."""
    covers = sum(1 for mark in image.annotations if isinstance(mark, Redaction))
    return counted("covered in {count} place", "covered in {count} places", covers) if covers else ""


def private_places(findings: Sequence[Finding], size: Size) -> tuple[str, ...]:
    """Returns what is private on a picture and where, one line each; private text itself is never read out."""
    return tuple(
        _("Private: {what}, {place}").format(
            what=finding_name(finding), place=place_words(place_of(finding.rect, size))
        )
        for finding in findings
    )
