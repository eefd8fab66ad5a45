"""Problems N: notices, comments, complaints."""

CHINESE: dict[str, tuple[str, str]] = {
    "N001": ("评论要有内容，最多{most}个字，现在是{length}个", "请写一句话；长的材料请作附件。"),
    "N002": ("本镇没有“{name}”这个人", "请在@后面选一个人，或写账号名；不是提到人的，请不要用@。"),
    "N003": ("叫“{name}”的不止一人", "请写账号名：{allowed}。"),
    "N004": ("{name}的岗位看不到这条记录，不能在这里提到", "请先找系统管理员按岗位授权，或另找能看的人。"),
    "N005": ("里面有个人的号码，存下来会遮成{shown}", "号码请填在台账的栏目里；这样写就行的，再按一次。"),
    "N006": ("这条评论不是您写的，或者已经撤回", "只能改、撤回自己的评论。"),
    "N007": ("没有这条消息", "请回消息列表。"),
    "N010": ("没有选是哪一种", "可选：{allowed}。"),
    "N011": ("要写内容，最多{most}个字，现在是{length}个", "请写清是哪一处、怎样好。"),
    "N012": ("没有这条意见，或者不是您提的", "匿名提的，请用查询码查。"),
    "N013": ("没有选答复后的状态", "请选“已答复”或“已改”。"),
    "N014": ("选了“已改”，没有写改了什么（最多200个字）", "这一句全镇都能看到，请写清楚，不写人名。"),
    "N015": ("已经“已改”的，不能退回“已答复”", "改的又变了，请仍选“已改”，写明现在怎样。"),
    "N016": ("没有这个查询码", "查询码是10位字母和数字，提意见时只显示一次。"),
    "N020": ("YIBEN_QUIET“{value}”看不懂", "写作晚上起、早上止，例如 20:00-08:00。"),
    "N021": (
        "这不是可用的网址",
        "要以 https:// 或 http:// 开头，从机器人的设置里整条复制，不超过500个字符。",
    ),
    "N022": (
        "YIBEN_MAIL看不懂",
        "写作 smtps://账号:密码@服务器:465；用 STARTTLS 的写 smtp://账号:密码@服务器:587。",
    ),
    "N023": ("现在没有机器人通知，不用停", "要设的，请填网址。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "N001": (
        "A comment needs 1 to {most} characters and has {length}",
        "Write a sentence; attach long texts as files.",
    ),
    "N002": (
        "Nobody in this town is called “{name}”",
        "Choose somebody after @, or write the account name; use @ only to mention people.",
    ),
    "N003": ("More than one person is called “{name}”", "Write the account name: {allowed}."),
    "N004": (
        "The posts of {name} cannot see this record, so {name} cannot be mentioned here",
        "Ask the system administrator to grant it to the post first, or mention somebody who can.",
    ),
    "N005": (
        "There is a personal number in it; it will be kept masked as {shown}",
        "Numbers belong in the fields of the register; if this is all right, press again.",
    ),
    "N006": ("This comment is not yours, or was withdrawn", "You can change and withdraw only your own."),
    "N007": ("There is no such notice", "Please go back to the notices."),
    "N010": ("No kind was chosen", "Allowed: {allowed}."),
    "N011": (
        "It needs 1 to {most} characters and has {length}",
        "Say clearly where, and what would be better.",
    ),
    "N012": (
        "There is no such complaint, or it is not yours",
        "If you sent it without a name, look it up by its receipt.",
    ),
    "N013": ("No state after the answer was chosen", "Choose “answered” or “changed”."),
    "N014": (
        "“Changed” was chosen without saying what was changed (at most 200 characters)",
        "The whole town can see this sentence: be clear, name nobody.",
    ),
    "N015": (
        "What is “changed” cannot go back to “answered”",
        "If it has changed again, choose “changed” and say how it is now.",
    ),
    "N016": (
        "There is no such receipt",
        "A receipt has 10 letters and digits and is shown once, when the complaint is sent.",
    ),
    "N020": ("YIBEN_QUIET “{value}” cannot be read", "Write evening to morning, such as 20:00-08:00."),
    "N021": (
        "This is not an address that can be used",
        "It must begin with https:// or http://, copied whole from the robot's settings, at most 500 characters.",
    ),
    "N022": (
        "YIBEN_MAIL cannot be read",
        "Write smtps://ACCOUNT:PASSWORD@SERVER:465, or with STARTTLS smtp://ACCOUNT:PASSWORD@SERVER:587.",
    ),
    "N023": ("There is no robot to stop", "To set one, give its address."),
}
