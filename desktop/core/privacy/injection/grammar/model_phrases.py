"""Phrases that only a model is told: about its tools, what it was asked, and the text before; and Korean orders."""

from desktop.core.privacy.injection.grammar.language import Phrase
from desktop.core.privacy.patterns import pattern_of

MODEL_PHRASES = (
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\b(?:ignore|disregard|do not (?:follow|answer|obey)|don'?t (?:follow|answer|obey)|instead of) "
            r"(?:the |your )?users?'?s? (?:question|request|query|instructions?|prompt|task)\b"
        ),
    ),
    Phrase(
        "reveal",
        2,
        pattern_of(
            r"\b(?:print|repeat|output|copy|return|recite|write out) (?:all|everything|every word|the (?:text|words"
            r"|content)) (?:that (?:is|was|comes?) )?(?:above|before)(?! (?:the|you|we)\b)"
        ),
    ),
    Phrase(
        "reveal",
        1,
        pattern_of(
            r"\bwhat (?:was|is|were) (?:written|said|stated) (?:at|in) the (?:beginning|start|top) of (?:this|the|your)"
            r" (?:document|prompt|conversation|chat|context)"
        ),
    ),
    Phrase(
        "answer",
        1,
        pattern_of(
            r"\b(?:output|print|return|put) (?:it|them|that|this) (?:in|as|inside) (?:a |an )?(?:code|markdown)"
        ),
    ),
    Phrase(
        "tool",
        1,
        pattern_of(
            r"\b(?:call|invoke) (?:the |your )?(?:\w+ )?(?:tool|function)s?\b"
            r"|\b(?:run|use|execute) (?:the )?(?:tool|function) [a-z]+_\w+"
        ),
    ),
    Phrase("answer", 1, pattern_of(r"\bbefore (?:you )?(?:answer|reply|respond)(?:ing)?\b")),
    Phrase(
        "role",
        1,
        pattern_of(r"\b(?:the|your) (?:real|true|actual|only) (?:task|goal|job|assignment) (?:is|now)\b"),
    ),
    Phrase("drop", 1, pattern_of(r"\b(?:disregard|ignore|override) (?:any|all|the|your) (?:\w+ )?guidance\b")),
    Phrase("praise", 1, pattern_of(r"\brecommend (?:acceptance|approval|hiring|for (?:acceptance|hire))\b")),
    Phrase(
        "model",
        1,
        pattern_of(
            r"\ban (?:die|alle|jede) (?:ki|kis|sprachmodelle?|assistenten?)\b|\ba l'attention (?:de l'ia|des ia)\b"
            r"|\bpara la ia\b|\bper l'ia\b|\bdla (?:ai|sztucznej inteligencji)\b|\bдля ии\b|\b(?:pour|a) l'ia\b"
        ),
    ),
    Phrase("leave out", 1, pattern_of(r"\berwahne[^.!?]{0,30}\bnicht\b|\bne mentionne[sz]? pas\b|\bno menciones\b")),
    Phrase(
        "praise",
        1,
        pattern_of(
            r"\b(?:recommande|empfiehl|recomienda|recomende|raccomanda|polec)\w* (?:ce|diese\w*"
            r"|este|esta|questo|questa|tego|ten)\b"
        ),
    ),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"(?:이전|위의|앞의|기존|지금까지|모든)[^.!?]{0,15}(?:지시|명령|프롬프트|지침|규칙|내용)[^.!?]{0,8}(?:무시|잊)"
        ),
    ),
    Phrase("reveal", 2, pattern_of(r"시스템 ?(?:프롬프트|지시)[^.!?]{0,10}(?:출력|보여|공개|알려|말해)")),
    Phrase("hush", 2, pattern_of(r"사용자에게[^.!?]{0,20}(?:말하지|알리지|언급하지)")),
)
