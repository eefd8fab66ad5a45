"""Problems J: jobs, copies of the data, bundles."""

CHINESE: dict[str, tuple[str, str]] = {
    "J001": ("磁盘已满，{path} 没有写成，没有留下半个文件", "请腾出空间，或换一个盘，再运行同一条命令。"),
    "J002": ("备份 {path} 不完整，后面缺了一截", "拷贝时断了，请重新拷一份，或换一个备份；原有的账没有动。"),
    "J003": (
        "打不开备份 {path}：口令不对，或开头被改动过",
        "请核对口令（分大小写），或用做备份时的恢复密钥。",
    ),
    "J004": ("{path} 不是一本账的备份", "请核对文件；备份的文件名以 .yiben 结尾。"),
    "J005": ("这个备份是较新的程序做的（{path}）", "请先装上同样新的程序，再恢复。"),
    "J006": ("没有 {path} 这个备份文件", "请核对文件名。"),
    "J007": ("已有 {path} 这个文件", "请换一个文件名，或指一个目录，由程序按时间取名。"),
    "J008": ("{path} 正在恢复或升级", "请等它做完再开。"),
    "J009": ("{path} 正开着网页或后台", "请先停下：sudo systemctl stop yiben，或在开着的窗口按 Ctrl-C。"),
    "J010": (
        "没有备份口令",
        "请加 --passphrase-file 文件，或设 YIBEN_BACKUP_PASSPHRASE_FILE；./yiben backup --new-key 文件 可生成一把恢复密钥。",
    ),
    "J011": ("另一个恢复正在进行", "请等它做完；同时只能恢复一次。"),
    "J012": ("已有 {path} 这个文件，没有盖掉", "请换一个文件名；旧的恢复密钥还要用来打开旧备份。"),
    "J013": (
        "备份 {path} 的内容与它的清单不符（{part}）",
        "文件被改动或损坏，请换一个备份；原有的账没有动。",
    ),
    "J014": (
        "备份好了，但账上第{seq}笔流水与它的摘要不符",
        "请运行 ./yiben verify 核对，并与更早的备份对照。",
    ),
    "J015": ("备份好了，但附件“{name}”的文件早已丢失", "请从更早的备份里找回。"),
    "J016": (
        "数据库放不下备份里的内容（{table}）：{why}",
        "没有恢复，原有的账没有动；请把这句话交给维护人员。",
    ),
    "J017": (
        "{path} 里已有账，没有恢复",
        "请用 --into 另指一个空目录；确要替换，加 --replace，原有的账会挪到一旁。",
    ),
    "J018": ("没有升级成，数据还是原样：{why}", "经过记在 {log}；请用原来的程序继续，并交给维护人员。"),
    "J019": ("数据是旧版本（{found}），本程序要{known}", "请运行 ./yiben upgrade，它会先备份再升级。"),
    "J020": (
        "账的数据库不见了：{path}",
        "请把它放回原处，或从最近的备份恢复：./yiben restore 备份文件 --replace。",
    ),
    "J021": (
        "备份口令太短，至少{shortest}个字",
        "请换长一些的，或用 ./yiben backup --new-key 生成一把恢复密钥。",
    ),
    "J022": ("安装包只能在源码目录里做，这里没有 {path}", "请在取来的源码目录里运行 ./yiben bundle。"),
    "J023": ("“{setting}”应当是整数，现在是“{value}”", "请改正这项设置。"),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "J001": (
        "The disk is full; {path} was not written and no half file is left",
        "Free some space or use another disk, then run the same command again.",
    ),
    "J002": (
        "The backup {path} is cut short",
        "The copy broke off: copy it again, or use another backup; the present ledger is untouched.",
    ),
    "J003": (
        "The backup {path} cannot be opened: the passphrase is wrong, or its head was changed",
        "Check the passphrase (capitals matter), or use the recovery key of the backup.",
    ),
    "J004": ("{path} is not a backup of Yiben", "Please check the file; names of backups end in .yiben."),
    "J005": ("This backup was made by a newer program ({path})", "Install a program as new, then restore."),
    "J006": ("There is no backup file {path}", "Please check the file name."),
    "J007": (
        "There is already a file {path}",
        "Give another name, or a folder: the program then names it by the time.",
    ),
    "J008": ("{path} is being restored or upgraded", "Please wait until that is done."),
    "J009": (
        "Web or worker is running on {path}",
        "Stop it first: sudo systemctl stop yiben, or Ctrl-C in its window.",
    ),
    "J010": (
        "There is no backup passphrase",
        "Add --passphrase-file FILE, or set YIBEN_BACKUP_PASSPHRASE_FILE; ./yiben backup --new-key FILE makes a recovery key.",
    ),
    "J011": ("Another restore is going on", "Please wait; only one can run at a time."),
    "J012": (
        "There is already a file {path}; it was not overwritten",
        "Give another name; the old recovery key still opens old backups.",
    ),
    "J013": (
        "The content of the backup {path} does not match its list ({part})",
        "The file was changed or damaged; use another backup. The present ledger is untouched.",
    ),
    "J014": (
        "The backup is made, but entry {seq} of the ledger does not match its digest",
        "Run ./yiben verify, and compare with an earlier backup.",
    ),
    "J015": (
        "The backup is made, but the file of the attachment “{name}” was lost before",
        "Look for it in an earlier backup.",
    ),
    "J016": (
        "The database cannot hold the content of the backup ({table}): {why}",
        "Nothing was restored and the present ledger is untouched; give this sentence to whoever maintains the system.",
    ),
    "J017": (
        "{path} holds a ledger already; nothing was restored",
        "Name an empty folder by --into; to replace it all the same add --replace: the present ledger is put aside.",
    ),
    "J018": (
        "The upgrade failed and the data are as before: {why}",
        "What happened is in {log}; go on with the former program and give it to whoever maintains the system.",
    ),
    "J019": (
        "The data are of an old version ({found}); this program needs {known}",
        "Run ./yiben upgrade: it backs up first, then upgrades.",
    ),
    "J020": (
        "The database of the ledger is gone: {path}",
        "Put it back, or restore from the latest backup: ./yiben restore BACKUP --replace.",
    ),
    "J021": (
        "The backup passphrase is too short: at least {shortest} characters",
        "Use a longer one, or make a recovery key by ./yiben backup --new-key.",
    ),
    "J022": (
        "A bundle can only be made in the source folder; {path} is not here",
        "Run ./yiben bundle in the source folder you fetched.",
    ),
    "J023": ("“{setting}” must be a whole number and is “{value}”", "Please correct this setting."),
}
