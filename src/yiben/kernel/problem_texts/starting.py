"""Problems S: start and settings."""

CHINESE: dict[str, tuple[str, str]] = {
    "S001": ("端口{port}已被占用", "请换一个：./yiben demo --port {other}。"),
    "S002": ("写不了 {path}：{why}", "请检查目录权限和磁盘空间。"),
    "S003": ("没有“{command}”这个命令", "可用的有：{allowed}。"),
    "S004": ("这里还没有账", "请先运行 ./yiben demo 装入演示镇，或 ./yiben init --town 镇名 开一本空账。"),
    "S005": ("连不上数据库：{why}", "请检查 YIBEN_DATABASE 和数据库服务。"),
    "S006": ("缺少 Python 的 venv 组件", "请运行：sudo apt install {package}，再运行同一条命令。"),
    "S007": ("取{what}时连不上软件源：{why}", "请检查网络或代理后再运行同一条命令；已装好的不会重来。"),
    "S008": ("磁盘空间不够，{path} 约需 {needed}", "请腾出空间后再运行同一条命令。"),
    "S009": ("取来的{what}与锁定的摘要不符：{why}", "可能是网络代理改动了内容，请换一个网络再试。"),
    "S010": ("{what}没有装成：{why}", "全部经过记在 {log}。"),
    "S011": (
        "没有适合 Python {version} 的{what}：{why}",
        "请指明另一个：YIBEN_PYTHON=python3.12 ./yiben demo。",
    ),
    "S012": ("参数看不懂：{why}", "用法：{usage}"),
    "S013": ("程序出了错，不是您的操作有误", "经过记在 {log}，请交给维护人员。"),
    "S014": ("没有写明以谁的身份做这件事", "请加 --as 账号；./yiben user list 列出全部账号。"),
    "S015": ("测试要用的{what}没有找到", "{how}"),
    "S016": ("程序目录里缺少 {path}", "请重新取一份完整的程序。"),
    "S017": ("不能写成“{suffix}”文件", "可选：{allowed}。"),
    "S018": ("密码不合要求：{why}", "请换一个密码。"),
    "S019": ("已有名为“{name}”的账号", "请换一个账号名。"),
    "S020": (
        "{path} 里已有账，而且不是演示的账",
        "要看演示，请另指一个数据目录：YIBEN_DATA=目录 ./yiben demo。",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "S001": ("Port {port} is in use", "Choose another: ./yiben demo --port {other}."),
    "S002": ("{path} cannot be written: {why}", "Check the folder's permissions and disk space."),
    "S003": ("There is no command “{command}”", "Known: {allowed}."),
    "S004": (
        "There is no ledger here yet",
        "Run ./yiben demo for the demo town, or ./yiben init --town NAME for an empty ledger.",
    ),
    "S005": ("The database cannot be reached: {why}", "Check YIBEN_DATABASE and the database service."),
    "S006": ("Python's venv is missing", "Run: sudo apt install {package}, then the same command again."),
    "S007": (
        "The package source could not be reached for {what}: {why}",
        "Check network or proxy, then run the same command again; what is installed is not fetched anew.",
    ),
    "S008": (
        "Not enough disk space: {path} needs about {needed}",
        "Free some space, then run the same command again.",
    ),
    "S009": (
        "{what} as fetched does not match its locked digest: {why}",
        "A proxy may have changed it; try another network.",
    ),
    "S010": ("{what} could not be installed: {why}", "All that happened is in {log}."),
    "S011": (
        "There is no {what} for Python {version}: {why}",
        "Name another: YIBEN_PYTHON=python3.12 ./yiben demo.",
    ),
    "S012": ("The arguments cannot be read: {why}", "Usage: {usage}"),
    "S013": (
        "The program failed; it is not your fault",
        "What happened is in {log}; please give it to whoever maintains the system.",
    ),
    "S014": (
        "It is not said as whom this is done",
        "Add --as ACCOUNT; ./yiben user list shows all accounts.",
    ),
    "S015": ("{what}, needed by the tests, was not found", "{how}"),
    "S016": ("The program folder lacks {path}", "Please fetch the whole program again."),
    "S017": ("“{suffix}” files cannot be written", "Allowed: {allowed}."),
    "S018": ("The password does not meet the rules: {why}", "Please choose another."),
    "S019": ("There is already an account named “{name}”", "Please choose another name."),
    "S020": (
        "{path} holds a ledger already, and not that of the demo",
        "For the demo, name another data folder: YIBEN_DATA=FOLDER ./yiben demo.",
    ),
}
