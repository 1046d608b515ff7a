"""网站和系统: the record of each site, and what is built into the systems of the departments."""

from disclosure.registers.kinds.items import count, link, on_day, one_of, text, words, yes_no
from disclosure.registers.kinds.terms import Enclosed, Group, RegisterKind
from disclosure.registers.periods import Rhythm
from portal.accounts.states import OrganKind

KINDS = (
    RegisterKind(
        code="website",
        name="政府网站档案",
        group=Group.SITE,
        note="一个网站一份：开办、建设、定级、备案、运维、等保测评、服务、互动、安全、关停。",
        rhythm=Rhythm.STANDING,
        day="开办日期",
        items=(
            words("site", "网站名称"),
            link("url", "网址"),
            words("approved", "开办批准文号"),
            words("builder", "建设单位"),
            words("site_code", "网站标识码"),
            words("icp", "ICP备案号"),
            words("police", "公安备案号"),
            words("operator", "运维单位"),
            one_of("grade", "等级保护定级", "第一级", "第二级", "第三级", "第四级"),
            on_day("tested_on", "最近一次等保测评", required=False),
            yes_no("services", "有办事服务"),
            yes_no("interaction", "有互动交流"),
            words("security", "安全责任人"),
            one_of("status", "状态", "独立运行", "已经迁移到集约化平台", "正在迁移", "已经关停"),
            on_day("moved_on", "迁移或者关停日期", required=False),
        ),
        organs=(OrganKind.GOVERNMENT, OrganKind.DEPARTMENT, OrganKind.AFFILIATED, OrganKind.TOWNSHIP),
        owed_by=(OrganKind.GOVERNMENT,),
        duties=("S3-5.1b", "S3-5.1d"),
        source="本市政务公开实施方案 五（一）；国办发〔2017〕47号",
    ),
    RegisterKind(
        code="embedded_standard",
        name="标准嵌入业务系统",
        group=Group.SITE,
        note="公开标准目录、标准规范、工作流程嵌入了哪个业务系统。",
        rhythm=Rhythm.STANDING,
        day="上线日期",
        items=(
            words("system", "业务系统"),
            one_of("embedded", "嵌入的是", "标准目录", "标准规范", "工作流程", "三样都有"),
            words("through", "怎样嵌入", hint="接口、导入、页面嵌入"),
            text("effect", "现在怎样用"),
        ),
        duties=("S1-6.4",),
        source="本市示范区建设标准 六（四）",
    ),
    RegisterKind(
        code="electronic_supervision",
        name="政务服务电子监察",
        group=Group.SITE,
        note="政务服务平台每月的监察情况：受理、办结、预警、督办。由管平台的单位登记。",
        rhythm=Rhythm.MONTHLY,
        day="统计到",
        items=(
            words("platform", "平台名称"),
            count("items", "纳入监察的事项", "项"),
            count("received", "受理", "件"),
            count("finished", "办结", "件"),
            count("warnings", "预警", "次"),
            count("late", "超期", "件"),
            text("supervised", "督办情况", required=False),
        ),
        enclosed=Enclosed.OPTIONAL,
        duties=("S3-5.2b",),
        source="本市政务公开实施方案 五（二）",
    ),
)
