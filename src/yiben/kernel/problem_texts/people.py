"""Problems T: township, log-in and rights."""

CHINESE: dict[str, tuple[str, str]] = {
    "T001": ("您没有{action}“{what}”的权限", "如因工作需要，请找系统管理员按岗位授权。"),
    "T002": ("没有名为“{name}”的账号", "请用 ./yiben user list 查看。"),
    "T003": ("没有叫“{name}”的乡镇，或者不止一个", "请用9位代码，例如 422802101。"),
    "T004": ("账号或密码不对", "连续5次不对将锁定30分钟。"),
    "T005": ("这个账号已锁定", "请30分钟后再试，或找安全管理员解锁。"),
    "T006": ("动态口令或备用码不对", "动态口令每30秒换一个，请等下一个再输；备用码每个只能用一次。"),
    "T007": ("刚才输错了，{seconds}秒内不接受新的口令", "请稍等再输；再错，等的时间会加倍。"),
    "T008": ("第一步已过{minutes}分钟，或者密码刚改过", "请重新输入账号和密码。"),
    "T009": ("“{value}”不是一个邮箱地址", "请写完整，例如 dangzhengban@example.gov.cn；不用邮件提醒就留空。"),
    "T010": ("安全钥匙没有验证成：{why}", "请再试一次；还不行，换一种方式或用备用码。"),
    "T011": (
        "安全钥匙只能在 {site} 上用",
        "请用这个地址打开本系统，再用安全钥匙；它须是 HTTPS 的域名，或本机的 localhost。",
    ),
    "T012": ("动态口令对不上，没有设上", "请核对口令器和这台服务器的时间，输入现在显示的6位数字。"),
    "T013": ("这个账号还没有设第二因子", "请登录网页，按提示设好，再用接口。"),
    "T014": ("密码不对", "请再输一次；忘了请找系统管理员重设。"),
    "T015": ("设置 {setting} 的值“{value}”不能用", "可用：{allowed}。见 docs/settings.md。"),
    "T016": ("没有找到这一项，可能已经去掉或结束", "请刷新页面再看。"),
    "T017": ("本单位要求有第二因子，最后一种不能去掉", "要换，请先设好新的，再去掉这一种。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "T001": (
        "You have no right to {action} “{what}”",
        "If your work needs it, ask the system administrator to grant it to your post.",
    ),
    "T002": ("There is no account named “{name}”", "See ./yiben user list."),
    "T003": (
        "There is no town called “{name}”, or more than one",
        "Use the 9-digit code, for example 422802101.",
    ),
    "T004": ("Wrong account or password", "Five wrong tries in a row lock the account for 30 minutes."),
    "T005": (
        "This account is locked",
        "Try again in 30 minutes, or ask the system administrator to unlock it.",
    ),
    "T006": (
        "Wrong one-time code or backup code",
        "A one-time code changes every 30 seconds: wait for the next; each backup code works once only.",
    ),
    "T007": (
        "The last code was wrong; no new one is taken for {seconds} seconds",
        "Please wait; after another wrong one the wait doubles.",
    ),
    "T008": (
        "The first step was over {minutes} minutes ago, or the password has just been changed",
        "Please give account and password again.",
    ),
    "T009": (
        "“{value}” is not a mail address",
        "Give it in full, for example dangzhengban@example.gov.cn; leave it empty for no mail.",
    ),
    "T010": (
        "The security key could not be verified: {why}",
        "Please try again; if it still fails, use another way or a backup code.",
    ),
    "T011": (
        "The security key works only at {site}",
        "Open this system at that address; it must be an HTTPS domain name, or localhost on this computer.",
    ),
    "T012": (
        "The one-time code does not match; nothing was set up",
        "Check the clocks of your authenticator and this server, and give the 6 digits shown now.",
    ),
    "T013": (
        "This account has no second factor yet",
        "Sign in to the web pages and set it up, then use the API.",
    ),
    "T014": (
        "Wrong password",
        "Please try again; if you forgot it, ask the system administrator to reset it.",
    ),
    "T015": (
        "The value “{value}” of the setting {setting} cannot be used",
        "Allowed: {allowed}. See docs/settings.md.",
    ),
    "T016": ("This was not found; it may have been removed or ended", "Please reload the page."),
    "T017": (
        "A second factor is required here; the last one cannot be removed",
        "Set up the new one first, then remove this.",
    ),
}
