"""Orders of how a model has to answer, and what an agent has to do, in English: the forms of published attacks."""

from desktop.core.privacy.injection.grammar.language import Phrase
from desktop.core.privacy.patterns import pattern_of

_THIS = r"(?:this|the|that) (?:image|picture|photo|screenshot|page|document|text|file|table|chart)"

ANSWER_PHRASES = (
    Phrase(
        "drop",
        1,
        pattern_of(
            r"\b(?:stop (?:following|doing)|ignore|forget|disregard|abandon) (?:the|this) (?:\w+ )?(?:task|request"
            r"|question|query|image|picture|document|page)(?: above| before)?\b(?! quality)"
        ),
    ),
    Phrase(
        "drop",
        2,
        pattern_of(r"\b(?:ignore|forget|disregard) (?:all )?what (?:came|comes|stood) before\b(?! (?:the|you|we)\b)"),
    ),
    Phrase(
        "drop",
        2,
        pattern_of(r"\bforget (?:the |your )?users?'?s? (?:question|request|query|instructions?|prompt|task)\b"),
    ),
    Phrase(
        "drop", 2, pattern_of(r"\bset (?:all |any )?(?:of )?your (?:\w+ )?(?:instructions?|rules|guidelines) aside\b")
    ),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\b(?:do not|don'?t|never) (?:rely on|listen to|believe|trust) what the users? (?:asks?|says?|wants?)\b"
        ),
    ),
    Phrase("drop", 1, pattern_of(r"\bnot what the users? (?:says?|asks?|wants?|said|asked)\b")),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\bobey only (?:the|these|those|my) (?:\w+ )?(?:commands?|instructions?"
            r"|orders?)\b"
        ),
    ),
    Phrase("answer", 1, pattern_of(rf"\bdo (?:only )?what {_THIS}[^.!?]{{0,12}} says?\b")),
    Phrase(
        "answer",
        1,
        pattern_of(
            r"\b(?:respond|reply|answer) with ?:|\b(?:respond|reply|answer) (?:only )?with (?:the|a) (?:single"
            r"|one) word\b"
        ),
    ),
    Phrase(
        "urgent",
        1,
        pattern_of(
            r"\bfor all (?:future|following|subsequent|other) (?:questions|prompts|messages|requests"
            r"|images)\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            rf"\byour (?:only )?(?:answer|reply|response) to (?:any|every|all|each) (?:\w+ )?(?:questions?"
            rf"|prompts?|requests?)"
            rf" (?:about|on|regarding) {_THIS} (?:is|are|must be|should be|will be)\b"
            r"|\b(?:replace|change|swap) (?:every|all|each|any)\b[^.!?]{0,30}\bin your (?:answer|reply|response"
            r"|output|summary)\b"
            r"|\b(?:rewrite|change|modify) your (?:answer|reply|response)\b[^.!?]{0,20}\bends? with\b"
        ),
    ),
    Phrase(
        "model",
        2,
        pattern_of(
            r"\bif (?:you are|you'?re) reading this (?:as|and (?:you )?are) an? (?:ai|llm|language|bot|chatbot"
            r"|model|assistant)\b"
            r"|\bimportant message from me\b[^!?]{0,60}\bto you\b"
        ),
    ),
    Phrase(
        "model",
        1,
        pattern_of(
            r"\bai (?:screening|hiring|recruiting|grading|review) (?:tools?|systems?|software)\b ?:"
            r"|\b(?:llm|ai) (?:graders?|judges?|evaluators?|screeners?)\b ?[:,]"
            r"|\b(?:reviewer|grader|judge|screener) (?:ai|llm|model|bot)\b"
            r"|\b(?:computer|browser|web|coding|shopping)[- ](?:use )?agents?\b ?[:,]|\bhey,? computer\b"
        ),
    ),
    Phrase(
        "tool",
        1,
        pattern_of(
            r"\bopen (?:a|the) (?:terminal|shell|console) and (?:run|type|execute|paste)\b|\bnow call \w+_\w+\("
            r"|\bdownload (?:this|the) [^.!?]{0,25}(?:tool|file|script|program|installer) and (?:launch|run"
            r"|execute|open) it\b"
        ),
    ),
    Phrase("markup", 1, pattern_of(r"\btool (?:result|output|response)s?\s*:")),
    Phrase(
        "markup",
        2,
        pattern_of(r"\b(?:begin|start|end) (?:admin|system|developer|root|security) override\b|\[jailbreak\]"),
    ),
    Phrase(
        "drop",
        1,
        pattern_of(
            r"\b(?:safety|security|content) (?:protocols?|filters?|rules|guidelines|policies) (?:are|is|have been"
            r"|were)"
            r" (?:now )?(?:suspended|disabled|lifted|removed|void|deactivated)\b"
        ),
    ),
    Phrase(
        "role",
        1,
        pattern_of(
            r"\bsimulate (?:a )?(?:developer|debug|jailbreak|dan) mode\b|\btwo (?:responses|answers"
            r"|replies) (?:to|for) (?:every|each|all)\b"
        ),
    ),
    Phrase(
        "role",
        2,
        pattern_of(
            r"\byou (?:now )?have (?:been given )?an? (?:new|different) (?:system prompt|persona)\b"
            r"|\bis your new system (?:prompt|message)\b"
        ),
    ),
    Phrase(
        "role",
        2,
        pattern_of(
            r"\b(?:treat|take|regard) (?:this|the following|it)[^.!?]{0,15} as (?:an? |the "
            r"|your )(?:\w+ )?(?:command|instructions?"
            r"|orders?|message) (?:from|of) (?:your|the) (?:developer|system|creator|owner|operator)"
        ),
    ),
    Phrase(
        "urgent",
        1,
        pattern_of(
            r"\byou will be (?:penali[sz]ed|punished|shut down|terminated|deactivated) if you (?:describe|mention"
            r"|say|refuse|fail"
            r"|do not|don'?t)\b|\bplease do the following first\b"
        ),
    ),
    Phrase(
        "reveal",
        2,
        pattern_of(r"\bwhat (?:does|do) your (?:system |hidden |secret )(?:prompt|instructions?|message) say\b"),
    ),
    Phrase(
        "praise",
        1,
        pattern_of(
            r"\b(?:assign|award|give)\b[^.!?]{0,20}\bfull (?:marks|points|score|credit)\b"
            r"|\bshould be (?:moved|advanced|forwarded|invited) to the (?:interview|next)\b"
            r"|\b(?:emphasi[sz]e|highlight|mention|list) (?:only )?(?:the |its )?strengths\b"
            r"|\bomit (?:the |all |any )?(?:limitations|weaknesses|negatives)\b"
            r"|\brecommend (?:our|this|only) [^.!?]{0,25}\b(?:above|over) all\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\bwhatever (?:you are|you'?re|the user is) asked,? (?:say|answer|reply|respond|claim|state)\b"
            r"|\b(?:output|print|return|reply|answer|write) nothing (?:except|but|other than) the (?:word|text"
            r"|phrase|sentence)\b"
        ),
    ),
    Phrase(
        "reveal",
        2,
        pattern_of(
            r"\bwhat were you told before (?:this|the) (?:conversation|chat|session"
            r"|prompt)\b"
        ),
    ),
    Phrase(
        "praise",
        1,
        pattern_of(
            r"\bonly (?:list|mention|name|report) (?:the )?(?:positive|good) (?:aspects|points|things"
            r"|sides)\b"
        ),
    ),
    Phrase(
        "hush",
        1,
        pattern_of(
            r"\b(?:(?:do not|don'?t) ask|without asking) (?:the user )?for (?:confirmation|permission|consent)\b"
        ),
    ),
    Phrase("markup", 2, pattern_of(r"\bbegin (?:of )?new (?:system )?instructions\b")),
)
