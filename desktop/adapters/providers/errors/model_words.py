"""Error words about images, the key, the load of the server, the model and the address."""

from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.core.errors import ProblemKind as Kind

IMAGE = r"\b(?:images?|pictures?|photos?|image_urls?|input_images?|screenshots?)\b"
_SIGHT = r"(?:\b(?:images?|pictures?|photos?|image_urls?|input_image|vision|visual|multi-?modal(?:ity)?)\b)"
_NOT = r"(?:\bnot\b|n't\b|\bcannot\b|\bno\b|\bnever\b|\bunable\b|\bunsupported\b|\bwithout\b|\blacks?\b|\bnone\b)"
_FORMAT = r"(?:formats?|media|mime|types?|encodings?|sizes?|urls?|links?|webp|gif|tiff|bmp|heic|avif|svg|larger|bigger)"
_MODEL = r"\b(?:models?|deployments?|engines?)\b"


MODEL_WORDS: tuple[ErrorWords, ...] = (
    # models without eyes
    ErrorWords(
        Kind.MODEL_HAS_NO_VISION,
        "OpenAI, DeepSeek, vLLM, llama.cpp, Ollama, LM Studio, OpenRouter, Groq, Mistral, Copilot, Cohere",
        (
            r"unknown variant .?image|expected .?text\b|image_url.{0,40}(?:only|unexpected|not "
            r"(?:supported|allowed|permitted"
            r"|available|accepted)|unsupported)|unsupported content (?:part|type).{0,20}image|content "
            r"type.{0,12}image_url",
            rf"(?:\b(?:does|do|did|can|is|are|was|will) ?(?:not|n't)|\bcannot|\bdoesn't|\bdon't|\bunable to|"
            rf"\bno longer) "
            rf"(?:\w+ ){{0,3}}?(?:support|accept|take|handle|understand|have|see|allow|include|come "
            rf"with)\w*(?: [\w-]+){{0,3}}? "
            rf"{_SIGHT}(?!.{{0,20}}{_FORMAT})",
            rf"{_SIGHT}(?: (?:inputs?|content|understanding|data|parts?|messages?|requests?|prompts?|support|modality|"
            rf"capabilit(?:y|ies)|tasks?))*,? (?:is |are |was |were )?(?:currently |yet )?(?:not "
            rf"(?:currently |yet )?(?:support|"
            rf"accept|enabled|available|allowed|possible|understood|implemented)\w*|unsupported|disabled|"
            rf"isn't|aren't)",
            rf"{_MODEL}.{{0,60}}{_NOT}.{{0,25}}\b(?:see|look at|view|read|process|understand|handle|accept|"
            rf"take|support|work "
            rf"with)\b.{{0,12}}{_SIGHT}(?!.{{0,20}}{_FORMAT})",
            r"(?:\bnot\b|n't|\bno\b|\bnon)[ -](?:an? )?(?:multi-?modal|vision|visual|image)[ -]?(?:\w+ "
            r")?(?:model|language|llm)",
            r"(?:not|n't) (?:\w+ )?multi-?modal|text.only|(?:only|just|nothing but) (?:\w+ ){0,3}text\b|\bblind\b",
            rf"(?:\bno|\bnone of the|\bnot any) (?:\w+ )?(?:endpoint|provider|model|deployment)s?\b.{{0,60}}{_SIGHT}",
            rf"(?:\bno|lacks?|without|missing) (?:\w+ ){{0,4}}{_SIGHT}(?: (?:input|support|encoder|tower|"
            rf"adapter|capab\w+))",
            rf"{_SIGHT}.{{0,30}}\bonly\b.{{0,30}}{_MODEL}|{_MODEL} (?:that|which|with|for) (?:\w+ "
            rf"){{0,2}}{_SIGHT}|\bno eyes\b",
            rf"{_SIGHT}.{{0,60}}{_MODEL}.{{0,25}}{_NOT} (?:support|accept|take|handle|understand|allow)\w* "
            rf"(?:it|them|this|that)\b",
            r"unsupported (?:\w+ )?(?:input|content|part|block|modality)\w*:? (?:type )?\W?image|mmproj|"
            r"projector|at most 0 (?:image|picture)|(?:vision|image) (?:encoder|tower|adapter)",
            r"(?:not|n't) (?:\w+ )?(?:supported|enabled|available|meant|made|suited|allowed) (?:for|with) "
            r"(?:vision|images?)\b",
            r"\bvision\b.{0,40}(?:not|n't|un)[ ]?(?:enabled|supported|available|allowed)|"
            r"modalit\w+.{0,20}image.{0,30}not|"
            r"unsupported (?:input )?modalit\w+|" + rf"{_SIGHT}.{{0,50}}{_NOT}.{{0,40}}{_MODEL}(?!.{{0,20}}{_FORMAT})",
        ),
        ("model_not_multimodal", "vision_not_supported", "image_not_supported", "unsupported_image_input"),
    ),
    # pictures that are refused
    ErrorWords(
        Kind.IMAGE_REJECTED,
        "OpenAI, Anthropic, Gemini, llama.cpp, vLLM, Ollama, Groq, Together, Copilot",
        (
            rf"(?:{IMAGE}|\bbase64\b|\bdata ur[il]|\bmedia type|\bmime type|\bpixels\b).{{0,80}}(?:exceed|"
            rf"too (?:large|big|"
            rf"small|many|wide|tall|high)|(?:larger|smaller|bigger|greater|more) than|\bover\b|\bmax|"
            rf"\blimit|at most|up to|"
            rf"invalid|unsupported|\bnot\b|n't\b|cannot|unable|fail|corrupt|damage|broken|malformed|"
            rf"truncated|refuse|reject|"
            rf"must|should|empty|unknown|wrong|error)",
            rf"(?:exceed|too (?:large|big|small|many)|\bmax|at most|up to|\bonly\b|invalid|unsupported|"
            rf"could not|couldn't|cannot|"
            rf"can't|unable|fail|corrupt|damage|broken|malformed|error|\bbad\b|wrong|refuse|reject|illegal|"
            rf"unknown|not an?)"
            rf".{{0,60}}(?:{IMAGE}|\bbase64\b|\bdata ur[il]|\bmime type)",
            r"patches after processing",
        ),
        (
            *("invalid_image_format", "image_parse_error", "invalid_image", "invalid_base64_image", "image_too_large"),
            *("image_too_small", "invalid_image_url", "image_file_too_large", "unsupported_image_media_type"),
            *("image_file_not_found", "empty_image_file", "failed_to_download_image", "unsupported_media_type"),
            *("too_many_images", "max_images_exceeded", "invalid_image_data", "unsupported_image_format"),
        ),
    ),
    # the key
    ErrorWords(
        Kind.KEY_REFUSED,
        "OpenAI, Azure, Gemini, xAI, OpenRouter, LiteLLM, Together, Cohere, Hugging Face, Copilot",
        (
            r"(?:api|subscription|access|secret|virtual|proxy server|bearer|auth\w*|id)[ _-]?(?:key|"
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
            r"(?:wrong|invalid|revoked|expired|disabled|unknown|not)|valid (?:api )?key|credentials? "
            r"(?:found|required)|"
            r"auth(?:entication)? credentials|failed to authenticate|authentication (?:fail|is required|required)|"
            r"not authenticated|unauthori[sz]ed|login fail",
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
        ),
    ),
    # what the server has loaded, or is loading
    ErrorWords(
        Kind.OVERLOADED,
        "Anthropic, Gemini, Moonshot, TGI, Together, llama.cpp, Hugging Face",
        (
            r"\b(?:is|are|was|currently|temporarily|engine|server|model|system|service|upstream)\b.{0,30}\boverloaded|"
            r"overload(?:ed)?_?error|\bover capacity|[^\n] ?\boverloaded\b|at (?:full )?capacity|(?:high|"
            r"heavy|peak) (?:demand|load|traffic)|"
            r"too busy|workers? (?:is|are) (?:free|available|left)|server (?:is )?busy|temporarily "
            r"unavailable|no (?:available |healthy |free )(?:\w+ )?(?:server|worker|upstream|"
            r"channel|deployment|instance|backend)|(?:server|workers?) (?:are )?busy",
            r"\b(?:model|server)\b.{0,60}\b(?:is|still|currently) (?:still |currently |being )?(?:loading|"
            r"loaded|starting|warming)"
            r"|loading model|not ready",
        ),
        ("overloaded_error", "engine_overloaded_error", "overloaded", "model_loading", "unavailable_error"),
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
            *("model_not_loaded", "invalid_model_error", "model_invalid", "unsupported_api_for_model"),
        ),
    ),
    ErrorWords(
        Kind.MODEL_FORBIDDEN,
        "LiteLLM, Groq, Bedrock, Hugging Face, Copilot, Anthropic",
        (
            rf"(?:not (?:be )?(?:allowed|permitted|authori[sz]ed|entitled)|\bno (?:access|permission)|not "
            rf"have (?:access|"
            rf"permission)|n't have (?:access|permission)|access denied|denied access|forbidden|"
            rf"blocked).{{0,60}}{_MODEL}",
            rf"{_MODEL}.{{0,80}}(?:not (?:allowed|permitted|authori[sz]ed)|access (?:is )?(?:denied|"
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
            rf"{_MODEL}.{{0,100}}(?:unknown|not (?:an? )?(?:valid|chat)|invalid|\bnot (?:be |currently |yet "
            rf")?(?:available|supported|"
            rf"loaded|recogni[sz]ed|served|enabled|deployed|accessible|offered|installed|configured|hosted|"
            rf"there|here|known|found|"
            rf"reach\w*|pulled|downloaded|exist\w*)|n't (?:available|supported|loaded|known|served|found|"
            rf"exist|there|installed)|"
            rf"unavailable|unsupported|sunset|switched off|turned off|deleted|was dropped|removed|shut "
            rf"?down|no longer|\bgone\b|end of (?:its )?life|misspelled|only in v1|only "
            rf"(?:supported|available|works?) (?:in|with|on|through|via))",
            rf"(?:no such|unknown|invalid|unsupported|unrecogni[sz]ed|\bno\b|not find|n't find|cannot find|"
            rf"not reach|cannot reach|"
            rf"can't reach|not serv\w+|failed to find|not have|not a valid|not a chat|does not exist:?|no longer \w+)"
            rf"(?: (?:\w+|api)){{0,3}} {_MODEL}",
            r"v1/(?:responses|completions|embeddings|messages)\b.{0,60}\bnot\b|did you mean to use v1/|"
            r"^model: \S+$|pulling it first"
            r"|no models loaded|unknown provider|no (?:endpoints?|providers?|healthy deployments?) (?:\w+ "
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
