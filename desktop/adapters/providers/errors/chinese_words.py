"""Error words of endpoints that answer in Chinese. Several kinds share a noun; what is said of it tells them apart."""

from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.core.errors import ProblemKind as Kind

_IMAGE = "(?:图片|图像|照片|圖片|圖像|多模态|视觉)"
_MODEL = "(?:模型|部署|端点)"
_NOT = "(?:不支持|不支援|不能|无法|不可|不接受|没有|暂不支持|未开启|未启用)"
_TOO = "(?:过大|太大|超过|超出|超限|过长|太长|过多|上限)"
_MONEY = "(?:余额|额度|配额|资源包|欠费|账单|预算|餘額|用量)"

CHINESE_WORDS: tuple[ErrorWords, ...] = (
    ErrorWords(
        Kind.CONTENT_REFUSED,
        "Zhipu, Qwen, MiniMax, Baidu, Doubao",
        ("不安全|敏感|违规|违禁|不合规|安全审核|内容审核|内容安全|风控|涉黄|涉政",),
    ),
    ErrorWords(
        Kind.QUOTA,
        "Zhipu, New API, Baidu, SiliconFlow, Moonshot",
        (f"{_MONEY}.{{0,12}}(?:不足|耗尽|用尽|用完|已用|超|为 ?0|到期)|欠费|请充值|充值后|停机",),
    ),
    ErrorWords(
        Kind.MODEL_HAS_NO_VISION,
        "Zhipu, SiliconFlow, New API",
        (
            f"{_MODEL}.{{0,20}}{_NOT}.{{0,10}}{_IMAGE}(?!格式|大小|尺寸)|{_NOT}.{{0,6}}{_IMAGE}(?:输入|理解|内容|功能|识别)",
            f"{_IMAGE}(?:输入|理解|内容).{{0,8}}{_NOT}|(?:仅|只)支持(?:纯)?文本",
        ),
    ),
    ErrorWords(
        Kind.IMAGE_REJECTED,
        "Zhipu, Qwen, Doubao",
        (
            f"{_IMAGE}.{{0,20}}(?:{_TOO}|格式|失败|错误|无效|有误|损坏|非法|尺寸|不合法|解析|为空|无法|不能)",
            f"(?:无法|不能|失败|错误|无效|非法|损坏|不支持).{{0,8}}{_IMAGE}|base64.{{0,12}}(?:错误|无效|失败|非法)",
        ),
    ),
    ErrorWords(
        Kind.CONTEXT_TOO_LONG,
        "Zhipu, Baidu, MiniMax",
        (
            f"(?:上下文|输入|提示词|token|tokens|prompt|文本|消息|内容).{{0,16}}{_TOO}|{_TOO}.{{0,16}}(?:上下文|token)",
            "(?:长度|字数).{0,12}(?:超|过长|限制)",
        ),
    ),
    ErrorWords(
        Kind.OVERLOADED,
        "Zhipu, MiniMax, New API",
        ("拥挤|访问量过大|负载|繁忙|过载|稍后.{0,4}(?:高峰)|高峰期|服务不可用|排队",),
    ),
    ErrorWords(
        Kind.RATE_LIMIT,
        "Zhipu, Baidu, SiliconFlow",
        ("并发|频率|限流|速率|过于频繁|请求过快|请求过多|每分钟|每秒|限速",),
    ),
    ErrorWords(
        Kind.KEY_REFUSED,
        "Zhipu, New API, Qwen, Baidu",
        (
            "身份验证|鉴权|未授权|认证失败|登录",
            "(?:令牌|密钥|密匙|api.?key|token|key).{0,16}(?:无效|过期|不正确|错误|失效|已禁用|不存在|为空|缺失)",
            "(?:无效|错误|缺少|未提供|过期)的?.{0,6}(?:令牌|密钥|api.?key|token)",
        ),
    ),
    ErrorWords(
        Kind.MODEL_FORBIDDEN,
        "Zhipu, New API, Doubao",
        (
            f"(?:无权|没有权限|未开通|无权限|权限不足).{{0,20}}{_MODEL}|{_MODEL}.{{0,20}}(?:无权|没有权限|未开通|无权限|权限)",
        ),
    ),
    ErrorWords(
        Kind.MODEL_UNKNOWN,
        "Zhipu, New API, Qwen",
        (f"{_MODEL}.{{0,30}}(?:不存在|无效|下线|停用|未找到|无可用|不可用|错误|已弃用|废弃)|未知.{{0,4}}{_MODEL}",),
    ),
    ErrorWords(Kind.FORBIDDEN, "Qwen, Baidu", ("无权限|没有权限|权限不足|地区|区域|白名单|禁止访问",)),
)
