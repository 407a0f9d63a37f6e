"""Sentences and facts about how a picture could be shown."""

from desktop.core.image.files.image_remark import ImageRemark
from desktop.core.image.source_image import SourceImage
from desktop.core.untrusted_text import untrusted_line

_SENTENCES = {
    ImageRemark.MENDED: "“{name}” is slightly damaged, but all of the picture is there.",
    ImageRemark.INCOMPLETE: "“{name}” is damaged or cut off: part of the picture is missing.",
    ImageRemark.BRIGHTNESS_FITTED: "“{name}” uses a small part of its range of brightness, which was stretched.",
    ImageRemark.HDR_FITTED: "“{name}” is an HDR picture. It was fitted to the range of an ordinary screen.",
    ImageRemark.ON_DARK: "“{name}” is transparent. It is on a dark ground, because white would hide it.",
    ImageRemark.ON_GREY: "“{name}” is transparent. It is on a grey ground, because white would hide part of it.",
    ImageRemark.STRETCHED: "“{name}” has pixels that are not square. It was stretched to its true shape.",
    ImageRemark.FONT_MISSING: (
        "Some text on this page of “{name}” is missing: its font is neither in the file nor on this computer."
    ),
    ImageRemark.PARTLY_DRAWN: "Askance can't draw all of this page of “{name}”.",
}
_FACTS = {
    ImageRemark.MENDED: ("File", "slightly damaged, all of the picture is there"),
    ImageRemark.INCOMPLETE: ("File", "damaged or cut off, part of the picture is missing"),
    ImageRemark.BRIGHTNESS_FITTED: ("Brightness", "stretched, the file uses a small part of its range"),
    ImageRemark.HDR_FITTED: ("Brightness", "HDR, fitted to the range of an ordinary screen"),
    ImageRemark.ON_DARK: ("Transparency", "on a dark ground, because white would hide it"),
    ImageRemark.ON_GREY: ("Transparency", "on a grey ground, because white would hide part of it"),
    ImageRemark.STRETCHED: ("Shape", "stretched, its pixels are not square"),
    ImageRemark.FONT_MISSING: ("Text", "some is missing, its font is neither in the file nor on this computer"),
    ImageRemark.PARTLY_DRAWN: ("Page", "not all of it could be drawn"),
}
_LOSSES = (ImageRemark.MENDED, ImageRemark.INCOMPLETE, ImageRemark.FONT_MISSING, ImageRemark.PARTLY_DRAWN)


def remark_sentences(source: SourceImage) -> tuple[str, ...]:
    """Returns a sentence for each remark about an image."""
    name = untrusted_line(source.name, 80) or "The picture"
    return tuple(_SENTENCES[remark].format(name=name) for remark in source.remarks)


def loss_sentence(source: SourceImage) -> str:
    """Returns what a person must know at once, because something may be missing from the image; empty if nothing is."""
    found = tuple(remark for remark in source.remarks if remark in _LOSSES)
    return " ".join(_SENTENCES[remark].format(name=untrusted_line(source.name, 80)) for remark in found)


def remark_facts(source: SourceImage) -> tuple[tuple[str, str], ...]:
    """Returns label and words of each remark, as “What is sent” lists them."""
    return tuple(_FACTS[remark] for remark in source.remarks)
