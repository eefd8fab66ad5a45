"""What a backup holds, in a few lines for whoever made or restored it."""

from yiben.kernel.problems import Problem, Refused, problem
from yiben.start.backup.checking import Read


def read(found: Read) -> str:
    """Program, moment, counts, and each town's chain with the first digits of its last digest."""
    manifest = found.manifest
    files = sum(name.startswith("files/") for name in manifest.parts)
    lines = [
        f"  {found.about.made_at}，程序 {found.about.program}，{found.about.database}；"
        f"流水 {manifest.entries:,} 笔，记录 {manifest.records:,} 条，附件 {files:,} 个"
    ]
    lines += [
        f"  {one['name']}（{one['town']}）：到第{one['entries']:,}笔，摘要 {one['digest'][:16]}…"
        for one in manifest.towns
    ]
    return "\n".join(lines)


def faults(found: Read) -> list[Problem]:
    """What was wrong in the ledger itself before it was backed up; the backup holds it as it was."""
    broken = [problem("J014", seq=seq) for seq in found.broken]
    return broken + [problem("J015", name=name) for name in found.manifest.missing]


def refuse_faults(found: Read) -> None:
    """Refused with all of them; the backup stands all the same."""
    told = faults(found)
    if told:
        raise Refused(told)
