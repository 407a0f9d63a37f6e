"""Single words that name a kind where no entry of `ERROR_WORDS` matches: what a refusal is about, however it is put.

They are looked at last, before the status, so they may be as short as a noun. The order is that of precedence.
"""

import re

from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.core.errors import ProblemKind as Kind

_SOURCE = "paraphrases of all of them"
_NOT = (
    r"(?:\bnot\b|n't\b|\bcannot\b|\bno\b|\bnever\b|\bwithout\b|\bun(?:known|able|supported|recogni[sz]ed)\b|"
    r"\b(?:refus|reject|ignor|remov|miss|lack|invalid|wrong|bad\b|expired|forbid|delet|forgot|empty|"
    r"dead\b|locked|frozen|suspend|malformed)|"
    r"\b(?:switched off|turned off|ran out|run out|out of date|outdated|too old|stopped|ended|blocked|disabled)\b)"
)
_TAKER = r"\b(?:models?|deployment|endpoint|provider|llm)\b"
_SECRET = (
    r"(?:\b(?:api-)?keys?\b(?![ -]based)|\bsecret\b|\bcredentials?\b|\bauthorization\b|\bbearer\b|"
    r"\bauth(?:entication|orization)? header\b|"
    r"\b(?:access|api|session) token\b)"
)

PICTURE_PROPERTY = re.compile(
    r"format|mime|media|base ?64|\bbytes?\b|\d ?[kmg]i?b\b|pixel|\bpx\b|\bsizes?\b|\bsized?\b|"
    r"dimension|width|height|aspect|"
    r"large|big\b|small|tall|wide|heavy|weigh|\blong|short|corrupt|damag|broken|decod|encod|pars(?:e|"
    r"ing)|\bread|\bopen|\bload|"
    r"truncat|valid|\burl|address|fetch|download|many|few|most|\bup to\b|\bmax|\bmin|limit|\bper\b|"
    r"\bonly \d|\bone\b|\d+(?:st|nd|rd|th)\b|"
    r"\d (?:image|picture)|blank|empty|animat|transparen|signature|header|process|analy[sz]e|resiz|identif|\bdata\b|"
    r"\bkind\b|\btypes?\b (?!image)|\bend|\bfile|png|jpe?g|webp|gif|bmp|tiff|heic|exceed|checksum|"
    r"colou?r|patch|mtmd|slot"
)
"""Where words about an image have none of these, they are not about that image, but about images, or what is on it."""
TAKER = re.compile(r"\b(?:models?|deployments?|endpoints?|providers?|api|server|llm|text)\b")

LOOSE_WORDS: tuple[ErrorWords, ...] = (
    ErrorWords(
        Kind.OUT_OF_MEMORY,
        _SOURCE,
        (
            r"(?:could not|cannot|unable to|failed to|n't) allocate|\ballocating\b|(?<!free )"
            r"\ballocation of \d|\bmemory\b(?! access)|\bv?ram\b|"
            r"\boom\b",
        ),
    ),
    ErrorWords(
        Kind.CONTENT_REFUSED,
        _SOURCE,
        (
            r"\badult\b|\bexplicit\b|\bporn",
            r"\bunsafe\b|\bsafety\b|\bviolen(?:ce|t)\b|\bsexual|\bself-harm\b|\bhate(?:ful)?\b|\bharmful\b|"
            r"\bpolic(?:y|ies)\b|\bfilter(?:s|ed|ing)?\b|\bguard ?(?:model|rail)|\bsensitive\b|\binappropriate\b|"
            r"\bweapons?\b|\bnud(?:e|ity)\b|\bdrugs\b|\bterror|\bgore\b|\babus(?:e|ive)\b|\bprohibited use\b|"
            r"\bmoderat|\bjailbreak|\brisk(?:y|s)?\b|\billegal (?!base|char|mime|url)|\billegal$|"
            r"\bunlawful\b|\brecitation\b|\bcopyright",
            r"\b(?:forbidden|banned|bad) (?:words?|topics?)\b|\b(?:our|these|your) (?:terms|rules)\b",
        ),
        is_refusal=True,
    ),
    ErrorWords(
        Kind.IMAGE_REJECTED,
        _SOURCE,
        (
            r"\bbase ?64\b|\bdata ur[il]s?\b|\b(?:png|jpe?g|webp|gif|bmp|tiff?|heic|avif|svg)\b|\bmega ?pixels?\b",
            rf"\b(?:media|multimodal|visual) (?:file|format|content|data|item|type)s?\b.{{0,60}}"
            rf"(?:{_NOT}|too \w+|exceed|limit)",
        ),
    ),
    ErrorWords(
        Kind.CONTEXT_TOO_LONG,
        _SOURCE,
        (
            r"\bwindow\b",
            r"(?<!list )(?<!name )(?<!value )(?<!string )\btoo long\b|\boverflow|\b(?:prompt|"
            r"messages?|input|text|chat)\b.{0,30}\bover the limit\b|\bmax(?:imum)? input\b.{0,20}\d|"
            r"\b(?:chat|conversation|history|prompt|text) "
            r"(?:does not|doesn't|will not|cannot) fit\b|\bcontext\b|\btoken (?:limit|count|budget)"
            r"\b(?!\W*$)|\btoo much text\b",
            r"\bexceeds? (?:the )?(?:max(?:imum)?|allowed) (?:\w+ )?length\b|\binput ids\b|"
            r"\b(?:number|sum|count|limit) of tokens\b|\btokens?\b.{0,20}\d.{0,20}\b(?:limit|max)|"
            r"\b(?:limit|maximum)\b.{0,30}\d tokens\b|\btokens\W{1,3}\d+ ?(?:/|of|>) ?\d",
            rf"\d tokens\b.{{0,30}}{_NOT}",
        ),
        is_refusal=True,
    ),
    ErrorWords(
        Kind.MODEL_FORBIDDEN,
        _SOURCE,
        (
            r"\bonly be used by\b",
            rf"\b(?:may|must|can) ?not (?:use|call|access|reach|ask)\b.{{0,20}}{_TAKER}|\bnot include "
            rf"access to\b|\bonly verified\b|"
            rf"\b(?:access|permission)\b.{{0,30}}{_TAKER}|{_TAKER}.{{0,30}}\baccess\b|"
            rf"{_TAKER}.{{0,20}}\b(?:is|are) (?:only )?for\b.{{0,30}}\b(?:customers|members|users|plans?|teams?)\b|"
            r"\b(?:accept|agree to|sign) the (?:licen[cs]e|terms)\b",
        ),
        is_refusal=True,
    ),
    ErrorWords(
        Kind.QUOTA,
        _SOURCE,
        (
            r"\b(?:allowance|balance|credits?|funds|money|budget|bills?|invoices?|payments?|pay|paid|unpaid|paying|"
            r"spend(?:ing)?|subscription|upgrade(?! to an?\b)|plan|top(?:ped)? up|quota|trial(?! key))\b",
            r"\bow(?:e|es|ed|ing)\b|\d ?(?:usd|eur|gbp|cny|dollars?|euros?)\b|[$€£] ?\d|\badd a (?:credit )?card\b|"
            r"\b(?:left|remaining) (?:for )?(?:today|this (?:week|month))\b",
        ),
        is_refusal=True,
    ),
    ErrorWords(
        Kind.KEY_REFUSED,
        _SOURCE,
        (
            rf"{_SECRET}.{{0,50}}{_NOT}|{_NOT}.{{0,30}}{_SECRET}",
            r"\b(?:sign|log) ?(?:in|on) (?:again|first)\b|"
            r"\b(?:signature|the) (?:of the )?token (?:is|was) (?:invalid|unknown|wrong)\b|"
            r"\btoken (?:is )?(?:out of date|too old|no longer valid)\b|"
            r"\bwho (?:are|is) (?:you|calling|this)\b",
        ),
        is_refusal=True,
    ),
    ErrorWords(
        Kind.FORBIDDEN,
        _SOURCE,
        (r"\bips?\b|\b(?:country|region|network|administrator|firewall|vpn)\b",),
        is_refusal=True,
    ),
    ErrorWords(
        Kind.MODEL_UNKNOWN,
        _SOURCE,
        (
            r"\buse the \w+ (?:api|endpoint)\b",
            r"\bv1/(?:completions|responses|embeddings)\b|\bspeaks\b.{0,30}\bonly\b|"
            r"\b(?:embeddings?|speech|audio|transcriptions?) only\b|\bonly (?:for|with|by) (?:embeddings?|speech)\b|"
            r"\b(?:can)?not be used (?:for|in) (?:a )?chats?\b",
            r"\b(?:bad|wrong|strange|empty|deprecated|old) model\b|\b(?:choose|pick|select|name) (?:a|another) model\b|"
            r"\b(?:stopped|no longer|not) (?:offering|serving|hosting|offer|serve|host)\b|\bneeds the \w+ api\b|"
            r"\bversion of the model\b.{0,30}\b(?:expired|ended|old)\b|\bmodel cannot be \w+ed\b|"
            r"\bmodel (?:has )?(?:ended|expired)\b|\bmodel (?:isn't|is not) \w+ed\b|"
            r"\bmodel\b.{0,40}\bnot one of\b|\bmodels? (?:is |was |has been )?(?:disabled|replaced|"
            r"renamed|"
            r"superseded)\b|\bmodel\b.{0,60}\blegacy\b|\bnone of (?:our|the|these) \w+ (?:has|have|serves?|runs?)\b",
        ),
    ),
    ErrorWords(
        Kind.OVERLOADED,
        _SOURCE,
        (
            r"\bno (?:worker|slot|server)s? (?:is |are )?(?:available|left)\b",
            r"\bbusy\b|\boverload|\b(?:high|heavy|much|great) (?:load|traffic|demand)\b|\bbeing loaded\b|"
            r"\bstarting\b|\bwarming\b|\btoo many users\b|\b(?:free|available) gpus?\b|\bqueue\b|\bno "
            r"free\b|\bdegraded\b|"
            r"\b(?:is|are) full\b|\bscal(?:ing|ed) (?:up|from)\b|\bno gpus? (?:is|are)\b|\bat (?:the|"
            r"this|its) (?:moment|limit)\b|\b(?:still )?loading\b",
        ),
    ),
    ErrorWords(
        Kind.RATE_LIMIT,
        _SOURCE,
        (
            r"\brequest rate\b",
            r"\b(?:this|one|a|per|each|every|the) (?:minute|second|hour)\b|\brequests? in \d|\bcalm "
            r"down\b|\b(?:concurrent|parallel|simultaneous)\b|\btoo many (?:calls|questions|queries)"
            r"\b|"
            r"\b(?:wait|retry in|again in) \d+ ?(?:s\b|sec|min)|"
            r"\bslow(?:er|ly)?\b|\bat (?:the same time|once)\b|^\W*tokens? limit\W*$",
        ),
    ),
)
