"""The bytes of a request say what its JSON says, with images and whatever texts it has."""

import json

import pytest

from desktop.adapters.providers.chat.request_json import request_json
from desktop.adapters.providers.openai_body import openai_body
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.settings.settings import Settings
from tests.helpers.images import prepared, quarters


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("text", ["what?", 'a "quoted" \\ line\n and ünïcode \u2028 🙂', "data:image/png;base64,AAAA"])
def test_it_is_the_body_in_json(count: int, text: str) -> None:
    images = tuple(prepared(quarters(40 + number, 30)) for number in range(count))
    request = build_request(Settings(), Conversation("c"), text, images, {})
    assert json.loads(request_json(request)) == openai_body(request)
    assert json.loads(request_json(request, False, "n")) == openai_body(request, False, "n")


def test_it_is_written_as_the_library_would() -> None:
    request = build_request(Settings(), Conversation("c"), "what?", (prepared(quarters(40, 30)),), {})
    body = json.dumps(openai_body(request), ensure_ascii=False, separators=(",", ":"))
    assert request_json(request) == body.encode()


def test_half_a_character_cannot_be_sent() -> None:
    request = build_request(Settings(), Conversation("c"), "\ud800", (), {})
    with pytest.raises(UnicodeEncodeError):
        request_json(request)
