"""登记, 更正, 停用, 撤销: what is typed is checked by the fields of its register."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from disclosure.registers import kinds, services
from disclosure.registers.models import RegisterEntry
from portal.accounts.services import merge_organs
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.screening.models import RefusedText
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.registers.book import DAY, MEETING, PROOF, SCREEN, TRAINING, entered, trained

NO_NUMBER = "参加人数请填整数，没有的填0"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.mark.duty("S1-1.4", "S3-7.3a")
def test_an_entry_is_stored_as_its_register_says(office) -> None:
    entry = trained(office)
    assert (entry.kind, entry.period, entry.title) == ("training", "2026", "依申请公开答复怎么写")
    assert entry.values == {
        "topic": "依申请公开答复怎么写",
        "audience": ["政务公开工作人员", "信息员"],
        "teacher": "市司法局",
        "people": 42,
        "hours": "3.50",
        "content": "",
    }
    assert entry.facts(inside=True) == [
        ("培训主题", "依申请公开答复怎么写"),
        ("培训对象", "政务公开工作人员、信息员"),
        ("授课单位和授课人", "市司法局"),
        ("参加人数", "42人"),
        ("学时", "3.50学时"),
    ]
    assert Event.objects.get(subject_label="disclosure.registerentry").act == "file_entry"


@pytest.mark.parametrize(
    ("code", "values", "day", "messages"),
    [
        ("training", {}, date(2026, 5, 22), {"happened_on": "培训日期不能晚于今天"}),
        ("training", {}, None, {"happened_on": "请填写培训日期"}),
        (
            "training",
            {"topic": " ", "people": "四十"},
            DAY,
            {"topic": "请填写培训主题", "people": NO_NUMBER},
        ),
        ("training", {"people": "-1"}, DAY, {"people": NO_NUMBER}),
        ("training", {"people": "４２"}, DAY, {"people": NO_NUMBER}),
        ("training", {"hours": "3.555"}, DAY, {"hours": "学时请填数字，最多两位小数，例如12.50"}),
        ("training", {"audience": []}, DAY, {"audience": "请选择培训对象"}),
        ("training", {"audience": ["路人"]}, DAY, {"audience": "培训对象里没有“路人”这一项"}),
        ("training", {"organ": "x"}, DAY, {"organ": "这一项由系统填写，不能自己填"}),
        ("equipment", {"type": "灯箱"}, DAY, {"type": "种类里没有“灯箱”这一项"}),
        ("equipment", {"address": None}, DAY, {"address": "请填写地址"}),
        ("leadership_meeting", {}, DAY, {"uploads": "请附上证明材料，例如通知、记录、签到表、照片"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office, code, values, day, messages) -> None:
    whole = {"training": TRAINING, "equipment": SCREEN, "leadership_meeting": MEETING}[code]
    with pytest.raises(InvalidInput) as refused:
        entered(office, code, whole | values, happened_on=day)
    assert refused.value.messages == messages
    assert not RegisterEntry.objects.exists()


@pytest.mark.duty("S1-1.2")
def test_a_meeting_is_proved_by_its_papers(office) -> None:
    entry = entered(office, "leadership_meeting", MEETING, uploads=PROOF)
    assert [row.file.name for row in entry.files.all()] == ["签到表.txt"]
    more = [("照片说明.txt", ContentFile(b"photo"))]
    services.add_files(entry, uploads=more, **office.as_(Role.HANDLER))
    assert [row.file.name for row in entry.files.all()] == ["签到表.txt", "照片说明.txt"]


def test_a_register_without_papers_takes_none(office) -> None:
    values = {"person": "甲", "post": "信息员", "tenure": "专职", "work": "发布"}
    with pytest.raises(InvalidInput, match="不收附件"):
        entered(office, "staff", values, uploads=PROOF)


def test_a_second_click_is_no_second_training(office) -> None:
    trained(office)
    with pytest.raises(InvalidInput, match="已经登记过一模一样的一条"):
        trained(office)
    trained(office, topic="第二期")


def test_a_mark_of_secrecy_is_kept_out_and_leaves_a_trace(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        trained(office, content="机密★10年的内容")
    assert "密级标志" in refused.value.messages["content"]
    assert RefusedText.objects.get().where == "主要内容"
    assert not RegisterEntry.objects.exists()


def test_an_organ_registers_for_itself(office) -> None:
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    entry = trained(office)
    given = {"happened_on": DAY, "values": TRAINING, "reason": "写错了"}
    with pytest.raises(NotAllowed):
        services.file_entry(
            kinds.BY_CODE["training"], office.organ, happened_on=DAY, values=TRAINING, **other.as_(Role.HANDLER)
        )
    for stranger in (other.as_(Role.INFO_CLERK), office.as_(Role.SECRECY_REVIEWER)):
        with pytest.raises(NotAllowed):
            services.correct_entry(entry, **given, **stranger)
        with pytest.raises(NotAllowed):
            services.withdraw(entry, reason="错了", **stranger)


def test_a_register_of_villages_is_kept_by_towns(office) -> None:
    values = {"village": "白鹭村", "type": "公示栏", "reach": "村委会门口", "content": "村级财务", "keeper": ""}
    with pytest.raises(InvalidInput) as refused:
        entered(office, "village_channel", values | {"keeper": "甲"})
    assert refused.value.messages == {"organ": "临江市教育局不登记“村（居）公开渠道”"}


@pytest.mark.duty("S3-7.1e", "S2-4.9b")
def test_registers_of_the_whole_city_are_kept_by_the_office(office) -> None:
    values = {
        "matter": "招生政策的发布口径",
        "about": ["信息发布", "舆情回应"],
        "present": "市委宣传部\n市委网信办",
        "publicity": True,
        "cyberspace": True,
        "decided": "由教育局统一发布。",
    }
    seat = open_office(code="zfb", name="临江市人民政府办公室", number_code="临政办发", uscc=None)
    seat.people[Role.OVERSIGHT] = seat.appoint(Role.OVERSIGHT)
    with pytest.raises(InvalidInput, match="由政务公开办登记"):
        entered(office, "coordination_meeting", values)
    entry = entered(seat, "coordination_meeting", values, role=Role.OVERSIGHT)
    assert ("宣传部门参加", "是") in entry.facts(inside=True)


def test_a_correction_keeps_what_was_said_before(office) -> None:
    entry = trained(office)
    given = {"happened_on": date(2025, 12, 30), "values": TRAINING | {"people": "40"}, "reason": "日期写错"}
    services.correct_entry(entry, **given, **office.as_(Role.INFO_CLERK))
    entry.refresh_from_db()
    assert (entry.period, entry.values["people"], entry.version) == ("2025", 40, 2)
    event = Event.objects.filter(subject_label="disclosure.registerentry").order_by("-seq").first()
    assert (event.before, event.after, event.reason) == (
        {"happened_on": "2026-05-20", "people": 42},
        {"happened_on": "2025-12-30", "people": 40},
        "日期写错",
    )


def test_a_correction_says_why(office) -> None:
    with pytest.raises(InvalidInput, match="请填写更正的原因"):
        services.correct_entry(
            trained(office), happened_on=DAY, values=TRAINING, reason=" ", **office.as_(Role.HANDLER)
        )


def test_what_was_withdrawn_counts_no_more_and_stays_as_it_was(office) -> None:
    entry = services.withdraw(trained(office), reason="重复登记", **office.as_(Role.INFO_CLERK))
    assert list(RegisterEntry.objects.standing()) == []
    with pytest.raises(StaleState):
        services.correct_entry(entry, happened_on=DAY, values=TRAINING, reason="再改", **office.as_(Role.INFO_CLERK))
    trained(office)


def test_what_stands_ends_once_and_not_before_it_began(office) -> None:
    entry = entered(office, "equipment", SCREEN)
    head = office.as_(Role.DISCLOSURE_HEAD)
    with pytest.raises(InvalidInput) as refused:
        services.end_entry(entry, on=DAY - timedelta(days=1), reason="拆除", **head)
    assert refused.value.messages == {"on": "不能早于启用日期2026-05-20"}
    services.end_entry(entry, on=date(2026, 5, 21), reason="拆除", **head)
    with pytest.raises(StaleState):
        services.end_entry(entry, on=date(2026, 5, 22), reason="再拆", **head)
    with pytest.raises(StaleState):
        services.end_entry(trained(office), on=date(2026, 5, 22), reason="不是常年的", **head)


def test_a_reform_hands_on_what_stands_and_leaves_what_happened(office) -> None:
    heir = open_office(code="jtj", name="临江市教育体育局", number_code="临教体发", uscc=None)
    training, screen = trained(office), entered(office, "equipment", SCREEN)
    gone = services.end_entry(
        entered(office, "equipment", SCREEN | {"device": "旧公告栏"}),
        on=date(2026, 5, 20),
        reason="拆除",
        **office.as_(Role.DISCLOSURE_HEAD),
    )
    merge_organs([office.organ], into=heir.organ, basis="临编发〔2026〕1号", actor=SYSTEM, at=MORNING)
    places = dict(RegisterEntry.objects.values_list("pk", "organ__code"))
    assert places == {training.pk: "jyj", screen.pk: "jtj", gone.pk: "jyj"}
    assert heir.organ.kind == OrganKind.DEPARTMENT
