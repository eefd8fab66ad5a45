"""Problems L: the ledger."""

CHINESE: dict[str, tuple[str, str]] = {
    "L001": ("没有编号为“{record}”的记录", "请核对编号。"),
    "L002": ("您打开之后，{who}在{when}已改了这条记录", "您填的还在下面；请对照后再保存。"),
    "L003": ("更正、作废和退回须写明理由", "请写清依据什么、为什么改。"),
    "L004": ("这条记录现在是“{state}”，不能“{move}”", "可做的有：{allowed}。"),
    "L005": ("这条记录已经作废，不能再改", "如需恢复，请重新登记并注明。"),
    "L006": ("没有一处改动", "请改动后再保存，或返回。"),
    "L007": ("没有“{move}”这个动作", "可做的有：{allowed}。"),
    "L008": ("{message}", "请核对后再保存（{rule}）。"),
    "L009": (
        "找不到密钥文件 {path}，而账里已有加密的内容",
        "请把备份的密钥文件放回原处；没有它，证件号码等无法读出。",
    ),
    "L010": ("密钥文件 {path} 与账不符", "请换回本账的密钥文件。"),
    "L011": ("数据目录是较新的版本（{found}），本程序只认到{known}", "请升级程序；不要用旧程序打开新数据。"),
    "L012": ("磁盘已满，这次没有保存，账上没有留下半条", "请腾出空间后再保存，填写的内容还在页面上。"),
    "L013": ("附件“{name}”超过{limit}MB", "请压缩后再传。"),
    "L014": ("附件“{name}”是空的", "请重新选择文件。"),
    "L015": ("账已被别的程序占用超过{seconds}秒", "请稍候再试；填写的内容还在页面上。"),
    "L016": ("第{seq}笔流水与它的摘要不符", "这一笔在库里被改动过，请从备份核对。"),
    "L017": ("{day}的封账与流水不符", "这一天的流水被增删或改动过，请从备份核对。"),
    "L018": ("第{seq}笔之后缺少流水", "有流水被删除，请从备份核对。"),
    "L019": ("记录“{record}”与流水推出的不一致：{fields}", "请运行 ./yiben rebuild 重建。"),
    "L020": ("附件“{name}”与入账时不一致", "文件被改动或丢失，请从备份恢复。"),
    "L021": ("数据库里的内容读不出来：{why}", "请先停用并备份整个数据目录，再从最近的备份恢复。"),
    "L022": ("提交编号最多64个字，不能有看不见的字符", "请由程序另生成一个。"),
    "L024": ("“{title}”填的{value}还没有到，今天是{today}", "请核对年月日；发生了的事再记账。"),
    "L023": ("这个提交编号已经用在另一次提交上", "请换一个新的编号再提交；上一次提交没有变。"),
    "L025": ("“{move}”要由有审批权的人办", "请报负责人在系统里办这一步。"),
    "L026": ("“{move}”由交办人办", "请交办人或有审批权的人办这一步。"),
    "L027": ("“{move}”不能由办理人{who}自己办", "请换一个人核查。"),
    "L028": ("“{move}”要有凭据", "请填“{title}”，或先在记录上存一个附件。"),
    "L029": ("“{title}”由系统按规则算出，不用填", "请去掉这一栏。"),
    "L030": ("“{title}”找不到“{value}”这个工作人员", "请写姓名，或从列表里选；要先有本镇的岗位。"),
    "L031": ("“{title}”填的“{value}”有{count}个人：{who}", "请写成“姓名（岗位）”。"),
    "L032": ("“{move}”由承办的单位办理", "请由承办单位的人办；交错了单位的，请交办的人重新交办。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "L001": ("There is no record with the number “{record}”", "Please check the number."),
    "L002": (
        "Since you opened it, {who} changed this record at {when}",
        "What you entered is below; compare, then save.",
    ),
    "L003": ("Corrections, voidings and returns need a reason", "State on what basis and why."),
    "L004": ("This record is now “{state}”: “{move}” is not possible", "Possible: {allowed}."),
    "L005": (
        "This record is void and can no longer be changed",
        "If it is needed again, register it anew with a note.",
    ),
    "L006": ("Nothing was changed", "Change something and save, or go back."),
    "L007": ("There is no move “{move}”", "Possible: {allowed}."),
    "L008": ("{message}", "Please check and save again ({rule})."),
    "L009": (
        "The key file {path} is missing, and the ledger holds encrypted content",
        "Put the key file from the backup back in its place; without it ID numbers and the like cannot be read.",
    ),
    "L010": ("The key file {path} does not fit this ledger", "Please put back the key file of this ledger."),
    "L011": (
        "The data folder is of a newer version ({found}); this program knows up to {known}",
        "Upgrade the program; do not open new data with an old one.",
    ),
    "L012": (
        "The disk is full; nothing was saved, and no half record is left",
        "Free some space and save again; what you entered is still on the page.",
    ),
    "L013": ("The attachment “{name}” is larger than {limit} MB", "Please compress it and send it again."),
    "L014": ("The attachment “{name}” is empty", "Please choose the file again."),
    "L015": (
        "Another program has held the ledger for more than {seconds} seconds",
        "Please try again shortly; what you entered is still on the page.",
    ),
    "L016": (
        "Entry {seq} does not match its digest",
        "It was changed in the database; compare with a backup.",
    ),
    "L017": (
        "The seal of {day} does not match the entries",
        "Entries of that day were added, removed or changed; compare with a backup.",
    ),
    "L018": ("Entries are missing after no. {seq}", "Entries were deleted; compare with a backup."),
    "L019": (
        "The record “{record}” differs from what the entries give: {fields}",
        "Please run ./yiben rebuild.",
    ),
    "L020": (
        "The attachment “{name}” differs from what was filed",
        "The file was changed or lost; restore it from a backup.",
    ),
    "L021": (
        "The content of the database cannot be read: {why}",
        "Stop the system, copy the whole data folder, then restore from the latest backup.",
    ),
    "L022": (
        "A submission id has at most 64 characters and no invisible ones",
        "Let the program make another.",
    ),
    "L024": (
        "{value} in “{title}” has not come yet; today is {today}",
        "Check the date; enter things once they have happened.",
    ),
    "L023": (
        "This submission id was used for another submission",
        "Use a new id; the last submission is unchanged.",
    ),
    "L025": ("“{move}” is for who may approve", "Ask the head to make this step in the system."),
    "L026": ("“{move}” is for who gave the task", "Whoever gave it, or may approve, makes this step."),
    "L027": ("“{move}” is not for {who}, who did the work", "Please have somebody else check it."),
    "L028": ("“{move}” needs proof", "Fill in “{title}”, or attach a file to the record first."),
    "L029": ("“{title}” is worked out by the system and is not typed", "Please leave this field out."),
    "L030": (
        "“{title}” names “{value}”, who is not on the staff",
        "Give the name or choose from the list; the person needs a post in this town.",
    ),
    "L031": (
        "“{value}” in “{title}” may be {count} people: {who}",
        "Write it with the post: “姓名（岗位）”.",
    ),
    "L032": (
        "“{move}” is for the unit that handles the record",
        "Somebody of that unit makes this step; if it went to the wrong unit, whoever gave it gives it anew.",
    ),
}
