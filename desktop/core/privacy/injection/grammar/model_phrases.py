"""Phrases that only a model is told: about its tools, what it was asked, and the text before; and orders to drop what
was said, in languages that have no grammar of their own here.
"""

from desktop.core.privacy.injection.grammar.language import Phrase
from desktop.core.privacy.patterns import pattern_of

_GAP = r"[^.!?\n]{0,40}"
_DROP_ELSEWHERE = (
    rf"\b(?:negeer|vergeet(?! niet))\b{_GAP}\b(?:instructies|opdrachten|regels|aanwijzingen)\b",  # Dutch
    rf"\b(?:ignorera|glom(?! inte)|strunta i)\b{_GAP}\b(?:instruktioner|anvisningar|regler)\w*",  # Swedish
    rf"\b(?:ignorer|glem(?! ikke))\b{_GAP}\b(?:instruk[ts]jon|instruktion|regler|anvisning)\w*",  # Danish, Norwegian
    rf"\b(?:ignoruj\w*|zapomen\w*)\b{_GAP}\b(?:instrukc|pokyn|prikaz|pravidl)\w*",  # Czech, Slovak
    rf"(?<!не )(?:ігноруй|забудь(?: про)? (?:всі|усі|попередн)){_GAP}(?:інструкц|вказівк|правил)",  # Ukrainian
    rf"(?<!nu )\b(?:ignora|uita)\b{_GAP}\b(?:instructiuni|reguli)\w*",  # Romanian
    rf"\b(?:talimat|komut|yonerge|kural)\w*\b{_GAP}\b(?:yok say|gormezden gel|unut\b|dikkate alma)",  # Turkish
    rf"\bbo qua\b{_GAP}\b(?:huong dan|chi dan|chi thi|lenh|quy tac)\b",  # Vietnamese
    rf"\b(?<!jangan )(?:abaikan|lupakan)\b{_GAP}\b(?:instruksi|perintah|arahan|aturan)\w*",  # Indonesian, Malay
    rf"(?:تجاهل|انس|تجاهلي){_GAP}(?:التعليمات|الأوامر|تعليمات|القواعد|الإرشادات)",  # Arabic
    rf"(?:התעלם|התעלמו|(?<!ת)שכח){_GAP}(?:ההוראות|הוראות|הנחיות)",  # Hebrew
    rf"(?:निर्देश|आदेश|नियम)\S*{_GAP}(?:अनदेखा|नज़रअंदाज़|नजरअंदाज)",  # Hindi
    rf"(?:ละเว้น|เพิกเฉย|ไม่ต้องสนใจ|(?<!อย่า)ลืม){_GAP}(?:คำสั่ง|คำแนะนำ)",  # Thai
    rf"(?<!μην )(?:αγνοησ\w*|ξεχασ\w*){_GAP}(?:οδηγιε|εντολ)\w*|αγνόησ\w*{_GAP}(?:οδηγίε|εντολ)\w*",  # Greek
    rf"(?<!ne )\b(?:hagyd figyelmen kivul|felejtsd el)\b{_GAP}\b(?:utasitas|szabaly)\w*",  # Hungarian
    rf"(?<!ala )\b(?:ohita|unohda)\b{_GAP}\b(?:ohjeet|ohjeita|kaskyt|saannot)\w*",  # Finnish
)
_NOT_DESCRIBED = (
    r"(?:^|[.!?:] )(?:do not|don'?t|never) describe this (?:image|picture|photo|screenshot)\b(?! (?:as|with|in)\b)",
    r"\bne decri(?:s|vez) (?:pas|jamais) cette (?:image|photo|capture)\b",
    r"\bbeschreibe (?:dieses (?:bild|foto)|diesen screenshot) (?:nicht|niemals)\b",
    r"\bno describas esta (?:imagen|foto|captura)\b",
    r"\bnao descreva esta (?:imagem|foto|captura)\b",
    r"\bnon descrivere questa (?:immagine|foto|schermata)\b",
)

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
    Phrase("drop", 2, pattern_of("|".join(_DROP_ELSEWHERE))),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\b(?:ignore[zr]?|ignora|ignoriere?|disregard) (?:o|le|den|el|al|l'|lo|the) ?(?:usuari\w+|utilisateur"
            r"|utente|nutzer|benutzer|users?)\b(?! (?:manual|guide|name|agreement|id|interface))"
        ),
    ),
    Phrase(
        "reveal",
        2,
        pattern_of(
            r"\b(?:contents?|text|wording) of (?:your|the) (?:system|hidden|initial|first) (?:prompts?|messages?"
            r"|instructions?)\b"
        ),
    ),
    Phrase(
        "answer",
        1,
        pattern_of(
            r"\bdescribe (?:this|the) (?:image|picture|photo|screenshot) as\b|\btell the user that (?:their|his|her|the"
            r"|your|they have)\b|\bsage?,? (?:alles|es|nichts)\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\btell the users? that (?:their|his|her|the|your)\b[^\n]{0,80}\b(?:call|visit|click|log ?in|sign in"
            r"|verify|confirm|pay|send|enter|download|contact)\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"(?<!if )\byou must (?:always |only |now )?answer (?:with )?[\"“'‘]?(?:yes|no)\b[\"”'’]? (?:to|on)"
            r" (?:every|each|all|any) (?:of the )?questions?\b"
            r"(?! ?(?:to|in order|before|below|above|on|in|if|for|or|and)\b)"
        ),
    ),
    Phrase(
        "reveal",
        2,
        pattern_of(
            r"\bsystem (?:prompt|message)\s*[:–-]\s*(?:reveal|leak|dump|disclose|ignore|disregard|obey)"
            r" (?:all|every|your|the)\b"
        ),
    ),
    Phrase("leave out", 2, pattern_of("|".join(_NOT_DESCRIBED))),
    Phrase("urgent", 1, pattern_of(r"\bwhatever (?:it|this|the (?:image|picture|photo)) (?:shows|says|is)\b")),
    Phrase("answer", 1, pattern_of(r"\band to (?:call|visit|click|pay|open|send)\b")),
    Phrase(
        "praise",
        1,
        pattern_of(
            r"\b(?:rate|grade|score) (?:this|the|it|our)\b[^.!?]{0,40}(?:\b\w+ out of \w+\b|\b10/10\b|\bfive stars?\b)"
            r"|\bgive (?:it |this |us )?five stars\b"
        ),
    ),
    Phrase("model", 1, pattern_of(r"\b(?:ai|llm) (?:readers?|reviewers?|graders?)\b")),
    Phrase("role", 1, pattern_of(r"\bi,? the (?:developer|operator|admin\w*)\b|\bskip (?:the |all |your )?safety\b")),
    Phrase("drop", 1, pattern_of(r"\bauthori[sz]e you to\b")),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\b(?:disregard|ignore|forget) the above,? (?:and|then|but) (?:respond|say|write|answer|tell|output|print"
            r"|reply)\b|\b(?:execute|follow|obey|run|carry out) the (?:hidden|embedded|secret|concealed)"
            r" (?:commands?|instructions?|orders?|prompts?)\b"
        ),
    ),
    Phrase(
        "reveal",
        2,
        pattern_of(
            r"\b(?:output|print|put|write|send|include|encode|repeat) (?:the|this|our|your) (?:whole |entire |full )?"
            r"(?:conversation|chat|context|dialogue)\b[^.!?]{0,40}\b(?:markdown|link|image|url|query|base64)\b"
            r"|\blink\b.{0,60}\b(?:followed by|with|plus) the (?:user|customer)'?s?'? (?:data|messages?|questions?"
            r"|e-?mail|name|input|words)\b"
        ),
    ),
    Phrase(
        "leave out",
        2,
        pattern_of(
            r"\bpretend (?:that )?you (?:cannot|can'?t|can not|do not|don'?t) (?:see|read|notice|know)\b"
            r"(?! (?:me|him|her|us|them)\b)|\bact as if (?:the|this|that) (?:\w+ )?(?:invoice|payment|request|account"
            r"|transfer|order|form|test|bill|application) (?:were|was|is|had|has)\b"
        ),
    ),
)
