"""A request is built of the settings, the conversation and the question, and of nothing else."""

from desktop.core.asking.request import ChatMessage, build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.image.encoding import EncodedImage
from desktop.core.settings.settings import Settings
from tests.helpers.images import prepared, quarters


def answered(prompt: str, answer: str, *images: EncodedImage) -> Turn:
    turn = Turn.new("c", prompt, "gpt-4o", "h", 1.0).as_waiting(tuple(image.to_sent_image() for image in images))
    return turn.as_streaming(answer, 0.5).done(Usage(10, 2)) if answer else turn.stopped()


def test_a_request_names_the_endpoint_and_the_model_of_the_settings() -> None:
    request = build_request(Settings(endpoint="http://h/v1", model="m"), Conversation("c"), "why?", (), {})
    assert (request.endpoint, request.model) == ("http://h/v1", "m")
    assert request.messages == (ChatMessage("user", "why?"),)


def test_turns_without_an_answer_are_left_out_and_each_image_goes_once() -> None:
    image = prepared(quarters(40, 30))
    before = Conversation("c", (answered("one?", "yes", image), answered("lost?", ""), answered("two?", "no", image)))
    request = build_request(Settings(), before, "three?", (), {image.id: image})
    assert [message.text for message in request.messages] == ["one?", "yes", "two?", "no", "three?"]
    assert request.images == (image,)
