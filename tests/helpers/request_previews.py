"""A request with a previously sent image and a new one, and its preview."""

from dataclasses import replace

from desktop.controllers.asking.request_preview_builder import build_request_preview
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.number_badges import BadgePosition
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import Spending
from desktop.ui.dialogs.sent.request_preview_model import RequestPreview
from tests.helpers.images import image_of, prepared, quarters


def view_of_two() -> tuple[RequestPreview, PreparedRequest]:
    """The preview of a request with two images, and the request."""
    image, _ = image_of(quarters(900, 700), "holiday.jpg")
    source = replace(
        image.source,
        compression=CompressionBlocks(16, 16, 4),
        metadata=("position", "EXIF"),
        page_count=3,
        page_index=1,
    )
    image = (
        replace(image, source=source)
        .with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
        .with_resend_policy(ResendPolicy.REDUCED)
    )
    new = replace(prepared(quarters(900, 700)), badges=(BadgePosition(2, Rect(1, 1, 5, 5)),))
    old = prepared(quarters(60, 40))
    settings = Settings()
    turn = (
        Turn.new("c", "before", "gpt-4o", "h", 1.0)
        .as_waiting((old.to_sent_image(),))
        .as_streaming("yes", 0.1)
        .done(None)
    )
    request = build_request(settings, Conversation("c", (turn,)), "what?", (new,), {old.id: old})
    packed = PreparedRequest(
        request, (RequestImage(old, previously_sent=old.to_sent_image()), RequestImage(new, image)), 1
    )
    estimate = estimate_request(request, model_named("gpt-4o"))
    return build_request_preview(packed, settings, estimate, Spending(0.01, 0.2), True, looked_at=image.id), packed
