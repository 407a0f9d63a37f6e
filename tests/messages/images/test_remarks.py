"""Every remark has a sentence and a fact, and what is missing from an image is said at once."""

from dataclasses import replace

from desktop.core.image.files.image_remark import ImageRemark, known_remarks
from desktop.messages.images.remarks import loss_sentence, remark_facts, remark_sentences
from tests.helpers.images import image_of, quarters

SOURCE = image_of(quarters(), "plan.pdf")[0].source


def test_every_remark_has_its_words() -> None:
    source = replace(SOURCE, remarks=tuple(ImageRemark))
    assert len(remark_facts(source)) == len(ImageRemark)
    assert all("plan.pdf" in sentence for sentence in remark_sentences(source))


def test_only_what_is_missing_is_said_at_once() -> None:
    assert loss_sentence(replace(SOURCE, remarks=(ImageRemark.ON_DARK, ImageRemark.HDR_FITTED))) == ""
    words = loss_sentence(replace(SOURCE, remarks=(ImageRemark.ON_DARK, ImageRemark.INCOMPLETE)))
    assert words == "“plan.pdf” is damaged or incomplete: part of the picture is missing."


def test_remarks_of_a_newer_version_are_left_out() -> None:
    assert known_remarks(("on_dark", "of_the_future")) == (ImageRemark.ON_DARK,)
