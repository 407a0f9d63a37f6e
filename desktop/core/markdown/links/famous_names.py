"""Names that are imitated more than others, and what is left of a label once its letters are taken for plain ones.

Which names a link may pose as cannot be known; these are chosen: where people sign in or pay. A name that is a word of
some language with other accents is left out, and so are names of fewer than five letters.
"""

from functools import cache

from desktop.core.search.accents import without_accents

_NAMES = frozenset(
    [
        "google",
        "youtube",
        "facebook",
        "instagram",
        "whatsapp",
        "twitter",
        "amazon",
        "apple",
        "icloud",
        "microsoft",
        "outlook",
        "hotmail",
        "linkedin",
        "github",
        "gitlab",
        "paypal",
        "netflix",
        "spotify",
        "dropbox",
        "adobe",
        "yahoo",
        "wikipedia",
        "reddit",
        "telegram",
        "tiktok",
        "discord",
        "openai",
        "chatgpt",
        "anthropic",
        "mistral",
        "deepseek",
        "huggingface",
        "openrouter",
        "cloudflare",
        "steampowered",
        "steamcommunity",
        "epicgames",
        "coinbase",
        "binance",
        "kraken",
        "blockchain",
        "metamask",
        "revolut",
        "klarna",
        "stripe",
        "mastercard",
        "americanexpress",
        "wellsfargo",
        "bankofamerica",
        "citibank",
        "barclays",
        "santander",
        "deutschebank",
        "commerzbank",
        "sparkasse",
        "postbank",
        "bnpparibas",
        "unicredit",
        "fedex",
        "booking",
        "airbnb",
        "walmart",
        "alibaba",
        "aliexpress",
        "samsung",
        "huawei",
        "nvidia",
        "salesforce",
        "docusign",
        "wordpress",
        "mozilla",
        "protonmail",
        "gmail",
        "vietcombank",
        "yandex",
        "vkontakte",
    ]
)
_PLAIN = str.maketrans(
    {
        **dict(zip("асеорхуіјѕԁһӏѵԝԛгкмнтвпьбз", "aceopxyijsdhlvwqrkmhtbnbb3", strict=True)),
        **dict(zip("οανικρτυχϲϳεηω", "oavikptuxcjenw", strict=True)),
        **dict(zip("оօսոհց", "oounhg", strict=True)),
        **dict(zip("ıłøđħŧʒɡɑɩʟɢɴⅼǥ", "ilodhtzgailgnlg", strict=True)),
        "ß": "b",
        "æ": "ae",
        "œ": "oe",
    }
)


def poses_as_famous(label: str) -> bool:
    """Returns True if a label in small letters, which is not ASCII, reads as a famous name, alone or between dashes."""
    if label.isascii():
        return False
    plain = _with_one_stroke(without_accents(label).translate(_PLAIN))
    return any(word in _looks() for word in (plain, plain.replace("-", ""), *plain.split("-")))


@cache
def _looks() -> frozenset[str]:
    return frozenset(map(_with_one_stroke, _NAMES))


def _with_one_stroke(word: str) -> str:
    """Returns a word with one letter for those that are a mere stroke: `ı` may stand for an i or an l."""
    return word.replace("i", "l").replace("1", "l")
