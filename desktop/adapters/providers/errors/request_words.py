"""Error words about the request and the account: memory, size, context, rate, credit, content rules, region."""

from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.core.errors import ProblemKind as Kind

_NO_IMAGE = r"^(?!.*\b(?:images?|pictures?|photos?|pixels?|image_url)\b).*"
_NO_MONEY = (
    r"^(?=.*token)(?!.*\b(?:per (?:second|min|minute|hour|day|week|month)|rate|[tr]p[mds]|minute|day|week|month|afford|"
    r"credits?|budget|quota|balance|images?|pictures?|photos?|wait|retry|max_(?:completion_|new_|output_)?tokens|"
    r"max_completion|stop|timed? ?out|generated|after)\b).*"
)
"""The beginnings of a line that speaks of nothing else: two numbers of tokens are the model's limit only then."""
_TOKENS = r"\d[\d,.]{0,12}k? tokens"
"""A number of them. It is bounded, and begins no number's middle: else long rows of numbers take a second to read."""

REQUEST_WORDS: tuple[ErrorWords, ...] = (
    # keys and settings that are names in the body of the request
    ErrorWords(
        Kind.BAD_REQUEST,
        "gateways",
        (r"\b(?:missing|invalid|unknown|duplicate) key ['\"`]\w{1,40}['\"`] in \w|\bunknown parameter:? safety\b",),
        is_refusal=True,
    ),
    # the memory of the computer that serves, and its processes
    ErrorWords(
        Kind.OUT_OF_MEMORY,
        "Ollama, llama.cpp, TGI, vLLM",
        (
            r"(?:more|out of|insufficient|enough|lacks?|free|available) (?:\w+ ){0,2}(?:memory|v?ram)\b|"
            r"\d ?[gm]i?b of (?:\w+ ){0,2}(?:memory|v?ram)\b",
            r"\b(?:memory|v?ram)\b.{0,40}(?:exhaust|insufficient|not enough|too (?:little|low)|exceed)",
            r"\bfits? in(?:to)? (?:\w+ ){0,3}(?:memory|vram)\b|\bcudamalloc\b|\bcuda error\b(?!: (?:device-side|an "
            r"illegal|unspecified|misaligned|no kernel))|failed to allocate|unable to allocate|insufficient system "
            r"resources",
        ),
    ),
    # counts of images, and of places in a queue, before the size of the request
    ErrorWords(
        Kind.IMAGE_REJECTED,
        "Cohere, Mistral, Gemini",
        (
            r"\bnumber of (?:images|pictures|photos) (?:in|is|was|exceed|must|per|sent)\w*\b|"
            r"\b(?:images|pictures|photos) in (?:the|one|a|your|this) request\b",
        ),
    ),
    ErrorWords(
        Kind.OVERLOADED,
        "Azure, Volcengine, Cerebras",
        (r"\b(?:during|at) peak load\b|\b(?:unable|not able) to handle (?:any )?(?:more|additional|new) requests\b",),
        ("no_capacity", "server_overloaded", "queue_exceeded"),
    ),
    # requests too large in bytes, or at once
    ErrorWords(
        Kind.TOO_LARGE,
        "OpenAI, Groq, Anthropic, Gemini, proxies, TGI",
        (
            r"\b(?:request|payload|entity|body|content.length)\b(?: (?:entity|body|payload|content|size))*"
            r"(?: (?:is|was))? (?:too (?:large|big)|exceed\w*|larger than|bigger than|over|above)(?!.{0,80}(?:rate "
            r"limit|context|quota|model token))",
            r"request body (?:is|has) [1-9].{0,30}(?:at most|limit|max)|length limit exceeded|"
            r"maximum (?:request|payload|body) (?:body )?size|reduce your message size",
            rf"{_NO_IMAGE}\b(?:request|body|payload|upload)\b.{{0,40}}\b(?:has|is|of|was) [1-9][\d.,]* ?(?:[kmg]i?b|"
            rf"bytes)\b",
        ),
        ("request_too_large", "payload_too_large", "requestentitytoolarge", "request_entity_too_large"),
    ),
    # a conversation longer than the model's context
    ErrorWords(
        Kind.CONTEXT_TOO_LONG,
        "OpenAI, Azure, vLLM, llama.cpp, LM Studio, Mistral, Together, Copilot, Bedrock",
        (
            r"context.{0,12}(?:length|window|size|limit|overflow)|model's context|(?:into|fit|of|over|"
            r"exceed\w*|max) (?:the |its )?context\b|\bcontext (?:was )?exceed|\bcontext (?:of|"
            r"for) [\w.\-/ ]{1,40} (?:ends|holds)|"
            r"\bcontext (?:is|was) (?:full|exhausted|used up)|"
            r"\b(?:n|num)_ctx\b|\bmax_(?:model|seq|input|sequence)_len|\bkv[ _-]?cache (?:is |was "
            r")?(?:full|exhausted)|longer than (?:the )?context",
            r"(?:maximum|max) (?:model|sequence|prompt|input|context) (?:length|tokens)|maximum (?:number of )?tokens",
            r"too many (?:input |prompt )?tokens(?!,? (?:please wait|per |a |each ))|more tokens than|"
            r"\btokens?\b.{0,40}\broom for\b|"
            r"\bnot fit (?:in|into|within)\b.{0,30}\btokens|\blength \d+ ?> ?\d|model token limit|"
            r"\btokens?\b.{0,40}\bexceed|"
            r"exceed\w*.{0,30}\btokens?\b(?! rate|.{0,20} per )",
            r"tokens? in (?:the |your )?prompt\b.{0,30}\b(?:limit|max)|input length|too many words|"
            r"\btokens?\b.{0,20}(?:above|beyond)|(?:>|above|beyond|over) \d[\d,]* "
            r"tokens|window of",
            r"\d tokens?\b.{0,40}\d.{0,12}\b(?:fit|max|allowed|accepted)|\d tokens?\b.{0,30}\b(?:takes|"
            r"allows|fits|accepts)\b.{0,12}\d",
            r"(?:input|prompt|message|sequence|question) (?:length|size)(?: limit)?.{0,30}(?:exceed|too|"
            r"over|reach|limit)",
            r"\btokens?\b.{0,50}(?:too (?:large|many|long)|(?:larger|longer|greater|more) than|must have "
            r"less|must be <|over the)|must have (?:less|fewer) than.{0,12}tokens",
            r"\b(?:prompts?|inputs?|messages?|conversation|history|chat|question|text)\b(?: \w+)? (?:is|"
            r"are|was|were|has grown|has become) (?:\w+ )?(?:too (?:long|large|big)|longer than)|reduce the length|"
            r"provide a shorter|shorten (?:your|the) (?:prompt|input|messages?|conversation|history|chat|question|"
            r"text)",
            rf"{_NO_IMAGE}\bthan [\w .-]{{1,40}} (?:can|could) (?:read|take|hold|handle|process|remember)\b",
            rf"{_NO_IMAGE}\b(?:prompts?|inputs?|messages?|conversation|history|chat|question|text) too (?:long|"
            rf"large|big)\b",
        ),
        (
            *(
                "context_length_exceeded",
                "exceed_context_size_error",
                "context_window_exceeded",
                "string_above_max_length",
            ),
            *(
                "contextwindowexceedederror",
                "model_max_prompt_tokens_exceeded",
                "max_tokens_exceeded",
                "prompt_too_long",
            ),
        ),
    ),
    ErrorWords(
        Kind.CONTEXT_TOO_LONG,
        "paraphrases of them",
        (rf"{_NO_MONEY}(?:(?<![\d,.]){_TOKENS}?\b.{{0,80}}?\d|\d.{{0,40}}[^\d,.]{_TOKENS}\b)",),
        is_refusal=True,
    ),
    # limits in time before limits in money: both speak of quotas
    ErrorWords(
        Kind.RATE_LIMIT,
        "OpenAI, Azure, Anthropic, Mistral, Groq, Together, Fireworks, OpenRouter, Copilot",
        (
            r"rate.?limit(?!s?/|s? page)|too many requests|slow down|throttl|\b[rt]p[md]\b",
            r"no deployments available.{0,60}try again",
            r"(?:requests?|tokens?|calls?|images?|queries) (?:per|a|each) (?:second|minute|hour|day)|per.?minute",
            r"(?<!try )(?<!back )(?<!again )(?:in|within|during|over) (?:the )?(?:last|past|previous|"
            r"one|a) (?:second|minute|hour)\b",
            r"(?:requests?|calls?|messages?)\b.{0,30}\btoo (?:fast|quick(?:ly)?|often|frequent(?:ly)?)\b|"
            r"too (?:fast|quickly)\b",
            r"(?:concurren\w+|parallel|simultaneous).{0,40}(?:limit|exceed|reach|too many)|too many "
            r"(?:concurrent|parallel)",
        ),
        ("slow_down", "too_many_requests", "toomanyrequests", "throttlingexception", "concurrency_limit_exceeded"),
    ),
    # credit and quota
    ErrorWords(
        Kind.QUOTA,
        "OpenAI, Anthropic, xAI, DeepSeek, OpenRouter, Fireworks, Together, Copilot, LiteLLM, Hugging Face, Moonshot",
        (
            r"\b(?:credits?|balance|funds?|quota|budget)\b.{0,40}(?:too low|insufficient|exhaust|deplet|"
            r"not enough|used up|r[au]n out|negative|spent|exceed)|\bin debt\b",
            r"(?:insufficient|not enough|no (?:more |remaining |available )?|out of(?: call volume| extra)?|"
            r"add (?:more )?|buy|"
            r"purchase|top up|"
            r"requires? (?:more )?|(?:have )?any|used all(?: \w+)?|exceeded (?:\w+ ){0,4}?)\s*(?:credits?|"
            r"balance|funds?|quota|"
            r"budget|allowance|usage)\b(?! (?:was|were|is|are|has been|have been) (?:charged|used|taken|spent))",
            r"(?:usage|spend(?:ing)?|monthly|hard|daily|weekly|key|billing|free) (?:limit|cap|allowance|tier)\b.{0,40}"
            r"(?:exceed|reach|hit|exhaust|used)|(?:exceed|reach|hit|used)\w*.{0,40}(?:usage|spend(?:ing)?|"
            r"monthly|daily|weekly|"
            r"hard|billing) (?:limit|cap|allowance|quota)|limit (?:of|on|for) (?:money|spend\w*)|no money|"
            r"wallet|recharge|(?:plan|subscription) (?:has|have|includes?|allows?) no|"
            r"(?:spent|used|consumed) (?:its|your|the|their|all) (?:\w+ )?(?:budget|credit|quota|balance|"
            r"money|funds)|paid for|premium request",
            r"\bbilling\b|payment (?:required|method)|pre-?pa(?:id|y)|arrear|overdue|unpaid|past invoices|"
            r"account.{0,30}(?:suspended|not active|deactivated)|\btop up\b|\btrial\b.{0,20}(?:ended|expired|is over)",
        ),
        (
            *("insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded", "billing_error"),
            *("billing_hard_limit_reached", "billing_not_active", "budget_exceeded", "exceededbudget", "arrearage"),
            *("insufficient_balance", "insufficient_credits", "exceeded_current_quota_error", "quota_exceeded"),
            *("insufficient_funds", "credit_limit_exceeded", "payment_required", "account_suspended"),
            *("insufficient_user_quota", "pre_consume_token_quota_failed", "insufficient_account_balance"),
        ),
    ),
    ErrorWords(
        Kind.QUOTA,
        "paraphrases of them",
        (
            r"\b(?:credits?|balance|funds?|quota|budget)\b.{0,40}(?:reached|expired|over\b|below|zero|empty|gone\b|"
            r"consumed)|\b(?:month|week|plan|subscription|allowance|(?:free|included) (?:usage|uses|requests?|"
            r"messages?|questions?|tokens?|calls?))\b.{0,40}\b(?:used up|gone|consumed|exhausted)",
        ),
        is_refusal=True,
    ),
    # rights that are given by policies, and privacy settings: not the rules on content
    ErrorWords(
        Kind.FORBIDDEN,
        "Bedrock, OpenRouter",
        (r"(?:identity|resource)-based polic|\bexplicit deny\b|\bdata policy\b|guardrail restrictions",),
    ),
    # content rules; before images, which they speak of
    ErrorWords(
        Kind.CONTENT_REFUSED,
        "OpenAI, Azure, Gemini, xAI, DeepSeek, Qwen, OpenRouter, Mistral",
        (
            r"(?<!data )content.{0,15}(?:polic|filter|management|moderat|rules|guideline|restriction|"
            r"exists risk|blocked)",
            r"safety (?:system|filter|setting|reason|check|polic|guideline|rule)|\b(?:due to|for|by) "
            r"(?:\w+ )?safety|guardrail|"
            r"responsible (?:ai|use)|moderation|risk control|\bflagged\b|(?:rules|polic\w+|limits) (?:on|for|"
            r"about|of) content|"
            r"reasons? of safety|content (?:was|is|has been) flagged|"
            r"polic\w+ (?:forbids?|prohibits?|does not allow)|blocked by (?:\w+ )?polic|usage (?:polic|"
            r"guideline)|acceptable use|\bpolicy\W*$",
            r"(?:violat|flagged|disallow|prohibit|against)\w*.{0,60}(?:polic|usage|safety|terms|rules|"
            r"guideline|content)",
            r"content of (?:the|your|this) \w+ (?:is|was) (?:not |dis)(?:allowed|permitted|accepted)"
            r"(?! to be|: must)|(?:high[- ]risk|risky|illegal|forbidden) content|"
            r"(?:cannot|can't|unable to|will not|won't) (?:help|assist) with (?:this|that|your)|"
            r"(?:harmful|inappropriate|sensitive|unsafe|explicit|sexual|violent) (?:content|material|words|"
            r"data|image|information)|\bnew_sensitive\b",
        ),
        (
            *("content_policy_violation", "content_filter", "contentfilter", "responsibleaipolicyviolation", "safety"),
            *(
                "data_inspection_failed",
                "datainspectionfailed",
                "prohibited_content",
                "content_violation",
                "moderation",
            ),
            *("image_content_policy_violation", "content_blocked", "sensitive_content", "image_safety", "blocklist"),
            *("sensitivecontentdetected", "inputtextsensitivecontentdetected", "inputimagesensitivecontentdetected"),
            *("outputtextsensitivecontentdetected", "outputimagesensitivecontentdetected"),
        ),
    ),
    # regions, and a privacy setting of the account
    ErrorWords(
        Kind.FORBIDDEN,
        "OpenAI, Gemini, Anthropic, OpenRouter",
        (
            r"\b(?:country|countries|region|regions|territory|territories|location)\b.{0,60}(?:\bnot\b|"
            r"n't\b|unsupported|"
            r"unavailable|restricted|block|prohibit|forbid|outside|cannot)",
            r"(?:\bnot\b|n't\b|unsupported|unavailable|restricted|blocked|forbidden|prohibited|outside)"
            r".{0,60}\b(?:country|countries|region|regions|territory|territories|location)\b",
            r"\bips?\b(?: address)?.{0,30}\blist\b|organi[sz]ation (?:has been|was|is) (?:restricted|"
            r"blocked|banned|disabled|suspended)|data policy|"
            r"ip (?:address )?(?:is )?not (?:allowed|authorized|permitted)|not in the allow.?list",
        ),
        (
            "unsupported_country_region_territory",
            "unsupported_country",
            "ip_not_authorized",
            "region_not_supported",
            "organization_restricted",
        ),
    ),
)
