"""Checks of what stands behind, beside or under a label: is it a value, or rather a remark or a heading?"""

import re

from desktop.core.privacy.misread import as_digits

_NO_SECRET = re.compile(
    r"(?:none|null|nil|true|false|empty|required|optional|not|str|string|int|bool|bytes|wrong|incorrect|invalid"
    r"|expired|here|yes|no"
    r"|unknown|undefined|missing|hidden|protected|enabled|disabled|changed|never|default|redacted|forgot\w*|show"
    r"|hide|copy|edit|reset"
    r"|change|ändern|nein|ja|oui|non|sí|si|não|nie|tak|keine?|aucun\w*|ningun\w*|nessun\w*|brak|https?:/+[^\s@]*$"
    r"|https?:/+[^\s:@]+/)(?![\w])"
    r"|https?:/+[^\s:@/]+(?:[:/]\d*|$)(?!\S*@)|os\.|process\.|env\b|self\.|settings\.|config\.|\$[({\w]|<|%[({s\w]"
    r"|\*{3,}|x{4,}$|[•…●({\[⋯·]"
    r"|[a-z_.]{3,}[(\[]|[a-z_.]{2}[(\[]\S*[)\]][;,]?$"  # a call, or a type, in a piece of code
    r"|\[?(?:key|token|password|e-mail address|private key|card number|IBAN)\]",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:(?:auto|re|un|[a-z]+ly-)?(?:encrypted|stored|saved|hashed|salted|masked|required|rotated|generated|revoked"
    r"|shared|managed|supported|allowed|accepted|rejected|configured|provided|exposed|leaked|compromised|deprecated"
    r"|expired|updated|verified|available|confidential|mandatory|necessary|temporary|secure|readable|sensitive)"
    r"|case-(?:in)?sensitive|erforderlich|notwendig|unerlässlich|verschlüsselt|gespeichert|abgelaufen|vergessen|geändert"
    r"|oubliée?|obligatoire|nécessaire|chiffrée?|enregistrée?|expirée?|modifiée?|(?:in)?valide"
    r"|(?:necesari|obligatori|almacenad|cifrad|guardad|caducad|olvidad|obrigatóri|necessári|criptografad|esquecid"
    r"|dimenticat|scadut|richiest)[oa])[.,!?]?"
)
"""A word that says something of a secret: “encrypted”, “case-sensitive”, “erforderlich”."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|\d+px|0x[0-9A-Fa-f]{1,8}")
_LABELLED = re.compile(
    r"[^\W\d_][\w .'/-]{0,40}:(?:\s|$)"
    r"|(?:[A-Z]{1,7}|[A-Z]+(?:_[A-Z0-9]+)+|[a-z]+(?:[_.-][a-z0-9]+)*)=$"  # a name; base64 and base32 end so, too
)
_DATE = re.compile(
    r"(?:19|20)\d\d([-./ ])[01]?\d\1[0-3]?\d(?:\D.*)?|[0-3]?\d([-./])[0-3]?\d\2(?:19|20)?\d\d(?:\D.*)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)


def is_secret(text: str) -> bool:
    """Returns True unless the text behind a secret's name says that there is none, is code, or is a small number."""
    return (
        not _NO_SECRET.match(text)
        and bool(re.search(r"[\d\W_]|[a-z][A-Z]|.{9}", text))
        and not re.fullmatch(r"[\d.,]{1,6}|[\d.,:/ -]+%?|\W+|[^\W\d_]+:", text)
        and not is_path(text)
        and not _REMARK.fullmatch(text)
    )


def is_key(text: str) -> bool:
    """Returns True for a value with digits that may be a key: no name, no colour, no number."""
    return is_secret(text) and len(text) >= 6 and bool(re.search(r"\d", text)) and not _COLOUR.fullmatch(text)


def is_numeric_secret(text: str) -> bool:
    """Returns True for a password of digits alone."""
    return bool(re.fullmatch(r"\d{6,24}", text))


def is_path(text: str) -> bool:
    """Returns True for the name of a file or folder, or an option of a command."""
    return bool(re.match(r"(?:~|\.{1,2}|[A-Za-z]:)?[/\\][\w.-]+(?:[/\\][\w.-]*)*$|-{1,2}[a-z][a-z-]+$", text))


def is_date(text: str) -> bool:
    """Returns True for a date in digits, with or without a time behind it."""
    return bool(_DATE.fullmatch(text.strip()))


def digit_count(text: str) -> int:
    """Returns the number of digits, those included that OCR has read as letters."""
    return sum(letter.isdigit() for letter in as_digits(text))


def has_digits(text: str, least: int) -> bool:
    """Returns True for so many digits or more that are no date and no decimal below ten."""
    return digit_count(text) >= least and not is_date(text) and not re.fullmatch(r"\d[.,]\d+", text)


def has_sign(text: str) -> bool:
    """Returns True for a text that is not made of letters alone."""
    return not text.replace(" ", "").isalpha()


def is_strong(text: str) -> bool:
    """Returns True for a text that is hardly anything but a password: letters, digits and another sign in one word."""
    return bool(re.fullmatch(r"(?=.*[^\W\d_])(?=.*\d)(?=.*[!#$%&*+@^~?=])\S{8,}", text))


def is_mixed(text: str) -> bool:
    """Returns True for a secret of letters and digits, as it may stand in a sentence."""
    has_both = bool(re.search(r"[^\W\d_]", text) and re.search(r"\d", text))
    return has_both and is_secret(text) and not re.search(r"\w[.]\w{2,5}$|^v?\d+(?:\.\d+)+|://", text)


def is_code(text: str) -> bool:
    """Returns True for a code of letters and digits in groups."""
    return digit_count(text) >= 2 and not is_date(text) and not is_path(text)


def is_labelled(text: str) -> bool:
    """Returns True for a line that begins with a label of its own, with its value behind it or without one."""
    return bool(_LABELLED.match(text))


def is_blank(text: str) -> bool:
    """Returns True for a cell that says that there is no secret, or hides it behind dots."""
    return bool(_NO_SECRET.match(text)) or not re.search(r"[^\W_]", text)
