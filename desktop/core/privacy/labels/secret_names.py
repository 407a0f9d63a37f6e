"""Names of secrets as programs write them (`DB_PASSWORD`, `clientSecret`), with the letters that OCR confuses."""

from desktop.core.privacy.patterns import either, pattern_of

SECRET_NAME = either(
    r"[\w-]{0,24}(?:api|access|auth|secret|private|client|encryption|signing"
    r"|account)[ _-]?(?:\w{0,16}[ _-])?(?:key|token|secret)\w{0,16}",
    r"[\w-]{0,24}(?:secret|t[o0]ken(?!s\b|i[sz])|p ?a ?s ?s ?w ?(?:[o0] ?r ?)?[dt]|passphrase|kennwort|has[łl]o"
    r"|mot de passe|contraseña)\w{0,16}",
    r"pwd|密码|口令",
)
"""The name of a secret in several languages."""

ABOUT_A_SECRET = (
    r"(?:(?:(?<=[_. -])|(?-i:(?<=[a-z0-9])(?=[A-Z])))"
    r"(?:name|type|expir\w*|polic\w*|header|project|length|timeout|lifetime|ttl|ur[li]|path|file|dir|count|limit"
    r"|hint|field|param|prefix|scope|source|version|provider|endpoint|region|format|size)"
    r"|[_-](?:min|max|age)(?:[_-]\w*)?)"
)
"""Ends the name of what is told about a secret (`secretName`, `TOKEN_EXPIRY`): the secret itself does not follow."""

_ABOUT_ALONE = pattern_of(rf"^[^\w-]{{0,6}}[\w.-]*{ABOUT_A_SECRET}\W{{0,6}}$", any_case=True)
_ALONE = pattern_of(rf"^[^\w-]{{0,6}}{SECRET_NAME}\W{{0,6}}$", any_case=True)


def is_secret_name(text: str) -> bool:
    """Returns True if a line is the name of a secret and nothing else."""
    return bool(_ALONE.compiled.match(text)) and not _ABOUT_ALONE.compiled.match(text)
