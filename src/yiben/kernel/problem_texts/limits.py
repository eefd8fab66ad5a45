"""Problems H: time limits, calendars of working days, frequencies of duties."""

CHINESE: dict[str, tuple[str, str]] = {
    "H001": ("“{title}”不能延期，{basis}没有规定可以延长", "请按期办结；确有法定情形的，按规定中止计时。"),
    "H002": ("“{title}”最多延期{times}次，已经用完", "依据{basis}。请尽快办结，并说明逾期原因。"),
    "H003": ("申请延长{asked}，规定按{allowed}计", "请用同一种单位。"),
    "H004": ("申请延长{asked}，超过规定的最多{allowed}", "依据{basis}。请减少后再报批。"),
    "H005": (
        "“{title}”在{day}没有规定可依",
        "请在“本镇时限规定”登记一条，或核对日期：{known}。",
    ),
    "H006": ("“{key}”提到的时限规定“{rule}”没有", "请先写进 catalog/rules/；已有：{allowed}。"),
    "H007": ("“{key}”应当大于0、不大于{most}", "请改正。"),
    "H008": (
        "时限规定“{rule}”在{place}有两条同样的情形（{case}）同时有效",
        "请写明各自的起止日期，或合成一条。",
    ),
    "H009": ("“{place}”不是地方代码", '应为2、4、6、9或12位数字，全国写 ""。'),
    "H010": ("“{key}”的止日早于起日", "请核对。"),
    "H011": ("“{key}”里的月份“{month}”不对", "应为1至12。"),
    "H012": ("“{rule}”没有全国规定或默认值", "请在 national 的一个文件里写一条不分地方的。"),
    "H013": ("上班时间“{hours}”看不懂", "请写成 08:30-12:00 14:30-17:30，先上午后下午。"),
    "H014": ("{day}已经登记为{other}", "同一天只能一种安排，请核对起止日。"),
    "H015": ("“{title}”在{day}没有频次可依", "请核对日期：{known}；或在 catalog/rules/ 里补上。"),
    "H016": ("法定时限是{legal}，不能改成更长的{asked}", "请填不长于法定的时限，或用“承诺时限”。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "H001": (
        "“{title}” cannot be extended: {basis} does not provide for it",
        "Finish in time; where the law allows it, have the count stand still.",
    ),
    "H002": (
        "“{title}” can be extended {times} times at most, and was",
        "By {basis}. Finish soon, and say why it is late.",
    ),
    "H003": (
        "{asked} is asked for; the rule counts in another unit ({allowed})",
        "Please use the same unit.",
    ),
    "H004": (
        "{asked} is asked for; the rule allows {allowed} at most",
        "By {basis}. Please ask for less.",
    ),
    "H005": (
        "No rule for “{title}” holds on {day}",
        "Record one in the town's own limits, or check the day: {known}.",
    ),
    "H006": (
        "“{key}” names the rule of limits “{rule}”, which does not exist",
        "Put it into catalog/rules/ first; there are: {allowed}.",
    ),
    "H007": ("“{key}” must be above 0 and not above {most}", "Please correct it."),
    "H008": (
        "Two cases of the rule “{rule}” in {place} are the same ({case}) and hold at one time",
        "Give each its first and last day, or make them one.",
    ),
    "H009": (
        "“{place}” is not a place code",
        'It must have 2, 4, 6, 9 or 12 digits; "" for the whole country.',
    ),
    "H010": ("The last day of “{key}” is before the first", "Please check."),
    "H011": ("The month “{month}” in “{key}” does not exist", "It must be 1 to 12."),
    "H012": (
        "“{rule}” has no rule or default for the whole country",
        "Write one without a place in a file of national.",
    ),
    "H013": (
        "The office hours “{hours}” cannot be read",
        "Write them as 08:30-12:00 14:30-17:30, the morning first.",
    ),
    "H014": (
        "{day} is already recorded as {other}",
        "One day has one arrangement; check first and last day.",
    ),
    "H015": (
        "No frequency for “{title}” holds on {day}",
        "Check the day: {known}; or add it to catalog/rules/.",
    ),
    "H016": (
        "The legal limit is {legal}; {asked} would be longer",
        "Give no more than the legal limit, or use the promised limit.",
    ),
}
