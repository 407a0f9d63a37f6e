"""Keys and tokens of known services, by their prefixes and by the forms of those that consist of parts."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits
from desktop.core.privacy.patterns import KEY_CONTINUES, NOT_WORD, Pattern, either, pattern_of
from desktop.core.privacy.private_text.key_forms import KEY_FORMS
from desktop.core.privacy.wordiness import is_wordy

_KNOWN_KEYS = either(
    r"[sS5][kK][-_](?:[a-z0-9]{2,8}[-_])?[A-Za-z0-9_-]{4,}",
    r"[sr]k[ _](?:live|test)[ _][A-Za-z0-9]{12,}|pk_live_[A-Za-z0-9]{12,}",
    r"gh[pousr][ _][A-Za-z0-9]{16,}|github[ _]pat[ _][A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{12,}",
    r"npm_[A-Za-z0-9]{20,}|hf_[A-Za-z0-9]{20,}|dop_v1_[a-f0-9]{20,}|ya29\.[\w-]{20,}",
    r"xox[abposr]-[A-Za-z0-9-]{10,}|SG\.[A-Za-z0-9_-]{14,}[.\w-]*",
    r"A(?:KI|Kl|K1|SI|Sl|S1)A[A-Z0-9]{14,18}|A[I1l]za[A-Za-z0-9_-]{28,}",
)
_IN_PARTS = either(
    r"[MNO][A-Za-z0-9_-]{22,27}[. ]{1,2}[A-Za-z0-9_-]{6}[. ]{1,2}[A-Za-z0-9_-]{25,}",  # a bot of Discord
    r"pat[A-Za-z0-9]{13,15}\.[a-f0-9]{30,}",  # Airtable
    r"\d{8,10}:AA[A-Za-z0-9_-]{28,}",  # a bot of Telegram
    r"[a-f0-9]{30,32}-us\d{1,2}",  # Mailchimp
    r"[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{30,}",  # a client secret of Microsoft
    r"AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{90,}",  # Firebase
    r"[a-z0-9A-Z]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,}",  # HashiCorp Terraform
    r"[a-f0-9]{32}\.[A-Za-z0-9]{16}|AC[a-f0-9]{32}:[a-f0-9]{32}",  # Zhipu; Twilio's account with its token
    r"[12]/\d{13,17}(?:/\d{13,17})?:[a-f0-9]{28,}",  # Asana
    r"pk_\d{7,9}_[A-Z0-9]{28,}",  # ClickUp
    r"[5KL][1-9A-HJ-NP-Za-km-z]{50,51}|[xyzt]prv[1-9A-HJ-NP-Za-km-z]{90,}|nsec1[a-z0-9]{50,}",  # keys of wallets
    r"[a-z0-9]{24,34}\.[a-z0-9]{16}(?=@sentry)|[0-9a-f]{32}(?=@(?:o\d+\.)?(?:ingest\.)?(?:\w+\.)?sentry)",
)
_WEBHOOKS = either(
    r"discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{10,}/[A-Za-z0-9_-]{20,}",
    r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9_+/-]{20,}",
    r"[a-z0-9.-]+\.webhook\.office\.com/\S{20,}|outlook\.office\.com/webhook/\S{20,}",
    r"[a-z0-9.-]+\.logic\.azure\.com\S{0,40}/(?:workflows|triggers)/\S{20,}",
    r"hooks\.zapier\.com/hooks/catch/\d+/\w{5,}\S*|maker\.ifttt\.com/trigger/\S+/with/key/\S{10,}",
    r"hook\.(?:[a-z0-9]+\.)?(?:integromat|make)\.com/\w{16,}|chat\.googleapis\.com/v1/spaces/\S{20,}",
    r"api\.telegram\.org/bot\d{8,}:\S{20,}|open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/\S{20,}",
    r"oapi\.dingtalk\.com/robot/send\?access_token=\S{20,}|qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=\S{16,}",
    r"hooks\.airtable\.com/workflows/\S{20,}|webhook\.site/[0-9a-f-]{32,}|[a-z0-9.-]+/hooks/[a-z0-9]{26}(?!\w)",
    r"events\.pagerduty\.com/integration/[a-f0-9]{28,}\S*|api\.day\.app/[A-Za-z0-9]{20,}\S*"
    r"|sctapi\.ftqq\.com/SCT\w{20,}\S*",
    r"hc-ping\.com/[0-9a-f-]{32,}|[a-z0-9.-]+\.m\.pipedream\.net\S*"
    r"|calendar\.google\.com/calendar/\S*private-[0-9a-f]{20,}\S*",
)


def _is_key(text: str) -> bool:
    return len(letters_and_digits(text)) >= 14


def _is_known(text: str) -> bool:
    """Returns True unless it is the name of a function that begins as many keys do."""
    return _is_key(text) and not (text[:2] in ("sk", "rk", "pk") and text[2] in "_ -" and is_wordy(text[3:]))


def _is_published_form(text: str) -> bool:
    """Returns True if the part behind the prefix has a digit and does not consist of words."""
    return _is_key(text) and bool(re.search(r"\d", text[3:])) and not is_wordy(text)


def _forms() -> str:
    return either(*dict.fromkeys(form.expression for form in KEY_FORMS))


KEYS = FindingFamily(
    "keys",
    (
        Pattern("signed address", pattern_of(r"(?:https?:/{1,2} ?)?", NOT_WORD, _WEBHOOKS, any_case=True)),
        Pattern(  # of a server of one's own
            "signed address",
            pattern_of(
                r"https?://[\w.:-]+(?:/\w{1,12})?/(?:web)?hooks?(?:-test)?/(?P<it>(?:\w{1,12}/)?[A-Za-z0-9_-]{20,})(?!\w)"
            ),
            check=_is_published_form,
        ),
        Pattern("key", pattern_of(NOT_WORD, _KNOWN_KEYS, KEY_CONTINUES), check=_is_known),
        Pattern("key", pattern_of(NOT_WORD, _forms(), KEY_CONTINUES), check=_is_published_form),
        Pattern("key", pattern_of(r"(?<![A-Za-z0-9/+])", _IN_PARTS, r"(?![A-Za-z0-9])"), check=_is_key),
        Pattern(
            "token",
            pattern_of(NOT_WORD, r"e[yv][JI1l][A-Za-z0-9_-]{10,}(?:[ .]{1,2}[A-Za-z0-9_-]{8,}){0,4}", KEY_CONTINUES),
        ),
        Pattern("token", pattern_of(r"\b[Bb]earer[ :]+(?P<it>[A-Za-z0-9._~+/=-]{12,}", KEY_CONTINUES, ")")),
        Pattern("key", pattern_of(r"\botpauth(?:-migration)?://\S+", any_case=True)),
    ),
)
