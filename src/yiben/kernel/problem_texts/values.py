"""Problems K: values and kernel."""

CHINESE: dict[str, tuple[str, str]] = {
    "K001": ("“{title}”必须填写", "{hint}"),
    "K002": ("“{title}”应当是日期，“{value}”看不懂", "例如 2023-10-12、2023.10.12 或 20231012。"),
    "K003": ("“{title}”应当是数，“{value}”看不懂", "例如 1200、1,200.50 或 1.2万。"),
    "K004": ("“{title}”不能小于{minimum}", "请核对，或用更正说明原因。"),
    "K005": ("“{title}”不能大于{maximum}", "请核对。"),
    "K006": ("“{title}”没有“{value}”这一项", "可选：{allowed}。"),
    "K007": ("“{title}”太长，有{length}个字，最多{maximum}个字", "请删减，长的内容请作附件。"),
    "K008": ("“{title}”里有看不见的控制字符（第{position}个字）", "请删去后重新粘贴为纯文本。"),
    "K009": ("“{title}”的公民身份号码校验位不对", "请对照证件逐位核对，末位 X 用大写。"),
    "K010": ("“{title}”的公民身份号码应为18位，现在是{length}位", "请核对；从 Excel 复制前先设为文本格式。"),
    "K011": ("“{title}”的公民身份号码中的出生日期“{value}”不存在", "请核对第7至14位。"),
    "K012": ("“{title}”没有“{value}”这个地方", "请写村（社区）全名或12位代码。"),
    "K013": ("“{title}”填的“{value}”不属于{town}", "请选本镇的村（社区）。"),
    "K014": ("“{title}”应当是{level}一级的地方，“{value}”不是", "请重新选择。"),
    "K015": ("“{title}”的日期{value}超出可记的范围（{minimum}至{maximum}）", "请核对年份。"),
    "K016": ("“{title}”最多保留{decimals}位小数，“{value}”超出", "请四舍五入后再填。"),
    "K017": ("“{title}”应当是整数，“{value}”不是", "请核对。"),
    "K018": ("“{title}”应当是手机或固定电话号码，“{value}”看不懂", "请填数字，可带区号和短横。"),
    "K019": ("“{title}”应当填“是”或“否”", "请重新选择。"),
    "K020": ("没有“{field}”这个栏目", "本台账的栏目有：{allowed}。"),
    "K021": ("“{value}”在{when}已并入{successor}", "请改填{successor}；当时之前发生的事仍可填原村。"),
    "K022": ("“{title}”的银行账号应为12至19位数字", "请核对，去掉空格。"),
    "K023": ("“{value}”不是地方代码", "应为2、4、6、9、12或15位数字。"),
    "K024": ("“{value}”不是一个时期", "起止日期写作 2023-01-01，起不晚于止。"),
    "K025": ("{year}年的放假调休安排还没有", "请在工作日表里补上{year}年，再算工作日。"),
    "K026": ("不认识单位“{unit}”", "可用的单位见 catalog/township/units.toml。"),
    "K027": ("“{title}”数值太大，最多{digits}位有效数字", "请核对单位。"),
    "K028": ("“{title}”的公民身份号码只能是数字，末位可以是 X", "请对照证件逐位核对。"),
    "K029": ("“{title}”在表格里被存成了数，后几位可能已经丢失", "请先把这一列设为文本格式，再重新填写。"),
    "K030": ("“{title}”按{unit}填，“{value}”说不清是多少", "请只填数，或连单位写全，如 1.2{unit}。"),
    "K031": ("“{title}”应当是文字，“{value}”不是", "请发一段文字，不要发列表、对象或 true、false。"),
    "K032": ("“{title}”应当写日期和时刻，“{value}”看不懂", "例如 2023-10-12 09:30。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "K001": ("“{title}” is required", "{hint}"),
    "K002": (
        "“{title}” must be a date; “{value}” cannot be read",
        "For example 2023-10-12, 2023.10.12 or 20231012.",
    ),
    "K003": (
        "“{title}” must be a number; “{value}” cannot be read",
        "For example 1200, 1,200.50 or “1.2万”.",
    ),
    "K004": ("“{title}” cannot be less than {minimum}", "Please check, or explain by a correction."),
    "K005": ("“{title}” cannot be more than {maximum}", "Please check."),
    "K006": ("“{title}” has no choice “{value}”", "Choices: {allowed}."),
    "K007": (
        "“{title}” is too long: {length} characters, at most {maximum}",
        "Please shorten it; attach long texts as files.",
    ),
    "K008": (
        "“{title}” has an invisible control character (character {position})",
        "Delete it and paste again as plain text.",
    ),
    "K009": (
        "The check digit of the ID number in “{title}” is wrong",
        "Compare it with the card digit by digit; the last X is a capital.",
    ),
    "K010": (
        "The ID number in “{title}” must have 18 characters and has {length}",
        "Please check; set the cells to text before copying from Excel.",
    ),
    "K011": (
        "The day of birth “{value}” in the ID number in “{title}” does not exist",
        "Please check characters 7 to 14.",
    ),
    "K012": (
        "“{title}” has no place “{value}”",
        "Give the full name of the village (community), or its 12-digit code.",
    ),
    "K013": (
        "“{value}” in “{title}” does not belong to {town}",
        "Please choose a village (community) of this town.",
    ),
    "K014": ("“{title}” must be a place of level {level}; “{value}” is not", "Please choose again."),
    "K015": (
        "The date {value} in “{title}” is out of range ({minimum} to {maximum})",
        "Please check the year.",
    ),
    "K016": ("“{title}” has at most {decimals} decimals; “{value}” has more", "Please round it."),
    "K017": ("“{title}” must be a whole number; “{value}” is not", "Please check."),
    "K018": (
        "“{title}” must be a telephone number; “{value}” cannot be read",
        "Give digits, with area code and hyphens if you like.",
    ),
    "K019": ("“{title}” must be yes or no (“是” or “否”)", "Please choose again."),
    "K020": ("There is no field “{field}”", "The fields of this register are: {allowed}."),
    "K021": (
        "“{value}” was merged into {successor} on {when}",
        "Please give {successor}; what happened before may still name the former village.",
    ),
    "K022": ("The bank account in “{title}” must have 12 to 19 digits", "Please check, without spaces."),
    "K023": ("“{value}” is not a place code", "It must have 2, 4, 6, 9, 12 or 15 digits."),
    "K024": (
        "“{value}” is not a period",
        "Write first and last day as 2023-01-01, the first not after the last.",
    ),
    "K025": (
        "Holidays and make-up days of {year} are not known yet",
        "Add {year} to the table of working days before counting them.",
    ),
    "K026": ("The unit “{unit}” is not known", "Units are listed in catalog/township/units.toml."),
    "K027": (
        "The number in “{title}” is too large: at most {digits} significant digits",
        "Please check the unit.",
    ),
    "K028": (
        "The ID number in “{title}” may have only digits, and an X at the end",
        "Compare it with the card digit by digit.",
    ),
    "K029": (
        "“{title}” was stored as a number in the sheet; its last digits may be lost",
        "Set the column to text first, then fill it in again.",
    ),
    "K030": (
        "“{title}” is given in {unit}; how much “{value}” is cannot be told",
        "Give a number only, or the unit in full, such as 1.2{unit}.",
    ),
    "K031": (
        "“{title}” must be text; “{value}” is not",
        "Send a text, not a list, an object, true or false.",
    ),
    "K032": (
        "“{title}” must be a day and a time; “{value}” cannot be read",
        "For example 2023-10-12 09:30.",
    ),
}
