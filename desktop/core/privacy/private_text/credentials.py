"""Credentials in headers, cookies, messages and files of settings: what stands at a place where a secret stands."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.labels.values import is_secret
from desktop.core.privacy.patterns import Pattern, either, pattern_of
from desktop.core.privacy.private_text.commands import COMMANDS, is_long_secret
from desktop.core.privacy.wordiness import is_wordy

_SESSIONS = either(
    r"J?SESSION_?ID|PHPSESSID|ASP\.NET_SessionId|ASPSESSIONID\w*|\.?AspNet(?:Core)?\.\w+|connect\.sid"
    r"|\w*_?session(?:[_-]?(?:id|token|key))?|s?sid|laravel_session",
    r"XSRF-TOKEN|csrf_?token|auth_?token|remember_\w+|wordpress_(?:logged_in|sec)\w*|__(?:Secure|Host)-[\w.-]+|JWT"
    r"|SAPISID|HSID|SSID|li_at|c_user|xs|sessid",
)
_SERVICES = (
    "adobe|airtable|algolia|amplitude|asana|atlassian|auth0|aws|azure|beamer|bitbucket|bitly|box|braintree|brevo"
    "|bugsnag|buildkite|"
    "calendly|circleci|cloudflare|cloudinary|codecov|coinbase|confluent|contentful|datadog|databricks|deepl"
    "|digitalocean|discord|"
    "drone|dropbox|droneci|dynatrace|elastic|etsy|etherscan|facebook|fastly|figma|finnhub|firebase|flickr"
    "|freshdesk|giphy|gitea|github|gitlab|gitter|gocardless|"
    "google|grafana|heroku|hubspot|ibm|infura|instagram|intercom|ipstack|jenkins|jira|kraken|kucoin|launchdarkly"
    "|linear|linkedin|lob|loggly|mailchimp|mailgun|"
    "mailjet|mapbox|mattermost|messagebird|microsoft|netlify|newrelic|new relic|notion|npm|nytimes|okta|openai"
    "|openweather|opsgenie|pagerduty|paypal|pinecone|plaid|"
    "planetscale|postmark|postman|pusher|rapidapi|razorpay|readme|redis|rollbar|salesforce|segment|sendgrid"
    "|sendbird|sentry|shodan|shopify|slack|snyk|sonar|spotify|"
    "square|squarespace|stripe|sumologic|supabase|telegram|terraform|todoist|travis|trello|twilio|twitch|twitter"
    "|typeform|vault|vercel|virustotal|weatherapi|"
    "webex|yandex|youtube|zendesk|zoom"
)
_TOKEN_NAME = either(
    r"[A-Za-z0-9_.-]{0,40}(?:[_-]|(?<=[a-z])(?=[KTSP]))(?:key|token|secret|pwd|pass|passwd|auth|credentials?"
    r"|apikey|pat|dsn)(?:[_-]?(?:id|v?\d))?",
    rf"(?:{_SERVICES})[\w .-]{{0,20}}",
    r"(?:api|app|access|auth|license|service|webhook|site|server|user|account|secret)?[ _-]?(?:key|token|secret)",
)
_PUBLIC_NAME = pattern_of(
    r"(?:[\w.-]*[_-])?(?:public|primary|foreign|cache|partition|sort|hash|host|row|index|object|s3|search|map|dict"
    r"|unique|idempotency|translation|pub)[ _-]?key",
    any_case=True,
)
_SENT_DIGITS = r"(?!(?:19|20)\d\d\b)(?P<it>(?:[A-Z]{1,3}-)?(?:\d{3}[ -]\d{3,4}|\d{4,8}))"
_CODE_KIND = r"(?:one-time|verification|security|log-?in|sign-?in|access|auth\w*|confirmation)"
_OTHER_CODE = (
    r"(?:zip|ZIP|postal|post|area|country|dial\w*|customer|order|error|exit|close|status|discount|promo\w*|product|sort"
    r"|bank|batch|source|bar|colou?r|referral|booking|coupon|voucher|gift|tax|class|course|dress|qr|stock|currency|HS"
    r"|department|project|cost|item|model|team|group|agency|tariff|seat)\b"
)
_LONG_VALUE = r"(?:[0-9a-fOol]{8}-(?:[0-9a-fOol]{4}-){3}[0-9a-fOol]{12}|[A-Za-z0-9+/_~.-]{16,}={0,2})"


def _is_in_base32(text: str) -> bool:
    """Returns True for groups of letters and digits as apps for codes are set up with, and not words or numbers."""
    return sum(not group.isalpha() and not group.isdigit() for group in text.split()) >= 2


def _is_cookie(text: str) -> bool:
    return any(len(value) >= 6 for value in re.findall(r"=\s*([^;\s]+)", text))


def _is_basic(text: str) -> bool:
    mixed = re.search(r"[a-z]", text) and re.search(r"[A-Z]", text)
    return bool(mixed) and (text.endswith("=") or bool(re.search(r"\d", text))) and not is_wordy(text)


CREDENTIALS = FindingFamily(
    "credentials",
    (
        *COMMANDS,
        Pattern(
            "token",
            pattern_of(
                r"\b(?:proxy-)?authorization[\"']?\s*[:=]\s*[\"']?(?:(?:Basic|Token|Bearer|Digest|Api-?Key|Key"
                r"|Negotiate|NTLM|Splunk|SSWS|GenieKey|Hawk|AWS4-HMAC-SHA256|OAuth|DPoP)\s+)?",
                r"(?P<it>(?:token=)?[\"']?[A-Za-z0-9+/._~=:-]{8,})",
                any_case=True,
            ),
            check=is_secret,
        ),
        Pattern("recovery code", pattern_of(r"(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])")),  # BitLocker's
        Pattern(
            "one-time code",
            pattern_of(
                rf"(?<![\w.,:/-]){_SENT_DIGITS}",
                rf"(?= is your (?:(?!{_OTHER_CODE})[\w.&-]+ ){{0,4}}(?:code|pin|passcode|otp)\b"
                rf"| (?:as|is) the {_CODE_KIND} code\b| as your (?:{_CODE_KIND} )?code\b"
                r"| ist (?:Ihr|dein) \S{0,20}code\b| est votre code\b| es (?:tu|su) c[oó]digo\b)",
            ),
        ),
        Pattern(
            "one-time code",
            pattern_of(
                r"\b(?:[Uu]se|[Ee]nter|[Tt]ype|[Cc]ode(?: is)?:?) (?:(?:the |this )?(?:[\w-]+ )?code )?",
                rf"{_SENT_DIGITS} (?:to|and) (?:(?:sign|log) in|verify|authenticate|confirm your|unlock your|reset your)\b",
            ),
        ),
        Pattern(
            "one-time code",
            pattern_of(
                rf"\b[Yy]our (?:(?!{_OTHER_CODE})[\w.&-]+ ){{0,3}}code(?: is:?|:) {_SENT_DIGITS}(?![\w-])",
            ),
        ),
        Pattern(
            "one-time code",
            pattern_of(
                r"\b(?:(?:[Dd]ein|[Ii]hr) (?!Rabatt|Gutschein|Postleit|Kunden|Bestell)[\w-]{0,20}[Cc]ode(?: lautet| ist)?"
                r"|[Vv]otre code(?: de (?:v[ée]rification|connexion|confirmation|s[ée]curit[ée]))?(?: est(?: le)?)?"
                r"|[Tt]on code(?: est(?: le)?)?|(?:[TtSs]u|[OoÓó]? ?[Ss]eu) c[oó]digo(?: es| é)?|[Ii]l (?:tuo|suo) codice(?: è)?"
                rf"|[Tt]w[oó]j kod(?: to)?|(?:[Вв]аш|[Тт]вой) код) ?:? {_SENT_DIGITS}(?![\w-])"
            ),
        ),
        Pattern(
            "key",
            pattern_of(
                r"(?<!\S)(?:[A-Z2-7]{4} ){3,15}[A-Z2-7]{2,4}(?!\S)|(?<!\S)(?:[a-z2-7]{4} ){3,15}[a-z2-7]{2,4}(?!\S)"
            ),
            check=_is_in_base32,
        ),
        Pattern("token", pattern_of(r"\bBasic\s+(?P<it>[A-Za-z0-9+/]{12,}={0,2})(?![\w+/])"), check=_is_basic),
        Pattern(
            "session cookie",
            pattern_of(r"\b(?:set-)?cookies?2?[\"']?\s*[:=]\s*(?P<it>[\"']?[\w.-]+\s*=\s*\S.*)", any_case=True),
            check=_is_cookie,
        ),
        Pattern(
            "session cookie",
            pattern_of(
                rf"(?<![\w.-])(?:{_SESSIONS})[\"']?\s*[:=]\s*[\"']?(?P<it>[A-Za-z0-9%+/_.:|-]{{12,}}={{0,2}})",
                any_case=True,
            ),
            check=is_long_secret,
        ),
        Pattern("password", pattern_of(r"\b(?:machine|login)\s+\S+\s+(?:login\s+\S+\s+)?password\s+(?P<it>\S{3,})")),
        Pattern("password", pattern_of(r"^[\w.*-]+:(?:\d{2,5}|\*):[^\s:]+:[^\s:]+:(?P<it>[^\s:]{3,})$")),
        Pattern(
            "password",
            pattern_of(
                r"\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*)\$[A-Za-z0-9./$=,+-]{16,}"
            ),
        ),
        Pattern(
            "key",
            pattern_of(
                rf"(?<![\w.-])(?P<name>{_TOKEN_NAME})[\"'\]]?\s{{0,3}}(?:=>|:="
                rf"|[:=：])\s*[\"']?(?P<it>{_LONG_VALUE})(?![\w@])",
                any_case=True,
            ),
            check=is_long_secret,
            unless=_PUBLIC_NAME,
        ),
    ),
)
