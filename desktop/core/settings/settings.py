"""Every setting, declared once: its name in files, its default, its label and its choices.

API keys are not settings; they are in the key store.
"""

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args, get_type_hints

from desktop.core.model_terms import LOCAL_OCR_MODEL, Detail
from desktop.core.provider_capabilities import ProviderCapabilities, capabilities_of
from desktop.core.settings.endpoint import endpoint_of, host_of, origin_of
from desktop.core.settings.proxy import BY_SYSTEM, is_proxy_setting
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.models import image_cap
else:
    image_cap = deferred("desktop.core.models.image_cap")

OPENAI = "https://api.openai.com/v1"  # the default of a setting; nothing is decided by it
HERE = "this computer"  # stands for an endpoint; no address that could be typed
Theme = Literal["system", "light", "dark", "contrast"]
Language = Literal["system", "en", "ar", "de", "es", "fr", "ja", "pl", "zh_CN"]
Answers = Literal["auto", "endpoint", "computer"]
PrivateText = Literal["off", "warn", "insist"]
Unfound = Literal["auto", "always", "never"]


def _setting(stored: str, default: Any, label: str, hint: str = "") -> Any:
    return field(default=default, metadata={"stored": stored, "label": label, "hint": hint})


@dataclass(frozen=True, slots=True)
class Settings:
    """The effective settings, changed with `dataclasses.replace`. A field may be renamed, its name in files may not."""

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
    allow_uncovered: bool = _setting(
        "allow_uncovered",
        True,
        "Offer uncovered",
        "Off: what was covered after a picture had gone is never sent or exported again without its cover",
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
    open_heic: bool = _setting(
        "open_heic", True, "Open HEIC", "Off: HEIC pictures are refused, and their decoder is not used"
    )
    theme: Theme = _setting("theme", "system", "Theme")
    enter_asks: bool = _setting("enter_asks", True, "Enter asks", "Off: Enter breaks the line and Ctrl+Enter asks")
    export_thinking: bool = _setting(
        "export_thinking",
        False,
        "Export thinking",
        "On: exported pages and prints show what the model thought before it answered",
    )
    picture_caps: str = _setting(
        "picture_caps",
        "",
        "Largest picture",
        "For models whose own rule is not known, for example: 2000 px, 4 MP. Empty: 2576 px, 6 MP",
    )
    endpoint_found: bool = _setting(
        "endpoint_found",
        False,
        "Endpoint was found",
        "On: by searching this computer, so that a key from the environment does not go there",
    )
    proxy: str = _setting(
        "proxy", BY_SYSTEM, "Proxy", "As the system says, none, or an address: http://…, https://… or socks5://…"
    )
    language: Language = _setting("language", "system", "Language", "Takes effect when you restart Askance")

    @property
    def host(self) -> str:
        """The endpoint's host and port, for people to read."""
        return host_of(self.endpoint)

    @property
    def origin(self) -> str:
        """The endpoint's scheme, host and port, which its key belongs to."""
        return origin_of(self.endpoint)

    @property
    def is_local(self) -> bool:
        """True if this computer answers, and nothing is sent anywhere."""
        return self.endpoint == HERE

    def answered_here(self) -> "Settings":
        """Returns the settings with this computer in the place of the endpoint."""
        return replace(self, endpoint=HERE, model=LOCAL_OCR_MODEL, detail="auto")

    @property
    def may_send_uncovered(self) -> bool:
        """True if a picture may go again as it went before it was covered, where the user chooses that."""
        return self.allow_uncovered and self.private_text != "insist"

    @property
    def capabilities(self) -> ProviderCapabilities:
        """The capabilities of the provider that the endpoint belongs to."""
        return capabilities_of(self.host)


FIELDS = {setting.metadata["stored"]: setting.name for setting in fields(Settings)}
"""Field names by the settings' names in files."""


def in_force(settings: Settings, has_key: bool) -> Settings:
    """Returns the settings that apply to a question.

    If the endpoint needs a key and there is none, this computer answers, unless the user insists on the endpoint.
    """
    keyless = settings.answers == "auto" and settings.capabilities.needs_key and not has_key
    return settings.answered_here() if settings.answers == "computer" or keyless else settings


def labelled(name: str) -> tuple[str, str]:
    """Returns the label and the hint of the setting with the field name `name`. Raises KeyError."""
    for setting in fields(Settings):
        if setting.name == name:
            return setting.metadata["label"], setting.metadata["hint"]
    raise KeyError(name)


def from_plain(values: dict[str, Any]) -> Settings:
    """Returns the settings of a parsed file.

    Unknown names are ignored and invalid values fall back to the default; an invalid `private_text` to the strictest.
    An endpoint is completed.
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
    if "endpoint" in good:
        endpoint = endpoint_of(good.pop("endpoint"))
        good |= {"endpoint": endpoint} if endpoint else {"endpoint_found": False}
    if "picture_caps" in good and not image_cap.are_caps(good["picture_caps"]):
        del good["picture_caps"]
    if "proxy" in good and not is_proxy_setting(good["proxy"]):
        del good["proxy"]
    return replace(Settings(), **{FIELDS[name]: value for name, value in good.items()})


def to_plain(settings: Settings) -> dict[str, Any]:
    """Returns what a file should contain: only what differs from the default, so that a better default takes effect."""
    default = Settings()
    return {
        stored: getattr(settings, name)
        for stored, name in FIELDS.items()
        if getattr(settings, name) != getattr(default, name)
    }


def money_of(text: str) -> float | None:
    """Returns a typed amount of dollars, 0 if nothing was typed, None if it is no amount."""
    plain = text.strip().lstrip("$").strip().replace(",", ".")
    if not plain:
        return 0.0
    try:
        amount = float(plain)
    except ValueError:
        return None
    return amount if 0 <= amount < 1e6 else None
