"""What is sent of a row that goes as part of a batch."""

import json
from dataclasses import replace

from desktop.controllers.many.run.batch_preview import as_batch
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.provider_capabilities import BatchRules
from desktop.messages.many.batch_words import lies_words
from desktop.messages.many.table_words import batch_label
from desktop.ui.dialogs.sent.request_preview_model import RequestPreview, RequestPreviewImage

BODY = {"model": "m", "messages": [], "stream": True, "stream_options": {"include_usage": True}}
VIEW = RequestPreview("https://a.example/v1/chat/completions", (), json.dumps(BODY), "1 picture", True)


def test_the_body_is_the_line_of_the_file_and_the_address_that_of_the_upload() -> None:
    shown = as_batch(VIEW, BatchRules(upload_path="/files"), "a.example")
    assert json.loads(shown.request) == {"model": "m", "messages": []}
    assert shown.destination == "https://a.example/v1/files"
    assert (shown.summary, shown.can_ask) == (VIEW.summary, VIEW.can_ask)


def test_each_picture_says_where_the_file_lies_and_until_when() -> None:
    image = RequestPreviewImage(b"", "0" * 64, 1, False, "", "", "", "", (("Size", "9 kB"),), ResendPolicy.FULL, ())
    rules = BatchRules(files_lie_s=86_400)
    (shown,) = as_batch(replace(VIEW, items=(image,)), rules, "a.example").items
    assert shown.facts == (*image.facts, (batch_label(), lies_words(rules, "a.example")))
