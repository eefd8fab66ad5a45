"""Problems I: inspections of villages."""

CHINESE: dict[str, tuple[str, str]] = {
    "I001": ("{day}没有“{kind}”的评分细则", "请先在“评分细则”里登记当天有效的条目，再记检查。"),
    "I002": ("扣分第{line}行的“{item}”不在{sheet}里", "这张表的评分项有：{allowed}。"),
    "I003": (
        "扣分第{line}行没有写“{item}”扣几分",
        "一行写一处：评分项：扣分，原因。例如“垃圾收集：2，三组路口桶满外溢”。",
    ),
    "I004": ("扣分第{line}行没有写“{item}”为什么扣", "写一句原因，村里才好整改，也才好申辩。"),
    "I005": ("“{item}”一共扣了{points}分，超过这一项的满分{most}分", "请核对扣分，一项最多扣完它的满分。"),
    "I006": ("{village}{day}已有一次{kind}检查（{known}）", "一天一张表只记一次；要改请更正那一条。"),
    "I007": ("检查人只有{count}人", "检查不少于{least}人，姓名之间用顿号。"),
    "I008": ("{month}还没有过完", "到下个月再通报；这之前可以看各村已查的得分。"),
    "I009": ("{month}只查到{count}个村，不排名次", "查到的村不足{least}个不排名，可以只看各村得分。"),
    "I010": ("{month}的{kind}评比已经通报过（{known}）", "要重新通报，先收回那一期并写明理由。"),
    "I011": (
        "还有{count}件申辩没有了结：{numbers}",
        "请先答复；采纳的，先更正那次检查的扣分，再通报。",
    ),
    "I012": (
        "各村原因第{line}行的“{village}”不在本月的名次里",
        "一行一村：村名：原因。本月排名的村有：{allowed}。",
    ),
    "I013": (
        "{week}这一周的{kind}已经抽过（{known}）",
        "抽过的不重抽；确要重抽，先作废那一次并写明理由，两次都留痕。",
    ),
    "I014": ("要抽{asked}个村，全镇只有{count}个", "请把“抽几个村”改小。"),
    "I015": ("没有编号为“{visit}”的检查", "请照检查记录上的编号填，例如 村检2023-0107。"),
    "I016": ("检查{visit}查的是{village}，不是所填的村", "请核对检查编号和村（社区）。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "I001": ("There is no score sheet “{kind}” on {day}", "Register the items valid that day first."),
    "I002": ("Deductions, line {line}: “{item}” is not on {sheet}", "Items of this sheet: {allowed}."),
    "I003": (
        "Deductions, line {line}: no points are given for “{item}”",
        "One place a line: item: points, reason.",
    ),
    "I004": (
        "Deductions, line {line}: no reason is given for “{item}”",
        "One sentence, so that the village can mend it or reply.",
    ),
    "I005": (
        "“{item}” loses {points} points, more than its {most}",
        "Check the deductions; an item loses at most all of its points.",
    ),
    "I006": (
        "{village} was inspected on {day} by {kind} already ({known})",
        "One visit a day by one sheet; correct that one instead.",
    ),
    "I007": ("Only {count} inspector(s)", "No fewer than {least}, names parted by commas."),
    "I008": ("{month} is not over", "Publish next month; the scores so far can be seen before."),
    "I009": (
        "Only {count} villages were visited in {month}: no ranking",
        "With fewer than {least} there is no ranking; the scores can be seen.",
    ),
    "I010": (
        "{kind} of {month} is published already ({known})",
        "To publish it again, withdraw that one with a reason first.",
    ),
    "I011": (
        "{count} reply(ies) not settled: {numbers}",
        "Answer them; where one is adopted, correct that visit before publishing.",
    ),
    "I012": (
        "Reasons, line {line}: “{village}” is not ranked this month",
        "One village a line: name: reason. Ranked this month: {allowed}.",
    ),
    "I013": (
        "{kind} of the week {week} is drawn already ({known})",
        "It is not drawn twice; void that one with a reason first, and both stay in the trail.",
    ),
    "I014": ("{asked} villages are to be drawn, the town has {count}", "Make the number smaller."),
    "I015": ("There is no visit numbered “{visit}”", "Give the number as the visit shows it."),
    "I016": ("Visit {visit} was to {village}, not the village given", "Check the number and the village."),
}
