"""The town's robot in a working group: its address set or taken away, and never kept in the open."""

from django.utils.translation import gettext as _

from yiben.administration.kind import Asked, Checked
from yiben.administration.models import Change
from yiben.kernel import clock
from yiben.kernel.problems import problem
from yiben.talk import robot
from yiben.talk.robot import Robot
from yiben.township.models import Account


def check(asked: Asked) -> Checked:
    """`address` as it was typed, or `sealed` and `shown` of a proposal; empty to send nothing any more.

    N021 for what is no address of the web, N023 for nothing where nothing was.
    """
    now = Robot.objects.filter(town=asked.town).first()
    before = now.shown if now else _("没有设")
    sealed, shown = asked.about.get("sealed"), asked.text("shown")
    if not sealed:
        typed = asked.text("address")
        if not typed:
            checked = Checked({}, said=[(_("机器人通知"), before, _("不再发"))])
            checked.problems += [] if now else [problem("N023", "address")]
            return checked
        wrong = robot.address_problems(typed, "address")
        if wrong:
            return Checked({}, problems=wrong)
        sealed, shown = robot.seal(typed, asked.town), robot.shown(typed)
    checked = Checked({"sealed": sealed, "shown": shown}, said=[(_("机器人通知"), before, shown)])
    checked.notes.append(
        _("请核对网址是不是本单位的群机器人；往后每小时至多发一次合计件数，没有姓名和标题。")
    )
    return checked


def carry_out(change: Change, by: Account) -> None:
    if not change.about:
        Robot.objects.filter(town=change.town).delete()
        return
    kept = {"sealed": change.about["sealed"], "shown": change.about["shown"], "since": clock.today()}
    Robot.objects.update_or_create(town=change.town, defaults=kept)
