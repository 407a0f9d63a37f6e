"""Credentials in commands, headers, cookies and files of settings: what stands at a place where a secret stands."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.labels.values import is_secret
from desktop.core.privacy.misread import restore_digits
from desktop.core.privacy.patterns import Pattern, either, pattern_of
from desktop.core.privacy.private_text.wordiness import is_wordy

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
    r"|bank|batch|source|bar|colou?r)\b"
)
_LONG_VALUE = r"(?:[0-9a-fOol]{8}-(?:[0-9a-fOol]{4}-){3}[0-9a-fOol]{12}|[A-Za-z0-9+/_~.-]{16,}={0,2})"


def _is_long_secret(text: str) -> bool:
    """Returns True for a long value that is hexadecimal, a UUID, or mixes letters and digits at random."""
    digits = sum(letter.isdigit() for letter in text)
    if re.fullmatch(r"[0-9a-fA-F-]{16,}", restore_digits(text)):
        return digits >= 3 and not re.fullmatch(r"[\d-]+", text)
    return digits >= 2 and not is_wordy(text) and is_secret(text)


def _is_pair(text: str) -> bool:
    """Returns True for a name and a password, unless the password is a variable."""
    _, _, password = text.partition(":")
    return len(password) >= 3 and not re.match(r"[$<{%*]", password)


def _is_cookie(text: str) -> bool:
    return any(len(value) >= 6 for value in re.findall(r"=\s*([^;\s]+)", text))


def _is_basic(text: str) -> bool:
    mixed = re.search(r"[a-z]", text) and re.search(r"[A-Z]", text)
    return bool(mixed) and (text.endswith("=") or bool(re.search(r"\d", text))) and not is_wordy(text)


CREDENTIALS = FindingFamily(
    "credentials",
    (
        Pattern(
            "password",
            pattern_of(
                r"\b(?:curl|wget|http|https|xh|ab|siege|wrk)\b.{0,200}?\s(?:-u|-U|--user|--proxy-user|-a"
                r"|--auth)[ =]?['\"]?",
                r"(?P<it>[^\s:'\"/]{1,60}:[^\s'\"]{3,})",
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
        Pattern(
            "password",
            pattern_of(
                r"(?<![\w-])--?(?:[a-z]+-)?(?:password|passwd|pass|passphrase|pwd|token|secret|api-?key"
                r"|auth-?token|access-?key|client-?secret)[= ]\s?['\"]?",
                r"(?P<it>(?!-)[^\s'\"<>]{4,})",
                any_case=True,
            ),
            check=is_secret,
        ),
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
                rf"{_SENT_DIGITS} (?:to|and) (?:sign|log) in\b",
            ),
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
            check=_is_long_secret,
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
            check=_is_long_secret,
            unless=_PUBLIC_NAME,
        ),
    ),
)
