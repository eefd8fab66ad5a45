"""Problems C: the catalog."""

CHINESE: dict[str, tuple[str, str]] = {
    "C001": ("这个文件不是合格的 TOML：{why}", "请按提示的行列检查引号、等号和括号。"),
    "C002": ("不认识“{key}”这一项", "可用的有：{allowed}。"),
    "C003": ("缺少“{key}”", "请补上这一项。"),
    "C004": ("“{key}”应当是{wanted}，现在是{found}", "请改成{wanted}。"),
    "C005": ("“{key}”的值“{value}”不在可选范围", "可选：{allowed}。"),
    "C006": ("编号“{id}”已在 {other} 用过", "请换一个编号。"),
    "C007": ("“{key}”提到的栏目“{field}”在本台账中没有", "本台账的栏目有：{allowed}。"),
    "C008": ("没有“{level}”这一级地方", "可选：{allowed}。"),
    "C009": ("没有“{unit}”这个单位", "请先写进 catalog/township/units.toml。"),
    "C010": ("“{key}”提到的状态“{state}”没有定义", "已定义的状态：{allowed}。"),
    "C011": ("没有一个起始状态，或者多于一个", "请给恰好一个状态写 first = true。"),
    "C012": ("编号“{id}”只能用小写字母、数字和下划线，并以字母开头", "请改名。"),
    "C013": ("“{key}”提到的台账“{register}”没有", "请核对编号。"),
    "C014": ("“{key}”提到的数据“{figure}”没有", "请核对编号，写作“台账.数据”。"),
    "C015": ("状态“{state}”没有一步能走到", "请补一个动作，或删去这个状态。"),
    "C016": ("“{mechanism}”不是 A1 到 H8 中的一项", "请核对事项编号。"),
    "C017": ("读不了这个文件：{why}", "请检查文件名和权限；编码须为 UTF-8。"),
    "C018": ("“{key}”只用于{wanted}类的栏目，“{field}”是{found}", "请换一个栏目，或删去这一项。"),
    "C019": ("编号“{id}”与文件名“{file}”不一致", "一个文件一本台账，文件名就是编号。"),
    "C020": ("“{key}”提到的科室“{office}”没有", "请先写进 catalog/township/offices.toml；已有：{allowed}。"),
    "C021": ("栏目不能叫“{field}”，它是每本台账都有的一列", "请改名，或在 [register] 里用 {key} 指明。"),
    "C022": ("“{key}”{why}", "请改正。"),
    "C023": ("默认值不合本栏目的要求：{why}", "请改正 default。"),
    "C024": ("目录“{folder}”不是一组台账", "请改名，或写进 catalog/township/groups.toml；已有：{allowed}。"),
    "C025": ("时限里应当有且只有一个 main = true", "main 的时限决定 due 那一栏。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "C001": (
        "This file is not valid TOML: {why}",
        "Check quotes, equals signs and brackets at the line and column named.",
    ),
    "C002": ("“{key}” is not known here", "Known: {allowed}."),
    "C003": ("“{key}” is missing", "Please add it."),
    "C004": ("“{key}” must be {wanted} and is {found}", "Please change it to {wanted}."),
    "C005": ("The value “{value}” of “{key}” is not one of those allowed", "Allowed: {allowed}."),
    "C006": ("The id “{id}” is already used in {other}", "Please choose another id."),
    "C007": (
        "“{key}” names the field “{field}”, which this register does not have",
        "Its fields are: {allowed}.",
    ),
    "C008": ("There is no level of places “{level}”", "Allowed: {allowed}."),
    "C009": ("There is no unit “{unit}”", "Please put it into catalog/township/units.toml first."),
    "C010": ("“{key}” names the state “{state}”, which is not defined", "Defined states: {allowed}."),
    "C011": ("There is no first state, or more than one", "Give exactly one state first = true."),
    "C012": (
        "The id “{id}” may have only small letters, digits and underscores, and begins with a letter",
        "Please rename it.",
    ),
    "C013": ("“{key}” names the register “{register}”, which does not exist", "Please check the id."),
    "C014": (
        "“{key}” names the figure “{figure}”, which does not exist",
        "Please check the id, written as “register.figure”.",
    ),
    "C015": ("No step leads to the state “{state}”", "Add a move, or remove the state."),
    "C016": ("“{mechanism}” is not one of A1 to H8", "Please check the number of the mechanism."),
    "C017": (
        "This file cannot be read: {why}",
        "Check its name and permissions; its encoding must be UTF-8.",
    ),
    "C018": (
        "“{key}” is only for fields of kind {wanted}; “{field}” is {found}",
        "Choose another field, or remove this.",
    ),
    "C019": (
        "The id “{id}” differs from the file name “{file}”",
        "One file is one register, and its name is the id.",
    ),
    "C020": (
        "“{key}” names the office “{office}”, which does not exist",
        "Put it into catalog/township/offices.toml first; there are: {allowed}.",
    ),
    "C021": (
        "A field cannot be called “{field}”: every register has that column already",
        "Rename it, or name it by {key} in [register].",
    ),
    "C022": ("“{key}” {why}", "Please correct it."),
    "C023": ("The default does not fit this field: {why}", "Please correct default."),
    "C024": (
        "The folder “{folder}” is not a group of registers",
        "Rename it, or put it into catalog/township/groups.toml; there are: {allowed}.",
    ),
    "C025": (
        "Exactly one of the limits must have main = true",
        "The main limit fills the field named by due.",
    ),
}
