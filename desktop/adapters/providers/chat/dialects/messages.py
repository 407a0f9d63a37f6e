"""Several messages where one is usual: those of the assistant that follow the last one of anybody else."""

from itertools import takewhile
from typing import Any

_ASSISTANTS = frozenset({"assistant", "model", "bot", "ai", "chatbot", ""})
_OTHERS = frozenset({"human", "system", "tool", "function"})
_ROLE_NAMES = ("role", "sender_type", "author")


def joined_message(messages: object) -> dict[str, Any] | None:
    """Returns the assistant's last messages as one; None if there is no message in the list."""
    if not isinstance(messages, list) or not any(isinstance(message, dict) for message in messages):
        return None
    known = [message for message in messages if isinstance(message, dict)]
    last = [*takewhile(_is_assistants, reversed(known))][::-1]
    content = [message.get("content") or message.get("text") for message in last]
    rest = {name: inner for message in last for name, inner in message.items() if name not in ("content", "text")}
    return {**rest, "content": [{"text": part} if isinstance(part, str) else part for part in content if part]}


def _is_assistants(message: dict[str, Any]) -> bool:
    role = next((message[name] for name in _ROLE_NAMES if isinstance(message.get(name), str)), "")
    kind = str(message.get("type")).lower()  # LangChain's place for the role
    return role.lower() in _ASSISTANTS and kind not in _OTHERS
