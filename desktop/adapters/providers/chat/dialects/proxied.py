"""Answers that a gateway's function returns as a text in an object of its own, as AWS Lambda's have it."""

from typing import Any

from desktop.adapters.network.large_json import parsed_json


def proxied_body(value: dict[str, Any]) -> dict[str, Any]:
    """Returns the object in the `body` of a function's response; any other object as it is.

    One of a status that is an error is an error, whatever its words are.
    """
    body = value.get("body")
    if "statusCode" not in value or not isinstance(body, str):
        return value
    try:
        inner = parsed_json(body.encode())
    except (ValueError, RecursionError):
        return value
    if not isinstance(inner, dict):
        return value
    status = str(value["statusCode"])
    if not (status.isdecimal() and len(status) == 3 and status >= "400"):
        return inner
    return {"error": inner.get("error", inner), "code": int(status)}
