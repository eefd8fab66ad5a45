"""Every command: name → what it does, in one line. Its module lies beside this file.

Read before anything is installed, so this file imports nothing.
"""

COMMANDS: dict[str, str] = {
    "demo": "装好一切，装入演示镇，打开网页（127.0.0.1:8000）",
    "test": "装好一切，运行测试",
    "init": "给一个镇开一本空账：init --town 随县吴山镇",
    "catalog": "检查台账定义：catalog check",
    "figures": "查数据；figures rows 列出一个数据背后的记录",
    "published": "逐条核对已公布的数：公布值、算得值、背后记录、结论",
    "read": "读出一份材料里的每个数，核对它们相互合不合",
    "report": "写工作回顾（.docx、.html、.txt）",
    "export": "导出一本台账（.xlsx、.csv）",
    "seal": "封账到昨天",
    "verify": "核对流水、封账和附件是否被改动",
    "rebuild": "由流水重建台账现状；--check 只核对",
    "serve": "打开网页和后台；--processes 几个进程一起",
    "worker": "只开后台；--once 做完到点的就停，--status 看每件事做得怎样",
    "backup": "备份成一个加密文件：backup --to 目录；--check 核对一个备份",
    "restore": "从备份恢复，换一台机器也行",
    "upgrade": "升级旧数据：先备份，没升成数据还是原样",
    "bundle": "做一个不用上网就能安装的包",
    "user": "账号：list、add、password、unlock",
}


def overview() -> str:
    """What `./yiben` alone prints."""
    width = max(map(len, COMMANDS))
    lines = [f"  ./yiben {name:<{width}}  {what}" for name, what in COMMANDS.items()]
    return "\n".join(
        ["一本账 Yiben：一次登记，处处取用。", "", *lines, "", "每条命令的用法：./yiben 命令 --help"]
    )
