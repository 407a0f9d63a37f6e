"""Sentences and facts about how a picture could be shown."""

from desktop.core.image.files.image_remark import ImageRemark
from desktop.core.image.source_image import SourceImage
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences

_SENTENCES = {
    ImageRemark.MENDED: N_("“{name}” is slightly damaged, but the picture is complete."),
    ImageRemark.INCOMPLETE: N_("“{name}” is damaged or incomplete: part of the picture is missing."),
    ImageRemark.DAMAGED: N_("“{name}” is damaged: parts of the picture may be wrong or missing."),
    ImageRemark.BRIGHTNESS_FITTED: N_("“{name}” uses a small part of its brightness range. It was stretched to fit."),
    ImageRemark.HDR_FITTED: N_("“{name}” is an HDR picture. It was adapted to a standard screen."),
    ImageRemark.ON_DARK: N_("“{name}” is transparent. It has a dark background, because white would hide it."),
    ImageRemark.ON_GREY: N_("“{name}” is transparent. It has a grey background, because white would hide part of it."),
    ImageRemark.STRETCHED: N_("“{name}” has pixels that aren't square. It was stretched to its true shape."),
    ImageRemark.FONT_MISSING: N_(
        "Some text on this page of “{name}” is missing: its font is neither in the file nor on this computer."
    ),
    ImageRemark.PARTLY_DRAWN: N_("Askance can't show everything on this page of “{name}”."),
}
_FACTS = {
    ImageRemark.MENDED: (N_("File"), N_("slightly damaged, the picture is complete")),
    ImageRemark.INCOMPLETE: (N_("File"), N_("damaged or incomplete, part of the picture is missing")),
    ImageRemark.DAMAGED: (N_("File"), N_("damaged, parts of the picture may be wrong or missing")),
    ImageRemark.BRIGHTNESS_FITTED: (N_("Brightness"), N_("stretched, the file uses a small part of its range")),
    ImageRemark.HDR_FITTED: (N_("Brightness"), N_("HDR, adapted to a standard screen")),
    ImageRemark.ON_DARK: (N_("Transparency"), N_("on a dark background, because white would hide it")),
    ImageRemark.ON_GREY: (N_("Transparency"), N_("on a grey background, because white would hide part of it")),
    ImageRemark.STRETCHED: (N_("Shape"), N_("stretched, its pixels aren't square")),
    ImageRemark.FONT_MISSING: (
        N_("Text"),
        N_("some is missing, its font is neither in the file nor on this computer"),
    ),
    ImageRemark.PARTLY_DRAWN: (N_("Page"), N_("not everything could be shown")),
}
_LOSSES = (
    ImageRemark.MENDED,
    ImageRemark.INCOMPLETE,
    ImageRemark.DAMAGED,
    ImageRemark.FONT_MISSING,
    ImageRemark.PARTLY_DRAWN,
)


def remark_sentences(source: SourceImage) -> tuple[str, ...]:
    """Returns a sentence for each remark about an image."""
    return tuple(_sentence(remark, source) for remark in source.remarks)


def loss_sentence(source: SourceImage) -> str:
    """Returns what a person must know at once, because something may be missing from the image; empty if nothing is."""
    return sentences(*(_sentence(remark, source) for remark in source.remarks if remark in _LOSSES))


def remark_facts(source: SourceImage) -> tuple[tuple[str, str], ...]:
    """Returns label and words of each remark, as “What is sent” lists them."""
    return tuple((_(label), _(words)) for label, words in map(_FACTS.__getitem__, source.remarks))


def _sentence(remark: ImageRemark, source: SourceImage) -> str:
    return _(_SENTENCES[remark]).format(name=untrusted_line(source.name, 80) or _("Picture"))
