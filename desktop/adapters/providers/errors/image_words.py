"""Error words about images: models without eyes, and images that are refused."""

from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.core.errors import ProblemKind as Kind

IMAGE = r"\b(?:images?|pictures?|photos?|image_urls?|input_images?|screenshots?)\b"
_SIGHT = r"(?:\b(?:images?|pictures?|photos?|image_urls?|input_image|vision|visual|multi-?modal(?:ity)?)\b)"
_NOT = r"(?:\bnot\b|n't\b|\bcannot\b|\bno\b|\bnever\b|\bunable\b|\bunsupported\b|\bwithout\b|\blacks?\b|\bnone\b)"
_FORMAT = r"(?:formats?|media|mime|types?|encodings?|sizes?|urls?|links?|webp|gif|tiff|bmp|heic|avif|svg|larger|bigger)"
_MODEL = r"\b(?:models?|deployments?|engines?)\b"
_TAKER = r"(?:\b(?:this|the|that|your|our) (?:\w+ )?(?:model|deployment|engine|endpoint|server|provider|host)\b)"


IMAGE_WORDS: tuple[ErrorWords, ...] = (
    # models that make pictures, and answer no questions
    ErrorWords(
        Kind.MODEL_UNKNOWN,
        "xAI, OpenRouter, Together",
        (
            r"\bis an? (?:image|picture|video)(?:[ -](?:generation|generator|editing))? model\b"
            r"(?! (?:that|which) (?:reads|sees|takes|accepts|understands))|"
            r"\b(?:generates?|makes?|creates?) (?:only )?(?:images|pictures)(?: only)?, not (?:text|answers)",
        ),
    ),
    # measures of a picture that a model's rules speak of
    ErrorWords(
        Kind.IMAGE_REJECTED,
        "Qwen, Zhipu, Bedrock, vLLM",
        (
            rf"{IMAGE}(?:'s)? (?:file )?(?:length|width|height|dimensions?|resolution|aspect ratio|pixels)\b",
            r"\baspect ratio\b|\b(?:height|width):? ?\d+ .{0,40}(?:larger|smaller|more|less) than",
        ),
    ),
    # models without eyes
    ErrorWords(
        Kind.MODEL_HAS_NO_VISION,
        "OpenAI, DeepSeek, vLLM, llama.cpp, Ollama, LM Studio, OpenRouter, Groq, Mistral, Copilot, Cohere",
        (
            r"image_url\b(?!\W{0,4}or\b).{0,60}\btext\b|\btext\b(?!\W{0,4}or\b).{0,40}\bimage_url\b|"
            r"image_url\b.{0,100}\bexpected\b[^:]{0,20}:\W{0,3}text\W*$",
            r"(?:has|have|with|is) no (?:vision|sight|eyes)\b|\b(?:vision|image|multi-?modal)[- ](?:capable|enabled)\b",
            rf"{_SIGHT}(?: (?:input|content|parts?|support))? (?:has been |have been |was |is |are "
            rf")?(?:switched|turned) off",
            rf"{_TAKER}.{{0,30}}\b(?:ignores?|rejects?|refuses?|drops?|skips?) (?:all |any )?{_SIGHT}|"
            rf"{_SIGHT}(?: \w+){{0,2}} (?:is|are|was|were) (?:\w+ )?(?:rejected|refused|ignored|dropped) by {_TAKER}|"
            rf"\b(?:no|none|neither|nobody)\b.{{0,40}}\bcan (?:look at|see|read|take|view|handle) {_SIGHT}",
            rf"{_SIGHT} (?:part|half|module|tower|encoder|(?:pre)?processor)"
            rf"s?\b.{{0,40}}(?:missing|{_NOT}|absent|off\b)|"
            rf"\b(?:no|missing|without) (?:an? )?{_SIGHT} (?:part|half|module|(?:pre)?processor)\b|\bwithout sight\b",
            r"\b(?:plain|mere|pure) (?:text|strings?|words)\b|\b(?:reads?|answers?|knows?|speaks?) "
            r"(?:to )?(?:text|words)\b(?! (?:and|or) (?:images|pictures))|\b(?:is|are|model|only) "
            r"(?:\w+ )?for text\b(?! (?:and|or) )|\btext-to-text\b|"
            r"\btext (?:is|as) (?:its|the|our) only\b|\b(?:vision|images?)(?: support)?: (?:off|no|"
            r"none|false|disabled)\b|"
            r"\b(?:asked|questions?|speaks?) in words\b|\btext (?:llm|model)\b.{0,20}\b(?:image|"
            r"picture)|[;:,] send text\b|"
            r"\b(?:works?|deals?|copes?) with text\b(?! and| or)",
            rf"\bnot know.{{0,30}}{_SIGHT}|\bimage_url\W.{{0,40}}{_NOT}.{{0,12}}\bknow|"
            rf"{_SIGHT}.{{0,30}}\b(?:vision|multi-?modal) models?\b|{_SIGHT}: not supported\W*$|"
            rf"\bno {_SIGHT} (?:data|inputs?|content|parts?) (?:is|are|can|may)\b",
            rf"\b(?:0|none|not one) of (?:the )?(?:\d+ )?providers?\b.{{0,40}}{_SIGHT}",
            rf"{_SIGHT}.{{0,40}}{_TAKER} (?:lacks?|misses)\b|\buse (?:the )?[\w.-]*[.-](?:vision|vl)\b",
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
            r"(?:not|n't) (?:\w+ )?multi-?modal|(?:text|language).only|\btext and nothing else|\b(?:is|to|"
            r"as) an? (?:pure )?"
            r"(?:text|language) model|unsupported content\[\]\.type|vision-request header|(?:only|just|"
            r"nothing but) (?:\w+ ){0,3}text\b|\bblind\b|"
            r"(?:expects?|takes?|accepts?|allows?) (?:a )?(?:single|one) \W?text\b|\b(?:words|text|"
            r"language) (?:only|alone)\b",
            rf"(?:takes?|accepts?|supports?|handles?|reads?|sees?|has|have|knows?|understands?) no (?:\w+ )?{_SIGHT}"
            rf"(?!.{{0,20}}{_FORMAT})|\bno use for (?:an? |the |any )?{_SIGHT}|\bnone of\b.{{0,60}}{_SIGHT}",
            r"image_url\W{0,3} ?(?:is |was )?(?:unknown(?! (?:url|host|format|scheme|value))|unexpected)|"
            rf"{_SIGHT}.{{0,60}}\bmodalit|"
            rf"\bmodalit\w+.{{0,60}}{_SIGHT}",
            r"without (?:\w+ ){0,3}(?:vision|visual|clip)\b|\b(?:clip|mtmd)\b.{0,40}\b(?:missing|not|null)\b",
            rf"(?:handles?|takes?|reads?|accepts?) text\b.{{0,20}}{_SIGHT}.{{0,30}}\b(?:elsewhere|other|another)",
            rf"{_SIGHT}.{{0,60}}\b(?:allowed|expected|supported|permitted|accepted)(?: (?:types?|values?|parts?|are|"
            rf"is))*"
            rf":? \W{{0,3}}(?:input_)?text\W*$",
            r"(?:use|needs?|requires?|choose|pick|select|try|want) (?:an? |another |different )?(?:vision|"
            r"multi-?modal|visual)"
            r"[ -](?:\w+ )?models?\b",
            rf"(?:\bno|\bnone of the|\bnot any) (?:\w+ )?(?:endpoint|provider|model|deployment)s?\b.{{0,60}}{_SIGHT}",
            rf"(?:\bno|lacks?|without|missing) (?:\w+ ){{0,4}}{_SIGHT}(?: (?:input|support|encoder|tower|"
            rf"adapter|capab\w+))",
            rf"{_SIGHT}.{{0,30}}\bonly\b.{{0,30}}{_MODEL}|{_MODEL} (?:that|which|with|for) (?:\w+ "
            rf"){{0,2}}{_SIGHT}|\bno eyes\b",
            rf"(?:not|n't|never) (?:been )?(?:built|made|meant|designed|trained|intended) (?:for|on|"
            rf"with) {_SIGHT}|{_SIGHT} (?:with|for|by|"
            rf"to|on) the model$",
            rf"(?:not|n't|cannot) (?:be )?use\w* {_SIGHT}|\b(?:language|text|chat) model for text|unexpected "
            rf".{{0,30}}image_url",
            rf"{_SIGHT}.{{0,20}}\b(?:which|that) (?:the|this) model (?:ignores|drops|refuses|skips)|{_SIGHT}.{{0,25}}"
            rf"\b(?:refused|rejected|ignored|dropped) by (?:the|this) model|{_SIGHT}.{{0,12}}\bbeyond what|"
            rf"{_SIGHT}.{{0,60}}{_MODEL}.{{0,25}}{_NOT} (?:support|accept|take|handle|understand|allow)\w* "
            rf"(?:it|them|this|that)\b",
            r"unsupported (?:\w+ )?(?:input|content|part|block|modality)\w*:? (?:type )?\W?image|mmproj|"
            r"projector|at most 0 (?:image|picture)|(?:vision|image) (?:encoder|tower|adapter)",
            r"(?:not|n't) (?:\w+ )?(?:supported|enabled|available|meant|made|suited|allowed) (?:for|with) "
            r"(?:vision|images?)\b",
            r"\bvision\b.{0,40}(?:not|n't|un)[ ]?(?:enabled|supported|available|allowed|loaded|installed)|"
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
            rf"(?:{IMAGE}|\bbase64\b|\bdata ur[il]|\b(?:jpe?g|png|webp|gif) in\b|\bmedia type|\bmime type|"
            rf"\bpixels\b).{{0,80}}(?:exceed|"
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
            r"patches after processing|invalid url value|\bonly\b.{0,20}\b(?:jpe?g|png)\b|\b(?:png|jpe?g|webp|gif): "
            r"(?:invalid|unsupported|unexpected|bad|short|missing)",
        ),
        (
            *("invalid_image_format", "image_parse_error", "invalid_image", "invalid_base64_image", "image_too_large"),
            *("image_too_small", "invalid_image_url", "image_file_too_large", "unsupported_image_media_type"),
            *("image_file_not_found", "empty_image_file", "failed_to_download_image", "unsupported_media_type"),
            *("too_many_images", "max_images_exceeded", "invalid_image_data", "unsupported_image_format"),
        ),
    ),
)
