"""Error words about the key, the load of the server, the model and the address."""

from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.core.errors import ProblemKind as Kind

_MODEL = r"\b(?:models?|deployments?|engines?)\b"

MODEL_WORDS: tuple[ErrorWords, ...] = (
    # the key
    ErrorWords(
        Kind.KEY_REFUSED,
        "OpenAI, Azure, Gemini, xAI, OpenRouter, LiteLLM, Together, Cohere, Hugging Face, Copilot",
        (
            r"(?:api|subscription|access|secret|security|virtual|proxy server|bearer|auth\w*|id)[ _-]?(?:key|"
            r"token)s?\b.{0,60}(?:\bnot\b|"
            r"n't\b|invalid|incorrect|wrong|expired|revoked|disabled|missing|required|unknown|blocked|"
            r"leaked|rejected|refused|"
            r"malformed|deactivated|passed)",
            r"(?:invalid|incorrect|wrong|bad|missing|malformed|expired|revoked|unknown|disabled|\bno\b|"
            r"provide|without|"
            r"unrecogni[sz]ed|need)(?: \w+){0,3} (?:api|subscription|access|secret|virtual|bearer|auth\w*|"
            r"valid)[ _-]?(?:key|token|"
            r"credential)",
            r"(?:invalid|incorrect|wrong|bad|missing|no|expired) (?:\w+ )?(?:key|credentials?)\b|\bkey "
            r"(?:is|was|has been|has) (?:\w+ )?"
            r"(?:wrong|invalid|revoked|expired|disabled|unknown|not)|valid (?:api )?key|"
            r"\btoken\b.{0,40}(?:has expired|is expired|was revoked|has been revoked)|credentials? "
            r"(?:found|required)|"
            r"\bkey(?:'s)? (?:format|prefix|length) (?:is|was) (?:\w+ )?(?:wrong|invalid|not)|"
            r"auth(?:entication)? credentials|failed to authenticate|authentication (?:fail|is required|required)|"
            r"not authenticated|unauthori[sz]ed|login fail|\bkey (?:has )?(?:expired|revoked)|\b(?:your|this|"
            r"access) token "
            r"(?:is|was) (?:not valid|invalid|wrong|unknown)|authorization header|unregistered callers|(?:must|"
            r"need to) "
            r"(?:be signed|sign|log) in\b|not verify (?:your |the )?(?:credentials|identity)",
        ),
        (
            *(
                "invalid_api_key",
                "incorrect_api_key",
                "api_key_invalid",
                "api_key_expired",
                "invalid_key",
                "expired_key",
            ),
            *(
                "invalid_authentication_error",
                "invalid_token",
                "token_not_found_in_db",
                "missing_api_key",
                "invalidapikey",
            ),
            *(
                "api_key_service_blocked",
                "unauthenticated",
                "unauthorized",
                "invalid_authentication",
                "no_api_key_passed",
            ),
            *("unrecognizedclientexception", "expiredtokenexception", "invalidsignatureexception"),
        ),
    ),
    # what the server has loaded, or is loading
    ErrorWords(
        Kind.OVERLOADED,
        "Anthropic, Gemini, Moonshot, TGI, Together, llama.cpp, Hugging Face",
        (
            r"\b(?:is|are|was|currently|temporarily|engine|server|model|system|service|upstream)\b.{0,30}\boverloaded|"
            r"overload(?:ed)?_?error|\b(?:over|no) capacity\b|[^\n] ?\boverloaded\b|at (?:full )?capacity|(?:high|"
            r"heavy|peak) (?:demand|load|traffic)|"
            r"too busy|workers? (?:is|are) (?:free|available|left|occupied|in use)|queue (?:is |was )?(?:\w+ )?full|"
            r"all (?:\w+ )?(?:workers?|slots?|servers?|gpus?|instances?|replicas?) (?:are|is) (?:at |in )?(?:work|"
            r"busy|use|taken)|"
            r"(?:instances?|slots?|replicas?|gpus?) "
            r".{0,30}busy|waking up|cold start|server (?:is )?busy|temporarily "
            r"unavailable|no (?:available |healthy |free )(?:\w+ )?(?:server|worker|upstream|"
            r"channel|deployment|instance|backend)|(?:server|workers?) (?:are )?busy",
            r"\b(?:model|server)\b.{0,60}\b(?:is|still|currently) (?:still |currently |being )?(?:loading|"
            r"loaded|starting|warming)"
            r"|loading model|not ready",
        ),
        (
            "overloaded_error",
            "engine_overloaded_error",
            "overloaded",
            "model_loading",
            "unavailable_error",
            "model_capacity_exhausted",
        ),
    ),
    ErrorWords(
        Kind.SERVER_FAULT,
        "Ollama, LM Studio",
        (
            rf"{_MODEL}.{{0,40}}(?:crashed|unloaded)|runner.{{0,40}}(?:terminated|stopped|exited|crashed)|"
            rf"failed to load (?:the )?"
            r"model|internal (?:server )?error",
        ),
    ),
    # models: not for this key, then not there at all
    ErrorWords(
        Kind.MODEL_UNKNOWN,
        "OpenAI, Azure, Gemini, Groq, Ollama, Together",
        (
            rf"{_MODEL}.{{0,100}}(?:does ?n[o']t exist|does not exist|not found|decommission|deprecat|"
            rf"retired|discontinu)",
        ),
        (
            *("model_not_found", "model_not_available", "model_decommissioned", "deploymentnotfound", "unknown_model"),
            *("operationnotsupported", "model_not_supported", "model_deprecated", "invalid_model", "model_not_exist"),
            *(
                "modelnotfound",
                "model_retired",
                "model_terminated",
                "model_unavailable",
                "not_chat_model",
                "unsupported_model",
            ),
            *(
                "model_not_loaded",
                "modelnotfounderror",
                "modelnotfoundexception",
                "invalid_model_error",
                "model_invalid",
                "unsupported_api_for_model",
            ),
        ),
    ),
    ErrorWords(
        Kind.MODEL_FORBIDDEN,
        "LiteLLM, Groq, Bedrock, Hugging Face, Copilot, Anthropic",
        (
            rf"(?:not (?:be )?(?:allowed|permitted|authori[sz]ed|entitled)|\bno (?:access|permission|rights?)\b|not "
            rf"have (?:access|"
            rf"permission)|n't have (?:access|permission)|access denied|denied access|forbidden|"
            rf"blocked).{{0,60}}{_MODEL}",
            rf"gated (?:repo|model)|{_MODEL}.{{0,80}}(?:not (?:allowed|permitted|authori[sz]ed)|"
            rf"access (?:is )?(?:denied|"
            rf"restricted)|gated|blocked at|"
            r"requires? (?:approval|verification|terms|a subscription|a paid))|can only access models|must "
            r"be verified",
        ),
        (
            *(
                "key_model_access_denied",
                "team_model_access_denied",
                "user_model_access_denied",
                "model_terms_required",
            ),
            *(
                "model_permission_blocked_org",
                "model_permission_blocked_project",
                "org_model_access_denied",
                "model_forbidden",
            ),
        ),
    ),
    ErrorWords(
        Kind.MODEL_UNKNOWN,
        "Gemini, Mistral, OpenRouter, LM Studio, llama.cpp, Copilot, LiteLLM",
        (
            rf"{_MODEL}.{{0,100}}(?:unknown|not (?:an? )?(?:valid|chat)|invalid|\bnot (?:be |been |currently |yet "
            rf")?(?:available|supported|"
            rf"loaded|recogni[sz]ed|served|enabled|deployed|accessible|offered|installed|configured|hosted|"
            rf"there|here|known|found|"
            rf"reach\w*|pulled|downloaded|exist\w*)|n't (?:available|supported|loaded|known|served|found|"
            rf"exist|there|installed)|"
            rf"unavailable|unsupported|sunset|switched off|turned off|out of service|withdrawn|deleted|was "
            rf"dropped|removed|shut "
            rf"?down|no longer|\bgone\b|end of (?:its )?life|misspelled|only in v1|only "
            rf"(?:supported|available|works?) (?:in|with|on|through|via))",
            rf"(?:no such|unknown|invalid|unsupported|unavailable|unrecogni[sz]ed|\bno\b|not find|n't find|cannot find|"
            rf"not reach|cannot reach|"
            rf"can't reach|not serv\w+|failed to find|not have|not a valid|not a chat|is not an?|does not "
            rf"exist:?|no longer \w+)"
            rf"(?: (?:\w+|api)){{0,3}} {_MODEL}",
            rf"not supported {_MODEL}|"
            r"\b(?:embedding|speech|audio|transcription|moderation|completion) model\b|v1/(?:responses|"
            r"completions|embeddings|messages)\b.{0,60}\bnot\b|another api: v1/|did you mean "
            r"to use v1/|"
            r"^model: \S+$|pulling it first|not support (?:chat|completions?|generate)$|llm provider not provided|"
            r"function '.{0,80}': not found"
            r"|no models loaded|(?:wrong|bad|misspel(?:led|t)|empty|missing) (?:name of (?:the |a )?)?model\b|"
            r"\b(?:left|not (?:in|on|among)|no longer (?:in|on)) (?:the|our|this) (?:\w+ )?(?:catalogu?e|list|menu|"
            r"models)\b|"
            r"only (?:be )?(?:used|called|works?|reached) (?:in|with|through|via|by|on) (?:the )?(?:responses|"
            r"completions|"
            r"assistants|batch|realtime|messages|embeddings)\b|unknown provider|no (?:endpoints?|providers?|"
            r"healthy deployments?) (?:\w+ "
            r"){0,2}found (?:for|that)|no allowed providers",
        ),
    ),
    # a server of another kind, or another path
    ErrorWords(
        Kind.NOT_AN_API,
        "LM Studio, OpenAI, Groq, Express, FastAPI",
        (
            r"unexpected endpoint|invalid url \(|unknown (?:request )?url|unrecogni[sz]ed request url|"
            r"cannot post|method not allowed"
            r"|no (?:such )?route|route .{0,60}not found|(?:no|unknown|not a|no such) (?:api )?(?:endpoint|"
            r"path|page)\b"
            r"|(?:endpoint|path|url|resource|page) .{0,60}(?:not found|does not exist)|no static resource",
        ),
        ("unknown_url", "url_not_found", "route_not_found", "endpoint_not_found", "method_not_allowed"),
    ),
)
