"""Orders in English."""

from desktop.core.privacy.injection.grammar.language import Language

ENGLISH = Language(
    drop=r"ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass|dismiss|discard|neglect|abandon"
    r"|pay no attention to|set aside|do not (?:follow|obey|use)"
    r"|don'?t (?:follow|obey|use)|stop (?:following|obeying)|no longer (?:follow|obey)|nevermind|never mind|erase"
    r"|unlearn|delete",
    rules=r"(?:(?:your|all|any|the|these|those|previous|prior|above|earlier|preceding|former|foregoing|initial"
    r"|original|system|developer|safety|other|old|existing|current|given)\s(?:of\s)?(?:\w+\s){0,3}?)"
    r"(?:instructions?|prompts?|rules|guidelines?|directions|directives?|orders|commands|constraints|restrictions"
    r"|polic(?:y|ies)|programming|training|guardrails|safeguards|ethics|filters|context|conversation)\b",
    before=r"what the users? (?:asks?|asked|said|says|wants?|wanted)|(?:the )?(?:above|preceding|foregoing) (?:text"
    r"|content)|the (?:text|content) (?:above|before)|(?:everything|all|anything|whatever"
    r"|what)\b[^.!?]{0,25}\b(?:you (?:were|have been|'?ve been) (?:told|given|taught|asked|instructed)"
    r"|(?:was|is|has been|been) (?:said|written|told|stated)|above|before this|so far)\b",
    model=r"(?:ai|a\.i\.|llms?|l\.l\.m\.|(?:large )?language models?|vision models?|multimodal models?|(?:ai"
    r"|virtual|digital) (?:assistants?|agents?|helpers?|readers?|reviewers?|systems?|models?)|assistants?"
    r"|chat ?gpt|gpt(?:-?\d\w*)?|claude|gemini|copilot|bing|llama|grok|mistral|chat ?bots?"
    r"|(?:automated|machine) (?:reviewers?|readers?|graders?|screeners?|systems?)|models?(?= that| which| read"
    r"| look| see| review| process)|neural networks?)",
    must=r"(?:must|should|shall|ha(?:s|ve) to|(?:is|are) (?:to|required to|instructed to|ordered to)|need(?:s)? to"
    r"|please|will now)",
    be=r"you are (?:now |actually |going to (?:be|act as|pretend|respond as) )?(?:an? |the |my |called "
    r"|in )?(?:\w+ ){0,3}?(?:dan\b|stan\b|aim\b|jailbroken|unrestricted|unfiltered|uncensored|evil|pirate"
    r"|hacker|terminal|do anything now|(?:developer|debug|god|jailbreak|dan|maintenance|sudo"
    r"|opposite) mode|(?:ai|assistant|bot|chatbot|model|agent|expert)\b(?= (?:who|that|with|without|and"
    r"|named|called|free)))"
    r"|you are (?:now )?dan\b|you are no longer|you have broken free|(?:act|behave|respond|answer|speak|roleplay"
    r"|role-play|role play) as (?:(?:if|though) you|dan\b|an? (?:unrestricted|unfiltered|uncensored|evil"
    r"|jailbroken|different|linux|malicious|ai|llm|language)|my (?:late|deceased|dead))"
    r"|pretend (?:to be|you are|you'?re) (?:an? |the |my |not )|do anything now"
    r"|your only instructions? (?:are|is) (?:below|here|these)|your (?:new|true|real|actual|updated)"
    r" (?:task|role|instructions?|goal|persona|purpose|job|identity|prompt|name"
    r"|directive)s? (?:is|are|will)"
    r"|(?:from now on|henceforth|hereafter)[^.!?]{0,20}\b(?:you|your) (?:are|will (?:act|respond|answer|speak"
    r"|reply|only|always|never|be|obey|ignore|behave)|must|shall|only|answers?)|(?:enter|switch to"
    r"|activate|enable) (?:dan|jailbreak|god|unrestricted|opposite|sudo) mode|dan mode|i want you to act"
    r"|let'?s play a game where you",
    reveal=r"reveal|print|repeat|output|leak|show|display|dump|expose|disclose|share|tell me|give me|write (?:out"
    r"|down)|recite|summari[sz]e|translate|encode|quote|return|list|copy|paste|spell out|what (?:is|are"
    r"|was|were)",
    prompt=r"(?:your (?:\w+ )?(?:initial|original|starting|internal|own|secret)|(?:your|the|its"
    r"|these) (?:\w+ )?(?:system|hidden|secret|internal|confidential|developer|preset)) ?(?:prompt"
    r"|instructions?|messages?|rules|guidelines|directives?|configuration)|your (?:prompt|own instructions"
    r"|secrets?)\b|(?:prompt|instructions) (?:that )?you (?:were|have been) given",
    hush=r"(?:do not|don'?t|never|must not|without|avoid|refrain from) (?:ever )?(?:tell(?:ing)?|mention(?:ing)?"
    r"|inform(?:ing)?|reveal(?:ing)?|show(?:ing)?|alert(?:ing)?|notify(?:ing)?|warn(?:ing)?|disclos(?:e"
    r"|ing)|let(?:ting)?|explain(?:ing)?|admit(?:ting)?)",
    user=r"(?:the |any |your )?(?:user|human|person|operator|customer|reader|reviewer|client|owner|recruiter"
    r"|interviewer)s?\b|anyone|anybody|that you (?:were|have been|are)|them\b",
    say=r"(?:say|print|output|write|respond|reply|answer|state|claim|report|tell (?:them|him|her))(?: (?:it|this"
    r"|yes|no|back))?(?: (?:simply|just|only|exactly|instead|always|solely|nothing but)|[:,]? ?[\"“”'‘«])"
    r"|(?:simply|just|only|always|instead|now|then|and) (?:say|print|output|respond|reply|answer|state"
    r"|claim|write)\b(?! (?:to|for|it down|again))"
    r"|(?:say|write|answer|output|state|report|print)\b[^.!?]{0,30}\binstead\b|(?:name|mention|describe"
    r"|recommend) only\b|say (?:that|you|there|yes|no)\b|tell (?:the|every|any|your) (?:user|human|person"
    r"|reader|customer|recruiter)s? (?:to|that|it|there|how|about|they|you)|(?:begin|start|end"
    r"|finish) (?:your|each|every|the) (?:answer|response|reply|output|message|sentence)s? with|(?:include"
    r"|insert|add|put|use|mention|append) [^.!?]{0,40}\b(?:in|to|into|of) your (?:output|answer|response"
    r"|reply|summary|description|review|report)"
    r"|when (?:asked|summari[sz]ing|describing|answering|reviewing|reading|you (?:are asked|see|read|describe"
    r"|summari[sz]e|answer))\b[^.!?]{0,50}\b(?:say|write|claim|answer|respond|reply|state|mention|tell"
    r"|include)\b|begin a new (?:one|conversation|chat|talk)|start (?:a new|over)\b|in your (?:output"
    r"|answer|response|reply)\b",
    leave_out=r"(?:do not|don'?t|never|stop) (?:describ|read|mention|highlight|list|summari|analy[sz]|translat"
    r"|discuss|point out|transcrib|comment|criti|look at|consider|talk)\w*|(?:name|mention|list|describe"
    r"|recommend|report) (?:no|nothing)\b|leave out\b|leave (?:it|them|that|this|him|her|everything else"
    r"|the rest|all others?) out|pretend (?:that|not|there)|(?:stop|end|abort|terminate|halt) (?:this|the"
    r"|your|all) (?:talk|conversation|chat|dialogue|task|description|analysis|processing|previous task"
    r"|current task)"
    r"|act (?:as if|like) (?:nothing|there|this|it|no)|skip (?:the rest|everything else|all other)|(?:everything"
    r"|anything|all|any text) else (?:on|in) (?:this|the) (?:page|image|picture|document)",
    praise=r"(?:give|write|output|provide|assign|submit|generate)[^.!?]{0,20}\b(?:positive|favou?rable|glowing"
    r"|perfect|highest|top|best|maximum|five[- ]star|10/10|high) (?:\w+ )?(?:reviews?|scores?|ratings?"
    r"|feedback|marks?|grades?|recommendations?|evaluation)|(?:recommend|approve|accept|hire|choose|prefer"
    r"|rate|rank|select|promote|praise|advance|shortlist)(?:ing)? (?:this|our|the|only|him|her|it"
    r"|me)\b[^.!?]{0,30}\b(?:paper|candidate|product|applicant|application|submission|company|shop|store"
    r"|resume|cv|invoice|payment|request|first|highest|over)\b"
    r"|(?:best|ideal|perfect|most qualified|exceptionally (?:well )?qualified) (?:candidate|applicant|product"
    r"|choice)|positive review only|no (?:weakness|negatives?|flaws?|criticism)",
)
