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
    r"format|mime|media|base ?64|\bbytes?\b|\d ?[kmg]i?b\b|pixel|\bpx\b|\bsizes?\b|\bsized?\b|dimension|width|"
    r"height|aspect|large|big\b|small|tall|wide|heavy|weigh|\blong|short|corrupt|damag|broken|decod|encod|"
    r"pars(?:e|ing)|\bread|\bopen|\bload|truncat|valid|\burl|address|fetch|download|many|few|most|\bup to\b|\bmax|"
    r"\bmin|limit|\bper\b|\bonly \d|\bone\b|\d+(?:st|nd|rd|th)\b|\d (?:image|picture)|blank|empty|animat|transparen|"
    r"signature|header|process|analy[sz]e|resiz|identif|\bdata\b|\bkind\b|\btypes?\b (?!image)|\bend|\bfile|png|"
    r"jpe?g|webp|gif|bmp|tiff|heic|exceed|checksum|colou?r|patch|mtmd|slot"
)
"""Where words about an image have none of these, they are not about that image, but about images, or what is on it."""
TAKER = re.compile(r"\b(?:models?|deployments?|endpoints?|providers?|api|server|llm|text)\b")
REQUEST_PARTS = re.compile(
    r"\b(?:parameters?|params?|(?<!model )fields?|arguments?|propert(?:y|ies)|metadata|schema|tools|roles?|"
    r"stop sequences?|seed|temperature|request body|valid json|(?:duplicate|missing) key|key role)\b|\bkeys? ['\"`]|"
    r"`[a-z_]+`|^\W*['\"][a-z_]+['\"]:|\b[a-z]+_[a-z_]+\b|"
    r"\bnot supported (?:for|with|by|on) th(?:is|e) (?:model|backend)\b|"
    r"\b(?:database|log file|eof|context (?:deadline|cancell?ed))\b|\bservice returned \d"
)
"""Words of a part of the request, or of the server's own: their nouns are those of it, and the status tells more."""

LOOSE_WORDS: tuple[ErrorWords, ...] = (
    ErrorWords(
        Kind.OUT_OF_MEMORY,
        _SOURCE,
        (
            r"(?:could not|cannot|unable to|failed to|n't) allocate|\ballocating\b|(?<!free )\ballocation of \d|"
            r"\b(?:more|enough|little|free|available|insufficient|gpu|cuda|video|host|system|of|its|"
            r"fit in|into) memory\b|\bmemory (?:is|was|limit|exhaust|full|"
            r"fail|pressure|requir|error)|\bv?ram\b|\boom\b",
        ),
    ),
    ErrorWords(
        Kind.CONTENT_REFUSED,
        _SOURCE,
        (
            r"\badult\b|\bexplicit (?:content|material|image|picture|scene|sexual)|"
            r"\b(?:is|are|was|too|sexually) explicit\b|\bporn",
            r"\bunsafe\b|\bsafety\b|\bviolen(?:ce|t)\b|\bsexual|\bself-harm\b|\bhate(?:ful)?\b|\bharmful\b|"
            r"\bpolic(?:y|ies)\b|\b(?:was|were|been|got) filtered\b|\b(?:content|safety|output|input|prompt|our|the) "
            r"filters?\b|\bguard ?(?:model|rail)|\bsensitive\b|\binappropriate\b|"
            r"\bweapons?\b|\bnud(?:e|ity)\b|\bdrugs\b|\bterror|\bgore\b|\babus(?:e|ive)\b|\bprohibited use\b|"
            r"\bmoderat|\bjailbreak|\brisk(?:y|s)?\b|\billegal (?!base|char|mime|url)|\billegal$|\bunlawful\b|"
            r"\brecitation\b|\bcopyright",
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
            r"\b(?:context|the|its|model) window\b(?! attention)",
            r"(?<!list )(?<!name )(?<!value )(?<!string )\btoo long\b|\boverflow|"
            r"\b(?:prompt|messages?|input|text|chat)\b.{0,30}\bover the limit\b|\bmax(?:imum)? input\b.{0,20}\d|"
            r"\b(?:chat|conversation|history|prompt|text) (?:does not|doesn't|will not|cannot) fit\b|\bcontext\b|"
            r"\btoken (?:limit|count|budget)\b(?!\W*$)|\btoo much text\b",
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
            r"\b(?:allowance|balance|credits?|funds|money|bills?|invoices?|payments?|pay|paid|unpaid|paying|"
            r"spend(?:ing)?|subscription|upgrade(?! to an?\b)|top(?:ped)? up|quota|trial(?! key))\b",
            r"\b(?:your|the|our|its|monthly|daily|team|project) budget "
            r"(?:is|was|has|for|of|ran|limit|exceed|spent|used)|"
            r"\b(?:spent|over|exceed\w*|exhaust\w*|used|reached) (?:\w+ ){0,3}budget\b|"
            r"\bplan\b.{0,20}\b(?:not include|has no|used up|exhausted|ended|expired|ran out|limit|over)\b|"
            r"\b(?:free|trial|basic|pro) plan\b",
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
            r"\btoken (?:is )?(?:out of date|too old|no longer valid)\b|\bwho (?:are|is) (?:you|calling|this)\b",
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
            r"\b(?:bad|wrong|strange|empty|deprecated|old) model\b|"
            r"\b(?:choose|pick|select|name) (?:a|another) model\b|"
            r"\b(?:stopped|no longer|not) (?:offering|serving|hosting|offer|serve|host)\b|\bneeds the \w+ api\b|"
            r"\bversion of the model\b.{0,30}\b(?:expired|ended|old)\b|\bmodel cannot be \w+ed\b|"
            r"\bmodel (?:has )?(?:ended|expired)\b|\bmodel (?:isn't|is not) \w+ed\b|\bmodel\b.{0,40}\bnot one of\b|"
            r"\bmodels? (?:is |was |has been )?(?:disabled|replaced|renamed|superseded)\b|"
            r"\bmodel\b.{0,60}\blegacy\b|\bnone of (?:our|the|these) \w+ (?:has|have|serves?|runs?)\b",
        ),
    ),
    ErrorWords(
        Kind.OVERLOADED,
        _SOURCE,
        (
            r"\bno (?:worker|slot|server)s? (?:is |are )?(?:available|left)\b",
            r"\bbusy\b|\boverload|\b(?:high|heavy|much|great) (?:load|traffic|demand)\b|\bbeing loaded\b|"
            r"\bstarting\b|\bwarming\b|\btoo many users\b|\b(?:free|available) gpus?\b|\bqueue\b|\bno free\b|"
            r"\bdegraded\b|\b(?:is|are) full\b|\bscal(?:ing|ed) (?:up|from)\b|\bno gpus? (?:is|are)\b|"
            r"\bat (?:the|this|its) (?:moment|limit)\b|\b(?:still )?loading\b",
        ),
    ),
    ErrorWords(
        Kind.RATE_LIMIT,
        _SOURCE,
        (
            r"\brequest rate\b",
            r"\b(?:this|one|a|per|each|every|the) (?:minute|second|hour)\b|\brequests? in \d|\bcalm down\b|"
            r"\b(?:concurrent|parallel|simultaneous)\b|\btoo many (?:calls|questions|queries)\b|\bslow(?:er|ly)?\b|"
            r"\bat the same time\b|\b(?:many|requests|questions|calls|\d)\b.{0,30}\bat once\b|^\W*tokens? limit\W*$",
        ),
    ),
)
