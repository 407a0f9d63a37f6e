"""Every setting, declared once: its name in files, its default, its label, its choices. The key is not a setting; the
vault holds it.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args, get_type_hints
from urllib.parse import urlsplit

from desktop.core.model_catalog import LOCAL_OCR_MODEL, Detail
from desktop.core.provider_capabilities import ProviderCapabilities, capabilities_of

OPENAI = "https://api.openai.com/v1"
HERE = "this computer"  # in an endpoint's place; no address that anybody can type
Theme = Literal["system", "light", "dark"]
Answers = Literal["auto", "endpoint", "computer"]
PrivateText = Literal["off", "warn", "insist"]
Unfound = Literal["auto", "always", "never"]


def _setting(stored: str, default: Any, label: str, hint: str = "") -> Any:
    return field(default=default, metadata={"stored": stored, "label": label, "hint": hint})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. A change is `dataclasses.replace`. A field may be renamed; its name in files may not."""

    answers: Answers = _setting(
        "answers", "auto", "Who answers", "By itself: the endpoint, or this computer while it has no key"
    )
    endpoint: str = _setting("endpoint", OPENAI, "Endpoint", "Any server that speaks the OpenAI chat completions API")
    model: str = _setting("model", "gpt-4o", "Model", "Choose one, or type any name")
    detail: Detail = _setting("detail", "auto", "Detail", "How closely the model looks at a picture")
    instructions: str = _setting("instructions", "", "Instructions", "Sent with every question, in every conversation")
    keep_history: bool = _setting(
        "keep_history", True, "Keep history", "Off: conversations live until the window closes"
    )
    keep_originals: bool = _setting(
        "keep_originals",
        False,
        "Keep originals",
        "On: what you cover can be uncovered after a restart, so it stays on this computer",
    )
    daily_limit_usd: float = _setting(
        "daily_limit_usd", 0.0, "Daily limit", "In US dollars; 0 is none. You are asked before it is passed"
    )
    monthly_limit_usd: float = _setting("monthly_limit_usd", 0.0, "Monthly limit", "In US dollars; 0 is none")
    read_text: bool = _setting(
        "read_text", True, "Read text", "Text in pictures is read on this computer as soon as they are there"
    )
    private_text: PrivateText = _setting(
        "private_text",
        "warn",
        "Private text",
        "What looks like keys, addresses, numbers of cards and persons in a picture",
    )
    unfound: Unfound = _setting(
        "unfound", "auto", "Check answers", "What an answer quotes that does not stand in the picture"
    )
    theme: Theme = _setting("theme", "system", "Theme")
    enter_asks: bool = _setting("enter_asks", True, "Enter asks", "Off: Enter breaks the line and Ctrl+Enter asks")

    @property
    def host(self) -> str:
        """The endpoint's host, for people to read."""
        return host_of(self.endpoint)

    @property
    def is_local(self) -> bool:
        """Whether this computer answers, and nothing is sent anywhere."""
        return self.endpoint == HERE

    def answered_here(self) -> "Settings":
        """The same with this computer as the one that answers."""
        return replace(self, endpoint=HERE, model=LOCAL_OCR_MODEL, detail="auto")

    @property
    def capabilities(self) -> ProviderCapabilities:
        """The capabilities of the provider that the endpoint belongs to."""
        return capabilities_of(self.host)


def host_of(endpoint: str) -> str:
    """Returns the host of an endpoint with its port, without any user name; `endpoint` itself where it has none."""
    return urlsplit(endpoint).netloc.rpartition("@")[2] or endpoint


FIELDS = {each.metadata["stored"]: each.name for each in fields(Settings)}
"""The names of settings in files, and of the fields that hold them."""


def in_force(settings: Settings, has_key: bool) -> Settings:
    """The settings that a question goes by: where there is no key for an endpoint that needs one, this computer
    answers, unless the user wants the endpoint in any case.
    """
    keyless = settings.answers == "auto" and settings.capabilities.needs_key and not has_key
    return settings.answered_here() if settings.answers == "computer" or keyless else settings


def labelled(name: str) -> tuple[str, str]:
    """The label and the hint of the setting `name`."""
    for each in fields(Settings):
        if each.name == name:
            return each.metadata["label"], each.metadata["hint"]
    raise KeyError(name)


def from_plain(values: dict[str, Any]) -> Settings:
    """Settings out of what a file held. Unknown names and values of a wrong kind fall back to the default; what was to
    become of private text and is not understood, to the strictest.
    """
    kinds = get_type_hints(Settings)
    good: dict[str, Any] = {}
    for name, value in values.items():
        if name not in FIELDS:
            continue
        kind = kinds[FIELDS[name]]
        allowed = get_args(kind)
        if kind is float and type(value) is int:
            value = float(value)
        if value in allowed if allowed else type(value) is kind and value == value:
            good[name] = value
        elif name == "private_text":
            good[name] = "insist"
    if "endpoint" in good and endpoint_of(good["endpoint"]) is None:
        del good["endpoint"]
    return replace(Settings(), **{FIELDS[name]: value for name, value in good.items()})


def to_plain(settings: Settings) -> dict[str, Any]:
    """What a file should hold: only what differs from the default, so that a better default reaches everyone."""
    usual = Settings()
    return {
        stored: getattr(settings, name)
        for stored, name in FIELDS.items()
        if getattr(settings, name) != getattr(usual, name)
    }


def endpoint_of(text: str) -> str | None:
    """A typed endpoint made whole (scheme, no trailing slash), or None when it cannot be one."""
    text = text.strip()
    if not text or any(letter.isspace() or not letter.isprintable() for letter in text):
        return None
    if "://" not in text:
        host = text.split("/")[0].split(":")[0]
        text = ("http://" if host in ("localhost", "127.0.0.1", "[::1]") else "https://") + text
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return None
    if parts.username or parts.password or parts.query or parts.fragment:
        return None
    return text.rstrip("/")


def money_of(text: str) -> float | None:
    """A typed amount of dollars, 0 for nothing; None when it is not one."""
    plain = text.strip().lstrip("$").strip().replace(",", ".")
    if not plain:
        return 0.0
    try:
        amount = float(plain)
    except ValueError:
        return None
    return amount if 0 <= amount < 1e6 else None


def key_of(text: str) -> str | None:
    """A typed key without what copying adds around it, or None when it cannot be a key (spaces, not ASCII)."""
    key = text.strip().strip("\"'").strip()
    if not key or not key.isascii() or any(letter.isspace() or not letter.isprintable() for letter in key):
        return None
    return key
