"""A `Request` as the JSON of OpenAI's chat completions API, which is a published schema and needs no library."""

import base64
from typing import Any

from desktop.core.asking.request import ChatMessage, Request
from desktop.core.image.encoding import EncodedImage


def openai_body(request: Request, with_usage: bool = True) -> dict[str, Any]:
    """Returns the JSON of a streaming chat completion.

    `with_usage` False leaves out `stream_options`, for servers that refuse it.
    """
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [_message(message) for message in request.messages],
        "stream": True,
    }
    if with_usage:
        body["stream_options"] = {"include_usage": True}
    return body


def _message(message: ChatMessage) -> dict[str, Any]:
    if not message.images and not message.about:
        return {"role": message.role, "content": message.text}
    parts: list[dict[str, Any]] = [{"type": "text", "text": text} for text in message.texts]
    parts += [
        {"type": "image_url", "image_url": {"url": data_url(image), "detail": image.detail}} for image in message.images
    ]
    return {"role": message.role, "content": parts}


def data_url(image: EncodedImage) -> str:
    """Returns the image as a `data:` URL with its bytes in Base64."""
    return f"data:{image.mime};base64,{base64.b64encode(image.data).decode('ascii')}"
