"""The JSON of a request: what leaves, in the shape that the published schema asks for."""

import base64
import json

import jsonschema
import pytest

from desktop.adapters.providers.openai_body import openai_body
from desktop.core.asking.answer_limits import AnswerLimits
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.image.encoding import EncodedImage
from desktop.core.settings.settings import Settings
from tests.helpers.chat_completions_schema import check
from tests.helpers.images import prepared, quarters


def picture(width: int = 40) -> EncodedImage:
    return prepared(quarters(width, 30))


def asked(prompt: str, answer: str, *images: EncodedImage) -> Turn:
    turn = Turn.new("c", prompt, "gpt-4o", "h", 1.0).as_waiting(tuple(image.to_sent_image() for image in images))
    return turn.as_streaming(answer, 0.5).done(Usage(10, 2)) if answer else turn.stopped()


def test_a_question_with_a_picture() -> None:
    sent = picture()
    body = openai_body(build_request(Settings(), Conversation("c"), "What does it say?", (sent,), {}))
    check(body)
    assert body["model"] == "gpt-4o"
    assert body["stream"] is True
    assert body["stream_options"] == {"include_usage": True}
    (message,) = body["messages"]
    text, image = message["content"]
    assert text == {"type": "text", "text": "What does it say?"}
    assert image["image_url"]["detail"] == "high"
    head, _, data = image["image_url"]["url"].partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data) == sent.data


def test_later_questions_carry_the_conversation_and_its_pictures() -> None:
    first, second = picture(40), picture(44)
    before = Conversation("c", (asked("one?", "yes", first), asked("lost?", ""), asked("two?", "no", second)))
    settings = Settings(instructions="  Be brief. ", detail="low")
    body = openai_body(build_request(settings, before, "three?", (), {first.id: first, second.id: second}))
    check(body)
    roles = [message["role"] for message in body["messages"]]
    assert roles == ["system", "user", "assistant", "user", "assistant", "user"]
    assert body["messages"][0]["content"] == "Be brief."
    assert sum("image_url" in json.dumps(message) for message in body["messages"]) == 2
    assert body["messages"][-1] == {"role": "user", "content": "three?"}


def test_a_picture_that_is_gone_from_the_disk_does_not_stop_the_question() -> None:
    before = Conversation("c", (asked("one?", "yes", picture()),))
    body = openai_body(build_request(Settings(), before, "two?", (), {}), with_usage=False)
    check(body)
    asked_then, note = body["messages"][0]["content"]
    assert asked_then["text"] == "one?"
    assert note["text"] == "(1 of the pictures that were here is left out now.)"
    assert "stream_options" not in body


def test_the_schema_refuses_what_is_wrong() -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({"model": "gpt-4o", "messages": [{"role": "user", "content": [{"type": "image", "x": 1}]}]})


@pytest.mark.parametrize(
    ("endpoint", "name"), [("https://api.openai.com/v1", "max_completion_tokens"), ("http://h/v1", "max_tokens")]
)
def test_limits_of_an_answer_go_by_the_endpoints_names(endpoint: str, name: str) -> None:
    settings = Settings(endpoint=endpoint)
    body = openai_body(build_request(settings, Conversation("c"), "?", (), {}, limits=AnswerLimits(20_000, "low")))
    check(body)
    assert (body[name], body["reasoning_effort"]) == (20_000, "low")
    plain = openai_body(build_request(settings, Conversation("c"), "?", (), {}))
    assert name not in plain and "reasoning_effort" not in plain
