"""Problems F: figures."""

CHINESE: dict[str, tuple[str, str]] = {
    "F001": ("公式第{column}个字附近看不懂：{why}", "写法见 docs/formulas.md。"),
    "F002": ("公式第{column}个字的“{field}”不是本台账的栏目", "本台账的栏目有：{allowed}。"),
    "F003": ("公式第{column}个字的“{field}”是{found}，这里要{wanted}", "请换一个栏目。"),
    "F004": ("公式第{column}个字的“{value}”不是“{field}”的选项", "可选：{allowed}。"),
    "F005": ("验算不符：应为{wanted}，算得{found}（{why}）", "请核对公式与验算的行。"),
    "F006": ("没有“{figure}”这个数据", "请用 ./yiben catalog check 查看全部编号。"),
    "F007": ("数据“{figure}”绕回了自己：{path}", "请改掉其中一处引用。"),
    "F008": ("公式第{column}个字：没有“{function}”这个算法", "可用的有：{allowed}。"),
    "F009": ("存量数据须在台账里写明 since（进入日）栏目", "请在 [register] 里补上 since 和 until。"),
    "F010": ("每个数据至少要有一个验算", "请用手算出结果，写成 [[figures.{id}.checks]]。"),
    "F011": ("验算的行里“{field}”填“{value}”不合栏目要求：{why}", "请改正验算的行。"),
    "F016": ("分月最多看{most}个月，这个时期有{found}个月", "请把时期选短一些。"),
    "F012": ("“{by}”不是可分的口径", "可选：village、month、office、class。"),
    "F017": (
        "“{title}”（{figure}）不能按分类分：它数的台账没有分类栏目，或者数了几本台账",
        "请只选有分类的台账里的数据，或改按 village、month、office 分。",
    ),
    "F013": ("公式第{column}个字的 rank 只能写在最外面", "请把它单独立为一个数据，如 rank(sum(栏目))。"),
    "F014": ("规则第{column}个字的“{word}”只在数据的公式里有", "规则只看一条记录，没有时期。"),
    "F015": (
        "公式第{column}个字：{left}和{right}不能这样比",
        "文字要加引号，日期写作 2023-01-31；文字和是否只能比 = 和 !=。",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "F001": ("The formula cannot be read near character {column}: {why}", "See docs/formulas.md."),
    "F002": (
        "“{field}” at character {column} of the formula is not a field of this register",
        "Its fields are: {allowed}.",
    ),
    "F003": (
        "“{field}” at character {column} of the formula is {found}; {wanted} is needed here",
        "Please choose another field.",
    ),
    "F004": (
        "“{value}” at character {column} of the formula is not a choice of “{field}”",
        "Choices: {allowed}.",
    ),
    "F005": (
        "Worked check fails: {wanted} expected, {found} computed ({why})",
        "Check the formula and the rows of the check.",
    ),
    "F006": ("There is no figure “{figure}”", "See all ids with ./yiben catalog check."),
    "F007": ("The figure “{figure}” comes back to itself: {path}", "Please change one of the references."),
    "F008": ("Character {column} of the formula: there is no function “{function}”", "Known: {allowed}."),
    "F009": (
        "A stock figure needs the field since (day of entry) in its register",
        "Add since and until to [register].",
    ),
    "F010": (
        "Every figure needs at least one worked check",
        "Work out a result by hand and write it as [[figures.{id}.checks]].",
    ),
    "F011": (
        "“{value}” in “{field}” of a check's row does not fit the field: {why}",
        "Please correct the row of the check.",
    ),
    "F016": (
        "At most {most} months are shown by month; this period has {found}",
        "Please choose a shorter period.",
    ),
    "F012": ("“{by}” is not a way to split", "Allowed: village, month, office, class."),
    "F017": (
        "“{title}” ({figure}) cannot be split by class: its register has none, or it counts several registers",
        "Choose only figures of a register with classes, or split by village, month or office.",
    ),
    "F013": (
        "rank at character {column} of the formula may stand only outermost",
        "Make it a figure of its own, such as rank(sum(field)).",
    ),
    "F014": (
        "“{word}” at character {column} of the rule belongs only in formulas of figures",
        "A rule sees one record and has no period.",
    ),
    "F015": (
        "Character {column} of the formula: {left} and {right} cannot be compared so",
        "Put text in quotes, write dates as 2023-01-31; text and yes/no compare only by = and !=.",
    ),
}
