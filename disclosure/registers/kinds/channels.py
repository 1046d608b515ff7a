"""渠道和场所: where people read, hear and ask without the website."""

from disclosure.registers.kinds.items import count, one_of, some_of, text, words, yes_no
from disclosure.registers.kinds.terms import LOCAL, UNITS, Enclosed, Group, RegisterKind
from disclosure.registers.periods import Rhythm
from portal.accounts.states import OrganKind

_ADDRESS = words("address", "地址", hint="写到门牌号、楼层")
_HOURS = words("hours", "开放时间", hint="例如“工作日8:30—12:00，14:00—17:30”")
_PHONE = words("phone", "电话")
_ACCESS = words("accessibility", "无障碍设施和帮助", required=False)

KINDS = (
    RegisterKind(
        code="open_zone",
        name="政务公开专区",
        group=Group.CHANNELS,
        note="查阅政府信息、咨询政策、办理依申请公开的专门区域。",
        rhythm=Rhythm.STANDING,
        day="启用日期",
        items=(
            words("zone", "专区名称"),
            _ADDRESS,
            _HOURS,
            _PHONE,
            some_of(
                "services", "提供哪些服务", "政府信息查阅", "政策咨询", "依申请公开受理", "办事咨询引导", "意见建议收集"
            ),
            some_of("equipment", "有哪些设备", "自助查询机", "电脑", "打印机和复印机", "电子屏", "资料架", "咨询台"),
            _ACCESS,
        ),
        organs=(OrganKind.GOVERNMENT, *UNITS),
        owed_by=(OrganKind.GOVERNMENT,),
        public=True,
        duties=("S1-6.2",),
        source="本市示范区建设标准 六（二）",
    ),
    RegisterKind(
        code="equipment",
        name="电子屏、公告栏和触摸屏",
        group=Group.CHANNELS,
        note="设在固定地方、公众可以直接看的设施。",
        rhythm=Rhythm.STANDING,
        day="启用日期",
        items=(
            words("device", "名称"),
            one_of("type", "种类", "电子屏", "公告栏", "触摸屏", "自助终端", "公开专栏"),
            _ADDRESS,
            _HOURS,
            _PHONE,
            text("content", "公开哪些内容"),
            words("refreshed", "多久更新一次"),
            words("keeper", "管理人", inside=True),
        ),
        owed_by=UNITS,
        public=True,
        duties=("S1-4.4", "S0-1.10c", "S2-1.15c", "S2-11.C3", "S2-7.4"),
        source="本市示范区建设标准 四（四）；主动公开制度 第十五条；考评标准 C3",
    ),
    RegisterKind(
        code="channel",
        name="广播、电视、报刊、短信和宣传资料",
        group=Group.CHANNELS,
        note="网站以外公开信息的渠道：看什么、听什么、到哪里拿。",
        rhythm=Rhythm.STANDING,
        day="开始使用",
        items=(
            words("channel", "名称"),
            one_of(
                "type", "种类", "广播", "电视", "报纸刊物", "短信", "明白卡", "宣传册", "热线电话", "新媒体账号", "其他"
            ),
            words("reach", "怎样看到、听到", hint="频道和时段、号码、领取地点"),
            text("content", "公开哪些内容"),
            words("refreshed", "多久一次"),
            words("keeper", "管理人", inside=True),
        ),
        owed_by=UNITS,
        public=True,
        duties=("S1-4.4", "S0-1.10c", "S2-1.15c", "S2-11.C3"),
        source="本市示范区建设标准 四（四）；主动公开制度 第十五条；考评标准 C3",
    ),
    RegisterKind(
        code="village_channel",
        name="村（居）公开渠道",
        group=Group.CHANNELS,
        note="每个村、社区用哪些渠道公开村务、居务。",
        rhythm=Rhythm.STANDING,
        day="开始使用",
        items=(
            words("village", "村（居）名称"),
            one_of("type", "渠道", "微信群", "益农信息社", "公众号", "公示栏", "大喇叭", "其他"),
            words("reach", "名称或者地点", hint="公示栏写地点，公众号写名称"),
            text("content", "公开哪些内容"),
            words("keeper", "管理人", inside=True),
        ),
        organs=LOCAL,
        owed_by=LOCAL,
        public=True,
        enclosed=Enclosed.OPTIONAL,
        duties=("S1-6.1b",),
        source="本市示范区建设标准 六（一）",
    ),
    RegisterKind(
        code="window_display",
        name="办公场所和窗口公开",
        group=Group.CHANNELS,
        note="在办公场所、办事窗口用公开栏、触摸屏公开的办事指南。",
        rhythm=Rhythm.STANDING,
        day="公开日期",
        items=(
            words("window", "场所或者窗口"),
            _ADDRESS,
            _HOURS,
            _PHONE,
            some_of("means", "用什么公开", "公开栏", "触摸屏", "电子屏", "指示牌", "宣传册"),
            yes_no("layout", "公开了机构分布"),
            yes_no("duties_shown", "公开了职责"),
            yes_no("flow_chart", "公开了办事流程图"),
        ),
        owed_by=UNITS,
        public=True,
        duties=("S2-11.C2",),
        source="考评标准 C2",
    ),
    RegisterKind(
        code="complaint_line",
        name="监督举报方式",
        group=Group.CHANNELS,
        note="对公开工作投诉、举报的电话、信箱和地址。",
        rhythm=Rhythm.STANDING,
        day="公布日期",
        items=(
            words("line", "受理机构"),
            _ADDRESS,
            _HOURS,
            _PHONE,
            words("mailbox", "电子邮箱或者网上信箱", required=False),
            text("scope", "受理什么"),
        ),
        owed_by=UNITS,
        public=True,
        enclosed=Enclosed.NONE,
        duties=("law.A6.51",),
        source="《政府信息公开条例》第五十一条",
    ),
    RegisterKind(
        code="delivery",
        name="送交政府信息",
        group=Group.CHANNELS,
        note="向政府网站、公报室和查阅场所送交主动公开的信息，每季度登记一次。",
        rhythm=Rhythm.QUARTERLY,
        day="送交日期",
        items=(
            some_of("to", "送交到", "政府网站", "政府公报", "国家档案馆", "公共图书馆", "政务服务场所", "其他查阅点"),
            count("pieces", "送交", "件"),
            words("received_by", "接收人"),
            text("content", "送交了什么", required=False),
        ),
        owed_by=UNITS,
        duties=("S2-11.D5",),
        source="《政府信息公开条例》第二十五条；考评标准 D5",
    ),
)
