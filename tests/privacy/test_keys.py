"""Where the keys come from, and how they are changed."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from portal.audit.models import Event
from portal.privacy import keys, services
from portal.privacy.models import KeyRotation
from portal.privacy.services import plain_text
from tests.governed.models import Applicant
from tests.privacy.conftest import ID_NUMBER, NEW, OLD
from tests.privacy.test_sealed_fields import stored


@pytest.fixture
def key_file(settings, tmp_path):
    settings.PRIVACY_KEYS = []
    settings.VAR_DIR = tmp_path
    return tmp_path / "privacy_keys"


def test_without_a_configured_key_one_is_made_for_the_owner_only(key_file) -> None:
    first = keys.ring().current.id
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert keys.ring().current.id == first
    assert [path.name for path in key_file.parent.iterdir()] == ["privacy_keys"]


def test_a_new_key_stands_before_the_old_one_and_both_open(key_file, education) -> None:
    row = Applicant.objects.create(organ=education, id_number=ID_NUMBER)
    old = keys.ring().current.id
    new = keys.add_key()
    assert [key.id for key in keys.ring().keys] == [new, old]
    assert plain_text(Applicant.objects.get(pk=row.pk), "id_number") == ID_NUMBER
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("entry", ["", "k1", "k1:", "k1:QUJD", "有空格:x", OLD + "x", ":" + OLD.partition(":")[2]])
def test_a_key_that_cannot_be_read_is_a_clear_failure_without_the_key(settings, entry) -> None:
    settings.PRIVACY_KEYS = [NEW, entry]
    with pytest.raises(ImproperlyConfigured) as wrong:
        keys.ring()
    assert str(wrong.value) == "个人信息密钥第2项不对：要写成“名称:32字节密钥的base64”"


def test_two_keys_of_one_name_are_refused(settings) -> None:
    settings.PRIVACY_KEYS = [OLD, OLD]
    with pytest.raises(ImproperlyConfigured):
        keys.ring()


def test_rotation_seals_everything_with_the_new_key_and_repeats_nothing(education, settings, at, capsys) -> None:
    rows = [Applicant.objects.create(organ=education, id_number=f"11010519491231{n:04d}") for n in range(5)]
    Applicant.objects.create(organ=education)
    settings.PRIVACY_KEYS = [NEW, OLD]
    call_command("rotate_keys", "--dry-run")
    assert "governed.applicant.id_number：5项用的是密钥old" in capsys.readouterr().out
    assert stored(rows[0]).startswith("mz1.old.")
    call_command("rotate_keys", "--batch", "2")
    assert "重新加密5项" in capsys.readouterr().out
    settings.PRIVACY_KEYS = [NEW]
    index = Applicant._meta.get_field("id_number_index")
    assert [plain_text(row, "id_number") for row in Applicant.objects.order_by("pk")[:5]] == [
        f"11010519491231{n:04d}" for n in range(5)
    ]
    assert Applicant.objects.get(index.matching("110105194912310003")) == rows[3]
    before = stored(rows[0])
    call_command("rotate_keys")
    assert "旧密钥可以停用" in capsys.readouterr().out
    assert stored(rows[0]) == before
    assert list(KeyRotation.objects.values_list("key_id", "values")) == [("new", 5)]
    assert Event.objects.get(act="rotate_keys").after == {"key": "new", "values": 5, "broken": 0}


def test_a_broken_value_stops_nothing_and_is_named(education, settings, capsys) -> None:
    good, lost = (Applicant.objects.create(organ=education, id_number=ID_NUMBER) for _ in range(2))
    Applicant.objects.filter(pk=lost.pk).update(id_number=stored(good))
    settings.PRIVACY_KEYS = [NEW, OLD]
    with pytest.raises(SystemExit):
        call_command("rotate_keys")
    assert f"打不开：governed.applicant {lost.pk}" in capsys.readouterr().out
    assert (stored(good)[:8], stored(lost)[:8]) == ("mz1.new.", "mz1.old.")


def test_a_value_saved_meanwhile_is_not_overwritten(education, settings, at, monkeypatch) -> None:
    row = Applicant.objects.create(organ=education, id_number=ID_NUMBER)
    settings.PRIVACY_KEYS = [NEW, OLD]
    seal = services.rotating.sealing.seal

    def save_first(text, context):
        monkeypatch.setattr(services.rotating.sealing, "seal", seal)
        Applicant(pk=row.pk, organ=education, row_key=row.row_key, id_number="440301199001011232").save(
            update_fields=["id_number"]
        )
        return seal(text, context)

    monkeypatch.setattr(services.rotating.sealing, "seal", save_first)
    services.rotate(actor=services.purging.SYSTEM, at=at, dry_run=False)
    assert plain_text(Applicant.objects.get(pk=row.pk), "id_number") == "440301199001011232"


def test_the_command_makes_a_key_only_where_the_file_holds_them(key_file, settings, db, capsys) -> None:
    keys.ring()
    call_command("rotate_keys", "--new-key")
    assert len(keys.ring().keys) == 2
    settings.PRIVACY_KEYS = [OLD]
    with pytest.raises(CommandError, match="PRIVACY_KEYS"):
        call_command("rotate_keys", "--new-key")
