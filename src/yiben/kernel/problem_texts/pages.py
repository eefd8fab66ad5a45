"""Problems P: pages and API."""

CHINESE: dict[str, tuple[str, str]] = {
    "P001": ("请先登录", "登录后再发同样的请求；会话30分钟不用即结束。"),
    "P002": ("这次提交看不懂：{why}", "写法见 docs/openapi.json。"),
    "P003": ("没有这个地址", "可用的地址见 docs/openapi.json。"),
    "P006": (
        "程序出了错，不是您的操作有误",
        "这次没有办成，账上没有留下半条；请把出错的时间告诉系统管理员。",
    ),
    "P005": ("{day}的账上还没有这条记录", "请换一个截至日，或回到现在。"),
    "P004": (
        "一次最多提交{maximum}条，这次有{found}条",
        "请分几次提交；已有 client_id 的重发也不会重复入账。",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "P001": (
        "Please sign in first",
        "Sign in, then send the request again; a session ends after 30 minutes without use.",
    ),
    "P002": ("This submission cannot be read: {why}", "See docs/openapi.json."),
    "P003": ("There is no such address", "Addresses are listed in docs/openapi.json."),
    "P006": (
        "The program failed; it is not your fault",
        "Nothing was done and no half record is left; tell the system administrator when it happened.",
    ),
    "P005": ("On {day} this record was not yet in the ledger", "Choose another day, or go back to now."),
    "P004": (
        "At most {maximum} at once; this has {found}",
        "Send them in parts; resending a client_id never enters anything twice.",
    ),
}
