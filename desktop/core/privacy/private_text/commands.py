"""Passwords and tokens in commands, in calls of a program's code, and in files of settings that write no sign between."""

import base64
import binascii
import re

from desktop.core.privacy.labels.values import is_mixed, is_secret
from desktop.core.privacy.misread import restore_digits
from desktop.core.privacy.patterns import Pattern, pattern_of
from desktop.core.privacy.wordiness import is_wordy

_SHORT_OPTION = re.compile(r"\d[\d.:,/-]*[a-z]{0,3}")  # a port, a number of processes, an address
_VALUE = r"['\"]?(?P<it>[^\s'\"/$<{-][^\s'\"|;]{3,})"
_QUOTED = r"(?P<quote>['\"])(?P<it>[^\s'\"]{4,80})(?P=quote)"


def is_long_secret(text: str) -> bool:
    """Returns True for a long value that is hexadecimal, a UUID, or mixes letters and digits at random."""
    digits = sum(letter.isdigit() for letter in text)
    if re.fullmatch(r"[0-9a-fA-F-]{16,}", restore_digits(text)):
        return digits >= 3 and not re.fullmatch(r"[\d-]+", text)
    return digits >= 2 and not is_wordy(text) and is_secret(text)


def _is_pair(text: str) -> bool:
    """Returns True for a name and a password, unless the password is a variable."""
    password = re.split("[:,]", text, maxsplit=1)[-1]
    return len(password) >= 3 and not re.match(r"[$<{%*]", password)


def _is_option_value(text: str) -> bool:
    return is_secret(text) and not _SHORT_OPTION.fullmatch(text)


def _is_no_place(text: str) -> bool:
    """Returns True for an option's value that is no file, no folder and no port of a computer."""
    return _is_option_value(text) and not re.search(r"/|\.\w{1,4}$|:\d+$", text)


def _is_mixed_value(text: str) -> bool:
    return len(text) >= 6 and is_mixed(text)


def _is_encoded_pair(text: str) -> bool:
    """Returns True for a name and a password in base64, as the settings of container tools have them."""
    try:
        pair = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return re.fullmatch(rb"[\w.@+-]+:[\x21-\x7e]{3,}", pair) is not None


COMMANDS = (
    Pattern(
        "password",
        pattern_of(
            r"\b(?:curl|wget|http|https|xh|ab|siege|wrk|lftp)\b.{0,200}?\s(?:-u|-U|--user|--proxy-user|-a"
            r"|--auth)[ =]?['\"]?",
            r"(?P<it>[^\s:,'\"/]{1,60}[:,][^\s'\"]{3,})",
        ),
        check=_is_pair,
    ),
    Pattern(
        "password",
        pattern_of(r"\b(?:mysql\w*|mariadb\w*)\b.{0,120}?\s-p['\"]?(?P<it>[^\s'\"=-][^\s'\"]{3,})"),
        check=is_secret,
    ),
    Pattern(
        "password",
        pattern_of(
            r"\b(?:sshpass\b.{0,40}?\s-p|mongo(?:sh|dump|restore|export)?\b.{0,120}?\s-p"
            r"|redis-cli\b.{0,80}?\s(?:-a|--pass)|7z[ar]?\b.{0,80}?\s-p",
            r"|(?:un)?zip\b.{0,80}?\s-P|(?:sqlcmd|bcp)\b.{0,120}?\s-P|docker login\b.{0,80}?\s-p"
            r"|ldap\w+\b.{0,120}?\s-w|smbclient\b.{0,80}?%|xfreerdp\b.{0,120}?\s/p:",
            r"|net use\b.{0,80}?\\\S+\s|az login\b.{0,80}?\s-p|helm\b.{0,80}?--password"
            r"|influx\b.{0,80}?-password|rclone\b.{0,80}?--\w+-pass|openssl\b.{0,120}?\spass:)",
            r"\s?['\"]?(?P<it>[^\s'\"-][^\s'\"]{3,})",
        ),
        check=is_secret,
    ),
    Pattern(  # a name and a password as two options, in whatever program
        "password", pattern_of(rf"\s-[uU][ =]?\S+(?:\s+-\w+ [^\s-]\S*)?\s+-[pP]w?\s?{_VALUE}"), check=_is_no_place
    ),
    Pattern(
        "password",
        pattern_of(
            r"(?<![\w-])(?:--?(?:[a-z]+-)?(?:password|passwd|pass|passphrase|pwd|token|secret|api-?key"
            r"|auth-?token|access-?key|client-?secret|(?:store|key|src|dest)pass|pw)[= ]"
            r"|-D[\w.]*(?:password|passwd|pass|secret|token)="
            r"|/(?:pass|password|pwd):)\s?['\"]?",
            r"(?P<it>(?!-)[^\s'\"<>]{4,})",
            any_case=True,
        ),
        check=is_secret,
    ),
    Pattern(  # programs that take a password as an argument, behind a name
        "password",
        pattern_of(
            r"\b(?:net user \S+ |htpasswd -\w*b\w* (?:\S+ ){1,2}"
            r"|rabbitmqctl (?:add_user|change_password) \S+ |nmcli\b.{0,80}? password |chpasswd.{0,10}<<< ?['\"]?\w+:"
            rf"|(?:sqlplus|rman|expdp|impdp|sqlldr)\b.{{0,60}}?\s['\"]?\w+/){_VALUE}"
        ),
        check=_is_option_value,
    ),
    Pattern(
        "password",
        pattern_of(r"\becho ['\"]?[\w.-]+:(?P<it>[^\s'\"]{4,})['\"]? ?\| ?(?:sudo )?chpasswd"),
        check=is_secret,
    ),
    Pattern(
        "password",
        pattern_of(
            rf"\b(?:IDENTIFIED (?:WITH \S+ )?BY|(?:WITH )?(?:ENCRYPTED )?PASSWORD)\s+(?:PASSWORD\s+)?{_QUOTED}",
            any_case=True,
        ),
        check=is_secret,
    ),
    Pattern(  # lines of settings: of a cache, a directory, a switch of a network
        "password",
        pattern_of(
            r"^\s*(?:requirepass|masterauth|bindpw|rootpw|olcRootPW:|wpa-passphrase|wpa-psk|(?:[\w.-]+ ){0,3}"
            rf"(?:password|secret|key|key-string) [057] (?=\S*\d\S*)(?=\S{{8}})|snmp-server community)\s*{_VALUE}"
        ),
        check=_is_option_value,
    ),
    Pattern(
        "password",
        pattern_of(r"ConvertTo-SecureString (?:-String )?", _QUOTED, any_case=True),
        check=is_secret,
    ),
    Pattern(  # calls: a password as the only argument, as the second one, or behind its name
        "password",
        pattern_of(rf"(?:\b|_|set|with)(?:password|passwd|pwd|secret)\(\s*{_QUOTED}\s*[,)]", any_case=True),
        check=_is_mixed_value,
    ),
    Pattern(
        "password",
        pattern_of(
            r"\b(?:\w*auth|login|log_in|sign_?in|authenticate|\w*credentials?|getconnection)\s*=?\s*\("
            r"\s*(?:[a-z][\w.]*,\s*)?['\"][^'\"\s]{2,60}['\"]\s*,\s*",
            rf"{_QUOTED}\s*\)",
            any_case=True,
        ),
        check=_is_mixed_value,
    ),
    Pattern(
        "password",
        pattern_of(
            r"\bdefine\(\s*['\"](?:\w+_(?:KEY|SALT|PASSWORD|SECRET|TOKEN))['\"]\s*,\s*(?P<quote>['\"])(?P<it>.{8,100}?)"
            r"(?P=quote)\s*\)"
        ),
        check=lambda text: bool(re.search(r"\d", text)) and " here" not in text,
    ),
    Pattern(
        "token",
        pattern_of(
            r"\b[a-z][\w-]+ (?:login|auth|authenticate|config add-authtoken)(?: --?[\w-]+)* "
            r"(?P<it>[0-9a-fOol]{8}-(?:[0-9a-fOol]{4}-){3}[0-9a-fOol]{12}|[A-Za-z0-9_]{24,})(?![\w./-])"
        ),
        check=is_long_secret,
    ),
    Pattern(
        "password",
        pattern_of(r"['\"]?_?auth['\"]?\s*[:=]\s*['\"]?(?P<it>[A-Za-z0-9+/]{12,}={0,2})(?![\w+/=])"),
        check=_is_encoded_pair,
    ),
)
"""Patterns of the family of credentials; they are told apart by the program or the call that they belong to."""
