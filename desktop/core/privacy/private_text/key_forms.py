"""How the keys of services are written: prefixes and lengths as the services publish them. One entry for each form."""

from collections.abc import Iterator
from dataclasses import dataclass

LEAST_SHARE = 0.7  # of the published length that has to be read: OCR drops letters, and windows cut them off


@dataclass(frozen=True, slots=True)
class KeyForm:
    """A form: its fixed beginning, then so many characters of an alphabet (that of a regular expression's class)."""

    service: str
    prefix: str
    alphabet: str
    length: int

    @property
    def expression(self) -> str:
        """The regular expression of it, with the letters of the prefix that OCR confuses."""
        least = max(6, int(LEAST_SHARE * self.length)) if self.length > 8 else self.length
        return f"{_tolerant(self.prefix)}[{self.alphabet}]{{{least},}}"


_CONFUSED = {
    "_": "[_ ]",
    "-": "[-–_]",
    ".": r"[.,] ?",
    " ": " ?",
    "l": "[lI1|]",
    "I": "[Il1|]",
    "1": "[1lI|]",
    "0": "[0Oo]",
    "O": "[O0]",
    "o": "[o0]",
}


def _tolerant(prefix: str) -> str:
    return "".join(_CONFUSED.get(letter, letter if letter.isalnum() else f"\\{letter}") for letter in prefix)


def _forms(table: str) -> Iterator[KeyForm]:
    for row in table.strip().splitlines():
        service, *forms = row.split("|")
        for form in forms:
            prefix, alphabet, length = form.rsplit(":", 2)
            yield KeyForm(service, prefix, _ALPHABETS[alphabet], int(length))


_ALPHABETS = {
    "a": "A-Za-z0-9",
    "s": "A-Za-z0-9_-",
    "h": "a-f0-9",
    "l": "a-z0-9",
    "u": "A-Z0-9",
    "d": "0-9",
    "b": "A-Za-z0-9+/=_-",
    "g": "a-f0-9-",
}

_AI = """
Anthropic|sk-ant-api03-:s:93|sk-ant-admin01-:s:93|sk-ant-oat01-:s:90
OpenAI|sk-proj-:s:40|sk-svcacct-:s:40|sk-admin-:s:40|sess-:a:40
Hugging Face|hf_:a:34|api_org_:a:34
Replicate|r8_:a:37
Groq|gsk_:a:52
xAI|xai-:a:80
Perplexity|pplx-:a:48
Fireworks|fw_:a:22
Together|tgp_v1_:s:40
Langfuse|sk-lf-:s:36|pk-lf-:s:36
LangSmith|lsv2_pt_:s:36|lsv2_sk_:s:36
Pinecone|pcsk_:s:60
Tavily|tvly-:s:20
ElevenLabs|sk_:h:48
NVIDIA|nvapi-:s:60
Voyage|pa-:s:40
Firecrawl|fc-:h:32
"""
_CODE = """
GitHub|ghp_:a:36|gho_:a:36|ghu_:a:36|ghs_:a:36|ghr_:a:36|github_pat_:s:40
GitLab|glpat-:s:20|gldt-:s:20|glrt-:s:20|glptt-:s:20|glcbt-:s:20|glsoat-:s:20|glft-:s:20|glimt-:s:20|glagent-:s:50
GitLab|gloas-:s:64|glffct-:s:20
Bitbucket|ATBB:a:32|ATCTT3xFfG:s:40
Atlassian|ATATT3xFfG:b:180
npm|npm_:a:36
PyPI|pypi-AgEIcHlwaS5vcmc:s:50|pypi-AgENdGVzdC5weXBpLm9yZw:s:50
RubyGems|rubygems_:h:48
Clojars|CLOJARS_:l:60
crates.io|cio:a:32
NuGet|oy2:l:43
Docker|dckr_pat_:s:27|dckr_oat_:s:32
JFrog|AKCp:a:69|cmVmdGtuO:a:55
Sourcegraph|sgp_:h:40
SonarQube|sqp_:h:40|squ_:h:40|sqa_:h:40
Snyk|snyk_:a:30
Postman|PMAK-:s:59
Readme|rdme_:l:70
Buildkite|bkua_:h:40|bkat_:h:40
CircleCI|CCIPAT_:s:50|CCIPRJ_:s:50
Prefect|pnu_:l:36|pnb_:l:36
Pulumi|pul-:h:40
Doppler|dp.pt.:a:43|dp.st.:s:43|dp.ct.:a:43|dp.sa.:a:43|dp.scim.:a:43
Infracost|ico-:a:32
Scalingo|tk-us-:s:48
Supabase|sbp_:h:40|sb_secret_:s:31|sb_publishable_:s:31
Vercel|vcp_:a:24|vck_:a:24
Fly|fo1_:s:40|fm1_:b:60|fm2_:b:60|FlyV1 fm:b:60
Render|rnd_:a:32
Linear|lin_api_:a:40|lin_oauth_:a:40
Notion|ntn_:a:43|secret_:a:43
Figma|figd_:s:40|figu_:s:40
Typeform|tfp_:s:40
Contentful|CFPAT-:s:43
Shopify|shpat_:h:32|shpca_:h:32|shppa_:h:32|shpss_:h:32
1Password|ops_eyJ:b:200|A3-:u:6
HashiCorp Vault|hvs.:s:24|hvb.:s:130|hvr.:s:90
age|AGE-SECRET-KEY-1:u:58
"""
_CLOUD = """
Amazon|AKIA:u:16|ASIA:u:16|ABIA:u:16|ACCA:u:16|bedrock-api-key-:b:60|ABSK:b:100|amzn.mws.:s:36
Google|AIza:s:35|ya29.:s:40|GOCSPX-:s:28|1//0:s:40|GOOG1E:u:50|AQ.Ab:s:40
Azure|AccountKey=:b:86|SharedAccessKey=:b:40
DigitalOcean|dop_v1_:h:64|doo_v1_:h:64|dor_v1_:h:64
Alibaba|LTAI:a:20
Yandex|AQVN:s:35|t1.:s:80|y0_:s:50|YCA:s:37
Scaleway|SCW:u:17
Heroku|HRKU-:s:58
Databricks|dapi:h:32|dkea:h:32|dose:h:32
PlanetScale|pscale_tkn_:s:32|pscale_pw_:s:32|pscale_oauth_:s:32
Neon|napi_:a:50
Grafana|glsa_:s:41|glc_:b:60|eyJrIjoi:b:40
New Relic|NRAK-:u:27|NRJS-:h:19|NRII-:s:32|NRRA-:h:42
Dynatrace|dt0c01.:u:24|dt0s01.:u:24|dt0s16.:u:24
Sentry|sntrys_:b:60|sntryu_:h:64|sntrya_:h:64
Honeycomb|hcaik_:l:58|hcaik_01:l:56|hcalk_:l:58
Tailscale|tskey-auth-:s:20|tskey-api-:s:20|tskey-client-:s:20|tskey-:s:20
Harness|pat.:s:22|sat.:s:22
LaunchDarkly|api-:g:36|sdk-:g:36
ClickHouse|4b1d:a:38
Akamai|akab-:s:50
Netlify|nfp_:a:36
PagerDuty|pdus+:s:40
Frame.io|fio-u-:s:64
Adafruit|aio_:a:28
"""
_PEOPLE = """
Slack|xoxb-:s:24|xoxp-:s:24|xoxa-:s:24|xoxr-:s:24|xoxs-:s:24|xoxe-:s:24|xoxc-:s:24|xoxd-:s:24|xapp-:s:30
Slack|xoxe.xoxp-:s:40|xwfp-:s:30
SendGrid|SG.:s:22
Mailgun|key-:h:32|pubkey-:h:32
Mailchimp|md-:s:22
Brevo|xkeysib-:h:64|xsmtpsib-:h:64
Resend|re_:s:30
Twilio|SK:h:32
Stripe|sk_live_:a:24|sk_test_:a:24|rk_live_:a:24|rk_test_:a:24|pk_live_:a:24|whsec_:a:32|sk_org_:a:24
Square|EAAA:s:60|sq0atp-:s:22|sq0csp-:s:43|sq0idp-:s:22|sandbox-sq0csb-:s:43
Braintree|access_token$production$:s:32|access_token$sandbox$:s:32
Adyen|AQE:b:60
Razorpay|rzp_live_:a:14|rzp_test_:a:14
Flutterwave|FLWSECK-:s:32|FLWSECK_TEST-:s:32|FLWPUBK-:s:32|FLWSECK_LIVE-:s:32
Paystack|sk_live_:h:40
GoCardless|live_:s:40|sandbox_:s:40
Plaid|access-production-:s:36|access-sandbox-:s:36|access-development-:s:36
Mollie|live_:a:30|test_:a:30
Lob|live_:h:35|test_:h:35
Duffel|duffel_live_:s:43|duffel_test_:s:43
EasyPost|EZAK:a:54|EZTK:a:54
Shippo|shippo_live_:h:40|shippo_test_:h:40
Coinbase|organizations/:s:36
Facebook|EAAC:a:60|EAAB:a:60|EAAG:a:60|EAAM:a:60
X|AAAAAAAAAAAAAAAAAAAAA:b:60
Discord|mfa.:s:80
Mapbox|sk.eyJ:s:60|pk.eyJ:s:60|tk.eyJ:s:60
Intercom|dG9rO:b:50
HubSpot|pat-na1-:s:36|pat-eu1-:s:36|pat-na2-:s:36
Dropbox|sl.:s:100|sl.u.:s:100
PostHog|phc_:a:40|phx_:a:40
ntfy|tk_:l:29
Twitch|oauth::l:30
Pushbullet|o.:a:32
Trello|ATTA:h:64
Riot Games|RGAPI-:g:36
Cerebras|csk-:l:48
"""
KEY_FORMS: tuple[KeyForm, ...] = tuple(_forms(_AI + _CODE + _CLOUD + _PEOPLE))
