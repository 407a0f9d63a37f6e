"""The values that the window "What is sent" shows."""

import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.adapters.providers.openai_body import openai_body
from desktop.controllers.asking.request_preview_builder import build_request_preview
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import Spending
from tests.helpers.images import image_of, quarters
from tests.helpers.request_previews import view_of_two


def test_what_is_sent_is_the_request_itself_with_all_that_is_known() -> None:
    view, prepared = view_of_two()
    assert [item.data for item in view.items] == [image.data for image in prepared.request.images]
    assert [item.sha256 for item in view.items] == [image.id for image in prepared.request.images]
    facts = dict(view.items[1].facts)
    assert facts["Format"] == "PNG, 900 × 700"
    assert facts["From"] == "900 × 700, holiday.jpg, 2 of 3"
    assert facts["Covered"].startswith("1 area, removed. Covers are slightly larger")
    assert facts["Metadata"] == "None sent (removed: position, EXIF)"
    assert facts["Tokens"] == "765 · detail: High"
    assert facts["Marks"] == "②, also described in the text"
    assert dict(view.items[0].facts)["From"] == "an earlier question"
    assert view.items[1].resend_policy is ResendPolicy.REDUCED
    assert view.first == 1
    assert view.items[1].changes == "1 cover" and not view.items[0].changes
    (earlier,) = view.earlier
    assert (earlier.text, earlier.answer, earlier.pictures) == ("before", "yes", (view.items[0].number,))
    assert "1 earlier question" in view.summary
    assert dict(view.items[1].resend_policies)[ResendPolicy.OMIT] == "saves 765 tokens, $0.0019 per question"
    assert "$0.0100 today, $0.200 this month" in view.summary
    shown = json.loads(view.request)
    assert shown["model"] == "gpt-4o"
    assert [message["role"] for message in shown["messages"]] == ["user", "assistant", "user"]
    images = [part["image_url"]["url"] for part in shown["messages"][2]["content"] if "image_url" in part]
    assert [url.partition("…")[1] for url in images] == ["…"]
    assert _without_images(shown) == _without_images(openai_body(prepared.request))


@pytest.mark.parametrize(("covers", "number"), [((), 1), ((Rect(1, 1, 9, 9),), 3)], ids=["bare", "covered since"])
def test_an_earlier_picture_that_was_covered_since_bears_no_number_of_one_that_is_not(
    covers: tuple[Rect, ...], number: int
) -> None:
    _, packed = view_of_two()
    old, new = packed.images
    assert old.previously_sent is not None and new.annotated is not None
    image, _ = image_of(quarters(60, 40))
    sent = replace(old.previously_sent, content_key=image.content_key, covers=covers)
    packed = replace(packed, images=(replace(old, previously_sent=sent), new))
    estimate = estimate_request(packed.request, model_named("gpt-4o"))
    strip = (image, new.annotated)
    view = build_request_preview(packed, Settings(), estimate, Spending(0.0, 0.0), True, strip)
    assert [item.number for item in view.items] == [number, 2]


def _without_images(body: dict[str, Any]) -> dict[str, Any]:
    for message in body["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else ():
            part.pop("image_url", None)
    return body
