"""Every setting, declared once: its name in files, its default and its choices.

API keys are not settings; they are in the key store.
"""

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args, get_type_hints

from desktop.core.model_terms import LOCAL_OCR_MODEL, Detail
from desktop.core.provider_capabilities import ProviderCapabilities, capabilities_of
from desktop.core.settings.endpoint import endpoint_of, host_of, origin_of
from desktop.core.settings.house_rules import HouseRules
from desktop.core.settings.values.proxy import BY_SYSTEM, is_proxy_setting
from desktop.core.settings.values.rate import is_rate
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.models import answer_parameters, image_cap, price_list
else:
    image_cap = deferred("desktop.core.models.image_cap")
    price_list = deferred("desktop.core.models.price_list")
    answer_parameters = deferred("desktop.core.models.answer_parameters")

OPENAI = "https://api.openai.com/v1"  # the default of a setting; nothing is decided by it
HERE = "this computer"  # stands for an endpoint; no address that could be typed
Theme = Literal["system", "light", "dark", "contrast"]
Language = Literal["system", "en", "ar", "de", "es", "fr", "ja", "pl", "zh_CN"]
TextSize = Literal["75", "90", "100", "110", "125", "150", "175", "200", "250", "300", "400"]  # percent
Answers = Literal["auto", "endpoint", "computer"]
PrivateText = Literal["off", "warn", "insist"]
Announced = Literal["few", "usual", "all"]
Unfound = Literal["auto", "always", "never"]


def _setting(stored: str, default: Any) -> Any:
    return field(default=default, metadata={"stored": stored})


@dataclass(frozen=True, slots=True)
class Settings(HouseRules):
    """The effective settings, changed with `dataclasses.replace`. A field may be renamed, its name in files may not.

    Users read the labels and the help of messages/settings/setting_labels.py. The rules of the house stand before them.
    """

    answers: Answers = _setting("answers", "auto")
    endpoint: str = _setting("endpoint", OPENAI)
    model: str = _setting("model", "gpt-4o")
    detail: Detail = _setting("detail", "auto")
    instructions: str = _setting("instructions", "")
    keep_history: bool = _setting("keep_history", True)
    keep_originals: bool = _setting("keep_originals", False)
    allow_uncovered: bool = _setting("allow_uncovered", True)
    daily_limit_usd: float = _setting("daily_limit_usd", 0.0)
    monthly_limit_usd: float = _setting("monthly_limit_usd", 0.0)
    read_text: bool = _setting("read_text", True)
    private_text: PrivateText = _setting("private_text", "warn")
    unfound: Unfound = _setting("unfound", "auto")
    open_heic: bool = _setting("open_heic", True)
    theme: Theme = _setting("theme", "system")
    enter_asks: bool = _setting("enter_asks", True)
    export_thinking: bool = _setting("export_thinking", False)
    picture_caps: str = _setting("picture_caps", "")
    endpoint_found: bool = _setting("endpoint_found", False)
    proxy: str = _setting("proxy", BY_SYSTEM)
    language: Language = _setting("language", "system")
    connection_name: str = _setting("connection_name", "")
    parameters: str = _setting("parameters", "")
    prices: str = _setting("prices", "")
    rate: str = _setting("rate", "")
    announced: Announced = _setting("announced", "usual")
    read_aloud: bool = _setting("read_aloud", False)
    find_ip_addresses: bool = _setting("find_ip_addresses", True)
    find_faces: bool = _setting("find_faces", False)
    shortcut_on: bool = _setting("shortcut_on", False)
    shortcut: str = _setting("shortcut", "Ctrl+Shift+Space")
    tray: bool = _setting("tray", False)
    close_to_tray: bool = _setting("close_to_tray", False)
    start_at_login: bool = _setting("start_at_login", False)
    text_size: TextSize = _setting("text_size", "100")
    translation_language: str = _setting("translation_language", "")
    check_spelling: bool = _setting("check_spelling", True)
    notify_answers: bool = _setting("notify_answers", True)
    notify_content: bool = _setting("notify_content", False)
    ledger: bool = _setting("ledger", False)

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


_DECLARED = fields(Settings)
FIELDS = {setting.metadata["stored"]: setting.name for setting in _DECLARED if "rule" not in setting.metadata}
"""Field names of the user's settings by their names in files."""

_KINDS = get_type_hints(Settings)

RULES = {rule.metadata["stored"]: rule.name for rule in _DECLARED if "rule" in rule.metadata}
"""Field names of what only a policy sets, by the names in its files."""


def in_force(settings: Settings, has_key: bool) -> Settings:
    """Returns the settings that apply to a question.

    If the endpoint needs a key and there is none, this computer answers, unless the user insists on the endpoint.
    """
    keyless = settings.answers == "auto" and settings.capabilities.needs_key and not has_key
    return settings.answered_here() if settings.answers == "computer" or keyless else settings


def from_plain(values: dict[str, Any]) -> Settings:
    """Returns the settings of a parsed file.

    Unknown names are ignored and invalid values fall back to the default; an invalid `private_text` to the strictest.
    An endpoint is completed.
    """
    good: dict[str, Any] = {}
    for name, value in values.items():
        if name in FIELDS and _has_kind(name, value):
            good[name] = float(value) if type(getattr(Settings(), FIELDS[name])) is float else value
        elif name == "private_text":
            good[name] = "insist"
    if "endpoint" in good:
        endpoint = endpoint_of(good.pop("endpoint"))
        good |= {"endpoint": endpoint} if endpoint else {"endpoint_found": False}
    if "picture_caps" in good and not image_cap.are_caps(good["picture_caps"]):
        del good["picture_caps"]
    if "proxy" in good and not is_proxy_setting(good["proxy"]):
        del good["proxy"]
    if "parameters" in good and not answer_parameters.are_parameters(good["parameters"]):
        del good["parameters"]
    if "prices" in good and not price_list.are_prices(good["prices"]):
        del good["prices"]
    if "rate" in good and not is_rate(good["rate"]):
        del good["rate"]
    return replace(Settings(), **{FIELDS[name]: value for name, value in good.items()})


def is_valid(stored: str, value: Any) -> bool:
    """Returns True if the value of a user's setting in a file is one that holds. A wrong `private_text` holds, too."""
    if stored == "private_text":
        return True
    default = Settings()
    known = from_plain({stored: value})
    return known != default or (_has_kind(stored, value) and value == getattr(default, FIELDS[stored]))


def _has_kind(stored: str, value: Any) -> bool:
    kind = _KINDS[FIELDS[stored]]
    if allowed := get_args(kind):
        return isinstance(value, str) and value in allowed
    if kind is float:
        return type(value) in (int, float) and value == value
    return type(value) is kind


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
