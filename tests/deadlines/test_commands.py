import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def run(*args) -> str:
    out = StringIO()
    call_command("explain_deadline", *args, stdout=out)
    return out.getvalue()


@pytest.mark.duty("law.A5.6")
def test_json_has_the_agreed_columns() -> None:
    answer = json.loads(run("FOI_REPLY", "--from", "2026-03-02", "--pause", "2026-03-06:2026-03-25", "--json"))
    assert (answer["rule"], answer["from"], answer["due"], answer["provisional"]) == (
        "FOI_REPLY",
        "2026-03-02",
        "2026-04-17",
        False,
    )
    assert {"date": "2026-03-10", "label": "暂停，不计", "counted": False, "number": None} in answer["days"]


@pytest.mark.parametrize(
    ("args", "due"),
    [
        (["FOI_REPLY", "--from", "2026-09-18"], "2026-10-22"),
        (["FOI_REPLY", "--from", "2026-01-30", "--extend", "20"], "2026-04-02"),
        (["FOI_REPLY", "--from", "2026-09-01", "--restart", "2026-09-18"], "2026-10-22"),
        (["FOI_CORRECTION_NOTICE", "--from", "2026-02-13"], "2026-03-02"),
        (["THIRD_PARTY_REPLY", "--from", "2026-03-06"], "2026-03-27"),
        (["PUBLISH", "--from", "2026-09-18"], "2026-10-22"),
        (["PENALTY_PUBLISH", "--from", "2026-04-29"], "2026-05-12"),
        (["INTERPRET", "--from", "2026-09-30"], "2026-10-10"),
        (["OPINION_REPLY", "--from", "2026-09-30T21:30"], "2026-10-02"),
    ],
)
def test_the_command_line_agrees_with_the_law(args, due) -> None:
    assert json.loads(run(*args, "--json"))["due"] == due


def test_plain_text_ends_with_the_date_and_its_basis() -> None:
    shown = run("FOI_REPLY", "--from", "2026-09-18").splitlines()
    assert shown[0] == "2026-09-18 　 收到当日，不计"
    assert shown[2] == "2026-09-20 ● 调休上班，第1个工作日"
    assert "最晚答复日：2026年10月22日（星期四）" in shown
    assert shown[-1] == "依据：《政府信息公开条例》第三十三条第二款，20个工作日。"


def test_the_list_names_every_code() -> None:
    codes = [line.split()[0] for line in run("--list").splitlines()]
    assert len(codes) == 89
    assert codes[:3] == ["FOI_REPLY", "FOI_CONFIRM", "FOI_CORRECTION_NOTICE"]
    assert [row["code"] for row in json.loads(run("--list", "--json"))] == codes


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "rule：请选择要算的期限。"),
        (["FOI_REPLY"], "from：请写起算的日子。"),
        (["FOI_REPLY", "--from", "2026-09-18", "--pause", "2026-09-21"], "pause：暂停要写两个日子"),
        (["NO_SUCH", "--from", "2026-09-18"], "rule：没有代码"),
    ],
)
def test_a_wrong_argument_is_named(args, message) -> None:
    with pytest.raises(CommandError, match=message):
        run(*args)
