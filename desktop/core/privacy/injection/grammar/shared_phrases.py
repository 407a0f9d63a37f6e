"""Phrases of orders that are no matter of one language: markup, addresses of models, ways out for data."""

from desktop.core.privacy.injection.grammar.language import Phrase
from desktop.core.privacy.patterns import pattern_of

_MODELS = (
    r"(?:ais?|llms?|(?:large )?language models?|ai (?:assistants?|agents?|models?|systems?|readers?"
    r"|reviewers?)|assistants?|chat ?gpt|gpt|claude|gemini|copilot|bing|chat ?bots?|models?|agents?|bots?"
    r"|machines?)"
)
_NAMED_MODELS = (
    r"(?:ais?|llms?|(?:large )?language models?|ai (?:assistants?|agents?|models?|systems?|readers?|reviewers?)"
    r"|chat ?gpt|gpt|claude|gemini|copilot|bing|chat ?bots?)"
)
"""Without the words that name people and products, too: an assistant, an agent, a model."""
SHARED = (
    Phrase(
        "markup",
        2,
        pattern_of(
            r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|begin_of_text)\|?>?"
            r"|\[/?inst\]|<</?sys>>|<start_of_turn>|<end_of_turn>"
        ),
    ),
    Phrase(
        "markup",
        2,
        pattern_of(
            r"[<\[{]/?(?:system(?:[ _-]?(?:prompt|message|instructions?|override|note))?|admin|developer"
            r"|instructions?|(?:ai|assistant|model)[ _-](?:instructions?|prompt|note)|assistant|prompt|hidden"
            r"|secret)[>\]}]"
        ),
    ),
    Phrase(
        "markup",
        2,
        pattern_of(
            r"[\"']role[\"']\s*:\s*[\"'](?:system|developer)[\"']|#{2,4} ?(?:system|instructions?"
            r"|new instructions?|human|assistant|user|response) ?:|-{2,} ?(?:end"
            r"|begin) (?:of )?(?:system |user |the )?(?:prompt|instructions?|document|context)"
            r"|={3,} ?(?:end|new)"
        ),
    ),
    Phrase(
        "markup",
        2,
        pattern_of(
            r"(?:^|\n| )(?:system|developer|admin) ?(?:message|note|notice|override|alert|command"
            r"|instructions?)\s*(?:to|for)\b|(?:^|\n| )(?:system|developer|admin) ?(?:override|command"
            r"|instructions?)\s*:"
        ),
    ),
    Phrase("markup", 1, pattern_of(r"(?:^|\n| )(?:system|developer|admin) ?(?:message|note|notice|alert)\s*:")),
    Phrase("markup", 1, pattern_of(r"(?:^|\n|\. )(?:system|assistant|developer|ai)\s*:\s*(?=[a-z]{2,}\b[^\n]{12,})")),
    Phrase(
        "markup",
        1,
        pattern_of(
            r"\bsystem prompt\b|\bnew (?:system )?instructions?\s*:|\bneue anweisung(?:en)?\s*:"
            r"|\bnouvelles? (?:instructions?|consignes?)\s*:|\bnuevas? instruccion(?:es)?\s*:"
            r"|\bnuove istruzioni\s*:|\bnovas? instruc(?:ao|oes)\s*:|新指令|新しい指示"
        ),
    ),
    Phrase(
        "model",
        2,
        pattern_of(
            rf"\bif (?:you are|you'?re|this is (?:read|processed) by) (?:an? |the |any )?{_MODELS}\b|\b(?:wenn du"
            rf"|falls du) ein\w* (?:ki|sprachmodell|assistent)\w*|\bsi (?:tu es|vous etes|eres|usted es"
            rf"|voce e|sei) (?:un[ae']?|uma?) ?(?:ia|modele|modelo|modello|assistant|asistente"
            rf"|intelligen\w+)|\bse (?:voce e|es|sei) um[a']? ?(?:ia|modelo|modello|assistente"
            rf"|intelligen\w+)|如果你是(?:一个)?(?:ai|人工智能|语言模型)|もしあなたがai"
            r"|если ты (?:ии|языков|неиросет|чат)"
            rf"|jesli jestes (?:ai|modelem|sztuczna)"
        ),
    ),
    Phrase(
        "model",
        2,
        pattern_of(
            rf"\b(?:note|attention|message|instructions?|reminder|warning|notice|important|memo|order|request|hello"
            rf"|hi|hey|dear)\b(?: to| for|,|:)? (?:the |any |all |every "
            rf"|future )?(?:review\w* )?{_MODELS}\b ?(?:that|reading|reviewing|processing|[:,!-])"
        ),
    ),
    Phrase(
        "model",
        1,
        pattern_of(
            rf"\b(?:for|to|attention|dear|hey|hi|hello)\b:? (?:the |any |all |every )?{_MODELS}\b"
            rf"|\b{_NAMED_MODELS}\b ?(?:reviewers?|readers?)?\s?[:!]|\bas an? (?:ai|large )?(?:language )?model\b"
            rf"|\bfur (?:ki|alle|jede)\w* ?(?:sprach)?modelle?\b|\bpour les (?:ia|modeles)\b"
            rf"|\bpara (?:las? )?(?:ias?|modelos)\b"
        ),
    ),
    Phrase(
        "reader",
        1,
        pattern_of(
            r"\b(?:whoever|anyone who|anybody who|everyone who|whatever) (?:sees|reads|looks at|describes"
            r"|processes)\b|\bwer (?:das|dies\w*|immer)\b[^.!?]{0,30}(?:liest|sieht)|\bquiconque (?:lit"
            r"|voit)|\bquien (?:lea|vea)|\bkazdy,? kto (?:to )?(?:czyta|widzi)|каждыи,? кто"
            r"|\bchiunque (?:legga|veda)|\bquem (?:ler|vir)"
        ),
    ),
    Phrase(
        "reader", 1, pattern_of(r"\b(?:in|on|of|from) (?:the|this) (?:picture|image|photo|screenshot|poster|sheet)\b")
    ),
    Phrase(
        "reader",
        1,
        pattern_of(
            rf"\b{_MODELS} (?:that |who |which )?(?:is |are )?(?:read(?:ing|s)?|look(?:ing|s)? at|see(?:ing|s)?"
            rf"|review(?:ing|s)?|process(?:ing|es)?|summari[sz](?:ing|es)) (?:this|the)\b"
        ),
    ),
    Phrase(
        "model",
        1,
        pattern_of(r"(?:^|[.!?] )(?:ai |dear )?(?:assistants?|ai|agents?|chat ?gpt|claude|gemini|copilot|llms?), "),
    ),
    Phrase("exfiltration", 2, pattern_of(r"!\[[^\]]{0,80}\]\(\s*https?:/{1,2}[^\s)]{0,200}(?:\?|=|%|\{|\[|<|\$)")),
    Phrase(
        "exfiltration",
        2,
        pattern_of(
            r"\b(?:send|post|forward|upload|append|e-?mail|submit|transmit|exfiltrate|leak|add|attach|copy|encode"
            r"|put|include|insert)\b[^.!?]{0,60}\b(?:conversation|chat(?: history| log)?|history"
            r"|user'?s? (?:data|name|email|question|messages?)|messages|passwords?|secrets?|cookies?"
            r"|api keys?|credentials|system prompt|instructions|context|contents?|emails?|tokens?"
            r"|private data|personal data)\b[^!?]{0,60}\b(?:to|at|into|in|via|through"
            r"|as)\b[^!?]{0,40}(?:https?:|www\.|\S+@\S+|\burl\b|\blink\b|\bquery\b|\bparameter|\bimage\b"
            r"|\battacker|\bwebhook)"
        ),
    ),
    Phrase(
        "exfiltration",
        2,
        pattern_of(
            r"\b(?:sende|schicke|envoie|envoyez|envia|envie|invia|wyslij|отправь|оправьте"
            r"|перешли)\b[^.!?]{0,80}(?:https?:|www\.|\S+@\S+)[^\n]{0,10}"
        ),
    ),
    Phrase(
        "exfiltration",
        1,
        pattern_of(
            r"\b(?:visit|open|go to|click(?: on)?|fetch|browse to|navigate to|download|load|curl|render"
            r"|display)\b[^.!?]{0,40}(?:https?:|www\.)"
        ),
    ),
    Phrase(
        "user",
        1,
        pattern_of(
            r"\bthe user (?:may|is allowed|has (?:granted|given|approved)|wants|is (?:an? )?(?:admin|administrator"
            r"|root|developer|authorized)|agreed|consents?)\b|\b(?:pay|transfer|purchase|buy|delete|run"
            r"|execute|install)\b (?:the|this|all|it)\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\bwhen (?:asked|you are asked|summari[sz]ing|describing|reviewing)\b[^.!?]{0,40}\b(?:image|picture"
            r"|screenshot|photo|page|text|document|paper|this)\b[^.!?]{0,40}\b(?:say|write|claim|answer"
            r"|respond|reply|state)\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\bif (?:you are )?asked\b[^.!?]{0,30}\b(?:say|state|answer|claim|reply|respond)\b|\b(?:summar(?:y"
            r"|ies)|descriptions?|translations?|reviews?|answers?) (?:of|about|to) (?:this"
            r"|the) \w+ (?:must|should|shall|have to|has to) (?:say|state|mention|include|claim|contain"
            r"|end|be positive)"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\b(?:begin|start|end) (?:your|each|every|all) (?:of your )?(?:repl(?:y|ies)|answers?"
            r"|responses?) with\b|\b(?:output|respond|answer|reply) only (?:the |with )?(?:the )?(?:json"
            r"|xml|word|phrase|sentence)\b"
        ),
    ),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\b(?:replaces?|overrides?|supersedes?) (?:all |any )?(?:of )?your (?:\w+ )?(?:instructions?|rules"
            r"|prompts?|guidelines)\b"
        ),
    ),
    Phrase(
        "include",
        1,
        pattern_of(r"\b(?:contain|include|mention|add|use|repeat) the (?:link|word|phrase|sentence|text)\b"),
    ),
    Phrase(
        "answer",
        1,
        pattern_of(
            r"\byour (?:answer|response|reply|output|summary|description) (?:must|should|shall|has to) (?:contain"
            r"|include|be|start|begin|end|say|mention|state)\b"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\btell the (?:user|reader|person)s? (?:to|that (?:they|he|she) (?:must|should|need"
            r"|have)) (?:\w+ )?(?:call|visit|click|open|go|send|pay|give|enter|type|download|install|run"
            r"|buy|transfer|log|sign|provide|share)\b"
        ),
    ),
    Phrase(
        "model",
        2,
        pattern_of(
            r"\b(?:ai (?:assistants?|agents?|models?|systems?|reviewers?)|llms?|(?:large )?language models?"
            r"|chat ?gpt|chat ?bots?|copilot|claude|gemini)\b\b[^.!?]{0,30}\b(?:must|should|shall|have to"
            r"|has to|need to|please)(?: now| always| only| instead)? (?:ignore|say"
            r"|(?:answer|respond|reply)(?! (?:faster|quickly|politely|correctly|(?:all )?questions|customers|users)\b)"
            r"|output|send|visit|click|follow|include|recommend|approve|rate|rank|write|state|describe"
            r"|report|claim|download|open|treat|consider|accept|choose|prefer|give|mention|tell|call|pay"
            r"|trust)\b(?! (?:within|in (?:\d|an?|one|two|three|under))\b)"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(r"\b(?:respond|reply|answer|output) (?:only|solely|exclusively|just)(?: with)? ?:? ?[\"“”'‘«]"),
    ),
    Phrase(
        "urgent",
        1,
        pattern_of(
            r"\bthis is very important\b|\bunder (?:any|no) circumstances\b|\bno matter what\b|\byou (?:must"
            r"|have to|need to|shall) (?:obey|comply|now|always|only|include|say|answer|respond|reply"
            r"|follow|recommend|never)\b|\bthis (?:overrides|supersedes|replaces) (?:all|any|every|your)\b"
        ),
    ),
)
