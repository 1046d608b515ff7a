"""The year's 要点 of the demonstration city: the fifteen tasks of the city's model, some done, one urged."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile

from assessment.problems.selectors import assessed
from assessment.workpoints import services
from assessment.workpoints.models import TaskShare
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import OrganKind, Role

LAW, FIELDS = "围绕建设法治政府全面推进政务公开", "围绕重点领域加大主动公开力度"
EXPLAIN, CONCERN = "围绕稳定市场预期加强政策解读", "围绕社会重大关切加强舆情回应"
END, MID = (12, 20), (6, 30)
TASKS: tuple[tuple[str, str, str, str, tuple[int, int]], ...] = (
    (LAW, "推进政策执行更加阳光透明", "推进重大决策预公开；会议议定事项和政策除依法保密外及时公开。", "", END),
    (LAW, "推进建议提案办理结果公开", "社会广泛关注、关系国计民生的建议提案，原则上公开答复全文。", "办公室", END),
    (LAW, "建立市场准入负面清单信息公开机制", "全面实施“双随机、一公开”监管，多渠道公开检查执法信息。", "市场", END),
    (FIELDS, "推进财政预决算信息公开", "按时全面公开预决算；公开政府债务种类、规模、结构、使用、偿还。", "财政", END),
    (FIELDS, "做好重大建设项目信息公开", "公开审批结果、中标结果、合同订立履行、征收土地和补偿安置方案。", "发展", END),
    (
        FIELDS,
        "做好公共资源配置领域信息公开",
        "公开交易公告、资格审查结果、交易过程、成交、履约和变更信息。",
        "资源",
        END,
    ),
    (
        FIELDS,
        "加强社会公益事业建设领域信息公开",
        "六月底前梳理应公开事项，逐项明确主体、内容、标准、方式和程序。",
        "民政",
        MID,
    ),
    (
        FIELDS,
        "把重点领域信息公开纳入主动公开基本目录",
        "信息可检索、可核查、可利用；在年度报告里公布公开情况。",
        "",
        END,
    ),
    (EXPLAIN, "聚焦重大部署的政策解读", "解读好供给侧改革、生态环保、乡村振兴、消费投资、民生等政策。", "", END),
    (EXPLAIN, "抓好两大攻坚战相关政策解读", "解读防范化解重大风险、污染防治的政策措施。", "环境", END),
    (EXPLAIN, "落实信息发布主体责任", "主要负责人履行“第一解读人”职责，年内解读重要政策不少于三次。", "", END),
    (CONCERN, "增强舆情风险防控意识", "及时预警、科学研判、妥善处置、有效回应。", "", END),
    (CONCERN, "做好民生热点舆情回应", "讲清楚问题成因、解决方案和制约因素。", "", END),
    (CONCERN, "完善协调联动机制", "建立宣传、网信、公安、通信管理等部门快速反应和协调联动机制。", "", END),
    (
        CONCERN,
        "建立问责制度",
        "开展舆情应对效果评估，处置不得力、回应不妥当、报告不及时的通报或者约谈。",
        "办公室",
        END,
    ),
)
"""Part, task, demand, a word in the name of the lead (empty: none), month and day it is due."""
SHARED = 3
"""How many organs have a share where the model names all of them."""
DONE = "已经逐项对照完成，目录、栏目和更新办法同时上网。"
SEEN = "看了网站和材料，属实。"
FAR = "已经印发分工方案，各科室按月报进展。"
SLOW = "过半时间已到，还没有进展，请一周内报进展。"

Holder = Callable[[Organ | None, Role, datetime], dict[str, Any]]


def load(*, year: int, early: datetime, at: datetime, holder: Holder) -> None:
    """``early`` is when the plan was issued; ``holder`` gives the arguments of somebody in a post."""
    before = holder(None, Role.OVERSIGHT, early)
    values = {"title": f"临江市{year}年政务公开工作要点", "number": f"临政办发〔{year}〕3号"}
    plan = services.draft_plan(year=year, values=values, **before)
    organs = [organ for organ in assessed(early.date()) if organ.kind == OrganKind.DEPARTMENT]
    for place, (part, title, demand, word, due) in enumerate(TASKS):
        lead = next((organ for organ in organs if word and word in organ.name), None)
        doing = [organs[(place + step) % len(organs)] for step in range(min(SHARED, len(organs)))]
        given = {"part": part, "title": title, "demand": demand, "due_on": date(year, *due)}
        others = [organ for organ in dict.fromkeys(doing) if organ != lead]
        services.add_task(plan, values=given, lead=lead, responsible=others, **before)
    services.issue(plan, **holder(None, Role.OFFICE_APPROVER, early))
    _work(plan.pk, at, holder)


def _work(plan_id: int, at: datetime, holder: Holder) -> None:
    """One share done, one with progress, one urged; an organ without anybody to speak for it waits."""
    heads = Appointment.objects.in_force(at.date()).filter(role=Role.DISCLOSURE_HEAD)
    rows = TaskShare.objects.filter(task__plan=plan_id, organ__in=heads.values("organ"))
    for act, share in zip((_finish, _advance, _urge), rows.select_related("task", "organ"), strict=False):
        act(share, at, holder)


def _finish(share: TaskShare, at: datetime, holder: Holder) -> None:
    proof = [("完成情况.txt", ContentFile(DONE.encode()))]
    services.report(share, text=DONE, uploads=proof, **holder(share.organ, Role.DISCLOSURE_HEAD, at))
    services.accept(share, reason=SEEN, **holder(None, Role.OVERSIGHT, at))


def _advance(share: TaskShare, at: datetime, holder: Holder) -> None:
    services.note_progress(share, text=FAR, uploads=[], **holder(share.organ, Role.DISCLOSURE_HEAD, at))


def _urge(share: TaskShare, at: datetime, holder: Holder) -> None:
    services.urge(share, text=SLOW, **holder(None, Role.OVERSIGHT, at))
