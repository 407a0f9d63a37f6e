"""Exports show nothing of what was covered after it had been sent, neither in bytes nor in what they say of them."""

import random
from dataclasses import replace

from PIL import Image

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.covering import covered, has_later_covers
from desktop.core.conversation.export.json import to_json
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.later_covers import with_todays_covers
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import model_named
from tests.helpers.images import noisy, screenshot

COVER = Rect(100, 100, 420, 340)


def exported(image: Image.Image) -> tuple[str, bytes]:
    """Returns the type in which an image went, and the JSON of its conversation once a part of it is covered."""
    annotated = AnnotatedImage("i", SourceImage("s" * 64, b"", *image.size, "image/png"))
    encoded = encode_for_model(annotated, PixelBuffer.of(image), model_named("gpt-4o"), "high", lambda _, flat: flat)
    (sent,) = with_todays_covers([encoded.to_sent_image()], (annotated.with_annotation(Redaction("r", COVER)),))
    turn = replace(Turn.new("c", "why?", "gpt-4o", "h", 1_700_000_000.0), id="t").as_waiting((sent,))
    turn = turn.as_streaming("so", 0.5).done(None)
    bundle = ExportBundle((Conversation.of("c", (turn,), "Mine", turn.id),), {encoded.id: encoded.data})
    assert has_later_covers(bundle)
    return encoded.mime, b"".join(to_json(covered(bundle)))


def test_an_export_does_not_tell_in_which_form_a_covered_image_went() -> None:
    noise = noisy(random.Random(1), (900, 700))
    lettered = noise.copy()
    lettered.paste(screenshot(320, 240), (100, 100))
    (first, one), (second, other) = exported(noise), exported(lettered)
    assert (first, second) == ("image/jpeg", "image/png")
    assert one == other
