"""Problems G: lists, grids and tables."""

CHINESE: dict[str, tuple[str, str]] = {
    "G001": ("这一块有{found}行，一次最多{maximum}行", "请分几次粘贴。"),
    "G002": ("没有粘贴内容", "请在 Excel 或 WPS 里选中要录的格子（连标题一行），复制后粘贴到这里。"),
    "G003": ("这一块有{found}列，一次最多{maximum}列", "请只选要录的列。"),
    "G004": ("没有一列能对上本台账的栏目", "请连标题一行复制，或在每列上方选它是哪一栏。"),
    "G005": ("{first}列和{second}列都对到了“{title}”", "请把其中一列改选为“不用”。"),
    "G006": ("账上没有编号为“{record}”的记录", "请核对编号；新的记录请把编号一格留空，入账时自动编。"),
    "G007": ("编号“{record}”在第{row}行已有", "一条记录一次只能更正一行，请去掉一行。"),
    "G008": ("这一块里没有必填的栏目：{titles}", "请补上这些列再检查；内容都一样的，可加一列后向下填满。"),
    "G009": ("这条记录现在是“{state}”，状态不能在这里改", "请打开记录办理；这里把状态一格留空。"),
    "G010": ("与第{row}行的{words}都相同", "是同一件请去掉一行，不是请核对后一并入账。"),
    "G011": ("账上的{record}{words}都相同", "是同一件请去掉这一行，不是请核对后一并入账。"),
    "G012": ("没有选记录", "请在列表里勾选，或选“符合条件的全部”。"),
    "G013": ("一次最多一起办{maximum}条，选了{found}条", "请加条件分几次办。"),
    "G014": ("选中的记录没有都能做的同一步", "请按状态分开选。"),
    "G015": ("检查之后又有变动，原来可入{expected}行，现在可入{found}行，没有入账", "请看过下面再入账。"),
    "G016": ("选中的{count}条本来就是这样，没有可改的", "请换一个值，或返回。"),
    "G017": ("有{count}条已经找不到，或不归您办", "这些没有选上；请返回列表重选。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "G001": ("This block has {found} rows, at most {maximum} at once", "Please paste it in parts."),
    "G002": (
        "Nothing was pasted",
        "Select the cells in Excel or WPS with the row of heads, copy, and paste here.",
    ),
    "G003": (
        "This block has {found} columns, at most {maximum} at once",
        "Select only the columns to be entered.",
    ),
    "G004": (
        "No column fits a field of this register",
        "Copy with the row of heads, or choose the field above each column.",
    ),
    "G005": ("Columns {first} and {second} are both set to “{title}”", "Set one of them to “not used”."),
    "G006": (
        "The ledger has no record with the number “{record}”",
        "Please check; leave the number of new records empty: it is given on entry.",
    ),
    "G007": (
        "The number “{record}” is in row {row} already",
        "One row corrects one record; remove one of them.",
    ),
    "G008": (
        "Required fields are missing in this block: {titles}",
        "Add these columns and check again; if all rows have the same content, add the column and fill it down.",
    ),
    "G009": (
        "This record is now “{state}”; its state cannot be changed here",
        "Open the record for that; leave the state empty here.",
    ),
    "G010": (
        "{words} are the same as in row {row}",
        "If it is the same matter remove one row; if not, check and enter it with the rest.",
    ),
    "G011": (
        "{words} are the same as in {record} of the ledger",
        "If it is the same matter remove this row; if not, check and enter it with the rest.",
    ),
    "G012": ("No record was chosen", "Tick some in the list, or choose “all that fit”."),
    "G013": ("At most {maximum} at once; {found} are chosen", "Narrow the list and do it in parts."),
    "G014": ("The chosen records have no step in common", "Choose them by state."),
    "G015": (
        "Something changed since the check: {expected} rows could be entered, now {found}; nothing was entered",
        "Look at the rows below, then enter them.",
    ),
    "G016": (
        "The {count} chosen are so already; there is nothing to change",
        "Choose another value, or go back.",
    ),
    "G017": (
        "{count} can no longer be found or are not yours to handle",
        "They were left out; choose again from the list.",
    ),
}
