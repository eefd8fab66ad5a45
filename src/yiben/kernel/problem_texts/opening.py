"""Problems W: opening a town."""

CHINESE: dict[str, tuple[str, str]] = {
    "W001": (
        "全国的乡镇、街道里没有“{name}”",
        "名称相近的：{near}。请用9位代码，或写全名，如 湖北省随县吴山镇。",
    ),
    "W002": ("叫“{name}”的乡镇、街道有{count}个", "请用9位代码，或在前面写上县、市：{candidates}。"),
    "W003": ("代码表的表头里没有代码和名称两列，现在是：{head}", "第一行请写 code,name，或 代码,名称。"),
    "W004": ("“{value}”不是12位的村（社区）代码", "请核对；从 Excel 另存前先把这一列设为文本格式。"),
    "W005": ("代码{value}不是{town}的村（社区）", "{town}的村应以{code}开头，后三位不是000。"),
    "W006": ("“{value}”出现了{count}次", "请删去重复的行，或写清区别。"),
    "W007": (
        "代码表里没有{town}（{code}）的村（社区）",
        "请换一份代码表，或不带 --villages，以后在网页上添。",
    ),
    "W008": ("另有{count}处没有列出", "请先改以上各处，再试一次。"),
    "W009": ("没有写名称，或名称超过{maximum}个字", "请补写或改短。"),
    "W010": ("管理员写得不对：{why}", "写作 --admins 张三,李四,王五，依次是系统、安全、审计管理员。"),
    "W011": ("{town}（{code}）已经开过账", "请直接登录；要重来，请另指一个数据目录。"),
    "W012": (
        "{path} 里已有账，不能再开",
        "要另开一本，请另指一个数据目录：YIBEN_DATA=目录 ./yiben init …；县里合用一本，请加 --add。",
    ),
    "W013": ("{path} 里是演示的账", "请另指一个数据目录：YIBEN_DATA=目录 ./yiben init …。"),
    "W014": ("本镇自{since}起不用台账“{title}”{why}", "以前记的都还在；要重新启用，请找系统管理员。"),
    "W015": ("“{value}”已经有了（{code}）", "请换一个名称，或不再添。"),
    "W016": ("“{value}”不能停用：{why}", "请选并入哪个村（社区），或先办完岗位交接。"),
    "W017": ("不能并入“{value}”", "请选本镇另一个在用的村（社区）。"),
    "W018": ("“{post}”还有人在岗，不能取消", "请先办岗位交接或免去岗位。"),
    "W019": ("这张名单有{found}行，一次最多{most}行", "请分几次提交。"),
    "W020": ("本镇没有设“{post}”这个岗位", "请先在“科室和岗位”里设上，或改填别的岗位。"),
    "W021": ("原密码不对", "请再输一次；忘了请找系统管理员重设。"),
    "W022": ("新密码和原来的一样", "请换一个。"),
    "W023": ("请先改一次性密码", "登录网页，设好自己的密码，再用接口。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "W001": (
        "No town or subdistrict of the country is called “{name}”",
        "Similar names: {near}. Use the 9-digit code, or the full name, such as “湖北省随县吴山镇”.",
    ),
    "W002": (
        "{count} towns or subdistricts are called “{name}”",
        "Use the 9-digit code, or put county and city before it: {candidates}.",
    ),
    "W003": (
        "The head of the code table has no columns for code and name: {head}",
        "The first line should be code,name or “代码,名称”.",
    ),
    "W004": (
        "“{value}” is not a 12-digit code of a village (community)",
        "Please check; set the column to text before saving it from Excel.",
    ),
    "W005": (
        "The code {value} is not of a village (community) of {town}",
        "Villages of {town} begin with {code}, and the last three digits are not 000.",
    ),
    "W006": ("“{value}” occurs {count} times", "Remove the repeated rows, or tell them apart."),
    "W007": (
        "The code table has no village (community) of {town} ({code})",
        "Use another table, or leave out --villages and add them on the web pages later.",
    ),
    "W008": ("{count} more are not listed", "Mend those above first, then try again."),
    "W009": ("No name is given, or it has more than {maximum} characters", "Please give one or shorten it."),
    "W010": (
        "The administrators are not given rightly: {why}",
        "Write --admins NAME,NAME,NAME: system, security and audit administrator in this order.",
    ),
    "W011": (
        "{town} ({code}) has been opened already",
        "Just sign in; to start anew, name another data folder.",
    ),
    "W012": (
        "{path} holds a ledger already and cannot be opened anew",
        "For another one, name another data folder: YIBEN_DATA=FOLDER ./yiben init …; for one shared in the county add --add.",
    ),
    "W013": (
        "{path} holds the ledger of the demo",
        "Name another data folder: YIBEN_DATA=FOLDER ./yiben init ….",
    ),
    "W014": (
        "Since {since} this town does not use the register “{title}” {why}",
        "What was entered is kept; ask the system administrator to use it again.",
    ),
    "W015": ("“{value}” is there already ({code})", "Choose another name, or do not add it."),
    "W016": (
        "“{value}” cannot be ended: {why}",
        "Choose the village (community) it merges into, or hand over its posts first.",
    ),
    "W017": (
        "It cannot merge into “{value}”",
        "Choose another village (community) of this town that is in use.",
    ),
    "W018": ("“{post}” is still held and cannot be abolished", "Hand it over or dismiss its holder first."),
    "W019": ("This list has {found} rows, at most {most} at once", "Please send it in parts."),
    "W020": (
        "This town has no post “{post}”",
        "Set it up under offices and posts first, or give another post.",
    ),
    "W021": (
        "Wrong old password",
        "Please try again; if you forgot it, ask the system administrator to reset it.",
    ),
    "W022": ("The new password is the same as the old", "Please choose another."),
    "W023": (
        "Change the one-time password first",
        "Sign in to the web pages and set your own password, then use the API.",
    ),
}
