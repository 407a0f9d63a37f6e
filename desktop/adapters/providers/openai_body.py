"""A `Request` as the JSON of OpenAI's chat completions API, which is a published schema and needs no library."""

import base64
from collections.abc import Callable
from typing import Any

from desktop.adapters.providers.openai_host import is_openai
from desktop.adapters.providers.refused_parameters import EFFORT, efforts_at, refused_by
from desktop.core.asking.request import ChatMessage, Request
from desktop.core.image.encoding import EncodedImage
from desktop.core.settings.endpoint import host_of

LIMIT, OPENAI_LIMIT = "max_tokens", "max_completion_tokens"
"""The names of the most tokens of an answer: most servers know the first, OpenAI's newer models only the second."""


def data_url(image: EncodedImage) -> str:
    """Returns the image as a `data:` URL with its bytes in Base64."""
    return f"data:{image.mime};base64,{base64.b64encode(image.data).decode('ascii')}"


def openai_body(
    request: Request,
    with_usage: bool = True,
    limit_name: str = "",
    url_of: Callable[[EncodedImage], str] = data_url,
) -> dict[str, Any]:
    """Returns the JSON of a streaming chat completion.

    `with_usage` False leaves out `stream_options`, for servers that refuse it; `limit_name` is the name of the most
    tokens of an answer, if that is not the usual one of the endpoint.
    """
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [_message(message, url_of) for message in request.messages],
        "stream": True,
    }
    if with_usage:
        body["stream_options"] = {"include_usage": True}
    refused = refused_by(request.endpoint, request.model)
    return body | {name: value for name, value in optional_values(request, limit_name).items() if name not in refused}


def optional_values(request: Request, limit_name: str = "") -> dict[str, Any]:
    """Returns the members of the body that come from the parameters, as a server may refuse each of them."""
    parameters, values = request.parameters, dict[str, Any]()
    if parameters.temperature is not None:
        values["temperature"] = parameters.temperature
    if parameters.tokens:
        usual = OPENAI_LIMIT if is_openai(host_of(request.endpoint)) else LIMIT
        values[limit_name or usual] = parameters.tokens
    if parameters.effort in efforts_at(request.endpoint, request.model):
        values[EFFORT] = parameters.effort
    if parameters.store is not None:
        values["store"] = parameters.store
    return values | parameters.extra_values


def _message(message: ChatMessage, url_of: Callable[[EncodedImage], str]) -> dict[str, Any]:
    if not message.images and not message.about:
        return {"role": message.role, "content": message.text}
    parts: list[dict[str, Any]] = [{"type": "text", "text": text} for text in message.texts]
    parts += [
        {"type": "image_url", "image_url": {"url": url_of(image), "detail": image.detail}} for image in message.images
    ]
    return {"role": message.role, "content": parts}
