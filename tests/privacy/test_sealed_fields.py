"""A personal datum is sealed in the database and masked for everybody who does not ask for it with a reason."""

import json
import pickle

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import F
from django.forms import modelform_factory
from rest_framework.serializers import ModelSerializer

from portal.privacy import keys, sealing
from portal.privacy.exports import export_rows, exportable
from portal.privacy.fields import SecretMisused
from portal.privacy.services import plain_text
from tests.governed.models import Applicant
from tests.privacy.conftest import ID_NUMBER, NEW, OLD

MASK = "110***********002X"


def stored(row, column="id_number"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM governed_applicant WHERE id = %s", [row.pk])  # noqa: S608  # a literal
        return cursor.fetchone()[0]


def write_stored(row, value):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE governed_applicant SET id_number = %s WHERE id = %s", [value, row.pk])


@pytest.mark.duty("law.K")
def test_the_database_holds_the_name_of_the_key_and_no_part_of_the_text(applicant) -> None:
    text = stored(applicant)
    assert text.startswith("mz1.old.")
    assert not {"110105", "1949", "002X"} & {text[place : place + 6] for place in range(len(text))}
    assert plain_text(Applicant.objects.get(), "id_number") == ID_NUMBER


def test_the_same_text_is_sealed_differently_each_time(applicant, education) -> None:
    other = Applicant.objects.create(organ=education, id_number=ID_NUMBER)
    assert stored(applicant) != stored(other)


@pytest.mark.duty("law.K")
def test_everything_that_prints_it_prints_the_mask(applicant) -> None:
    row = Applicant.objects.get()
    assert (str(row.id_number), f"{row.id_number}", str(row)) == (MASK, MASK, f"申请人{MASK}")
    assert repr(row.id_number) == "<Secret>"
    assert [str(value) for value in Applicant.objects.values_list("id_number", flat=True)] == ["••••"]


def test_an_interface_shows_the_mask_and_a_form_does_not_offer_the_field(applicant) -> None:
    class ApplicantSerializer(ModelSerializer):
        class Meta:
            model = Applicant
            fields = ["id_number"]

    assert ApplicantSerializer(Applicant.objects.get()).data == {"id_number": MASK}
    assert ApplicantSerializer().fields["id_number"].read_only
    assert list(modelform_factory(Applicant, fields="__all__").base_fields) == ["organ", "closed_on"]


def test_no_cache_queue_or_dump_takes_it_along(applicant) -> None:
    row = Applicant.objects.get()
    with pytest.raises(SecretMisused):
        pickle.dumps(row)
    with pytest.raises(TypeError):
        json.dumps({"id": row.id_number}, cls=DjangoJSONEncoder)
    with pytest.raises(SecretMisused):
        serializers.serialize("json", [row])


def test_an_export_refuses_sealed_fields_whatever_they_are_called(applicant) -> None:
    assert list(export_rows(Applicant.objects.all(), ["id", "organ__code"])) == [(applicant.pk, "edu")]
    for names in (["id_number"], ["id_number_index"]):
        with pytest.raises(SecretMisused):
            exportable(Applicant, names)
    with pytest.raises(SecretMisused):
        list(export_rows(Applicant.objects.annotate(number=F("id_number")), ["number"]))


@pytest.mark.duty("law.K")
def test_a_value_copied_to_another_row_does_not_open_there(applicant, education) -> None:
    other = Applicant.objects.create(organ=education, id_number="440301199001011232")
    write_stored(other, stored(applicant))
    with pytest.raises(sealing.BrokenSeal):
        plain_text(Applicant.objects.get(pk=other.pk), "id_number")


@pytest.mark.parametrize(
    "value", [ID_NUMBER, "mz1.old.", "mz1.old.AAAA", "mz1..", "mz1.old.***", "mz9.old.QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"]
)
def test_what_is_not_sealed_is_refused_and_not_shown(applicant, value) -> None:
    write_stored(applicant, value)
    with pytest.raises(sealing.BrokenSeal) as refused:
        str(Applicant.objects.get().id_number)
    assert ID_NUMBER not in str(refused.value)


def test_a_missing_key_is_named_and_a_wrong_one_opens_nothing(applicant, settings) -> None:
    settings.PRIVACY_KEYS = [NEW]
    with pytest.raises(keys.KeyMissing) as missing:
        plain_text(Applicant.objects.get(), "id_number")
    assert missing.value.message == "缺少密钥“old”，这项个人信息暂时看不了。请联系系统管理员。"
    settings.PRIVACY_KEYS = [NEW.replace("new:", "old:")]
    with pytest.raises(sealing.BrokenSeal):
        plain_text(Applicant.objects.get(), "id_number")


def test_plain_text_never_reaches_the_database_by_a_side_way(applicant) -> None:
    with pytest.raises(sealing.BrokenSeal), transaction.atomic():
        Applicant.objects.update(id_number=ID_NUMBER)
    for query in ({"id_number": ID_NUMBER}, {"id_number__startswith": "1"}, {"id_number__in": [ID_NUMBER]}):
        with pytest.raises(FieldError):
            list(Applicant.objects.filter(**query))
    assert stored(applicant).startswith("mz1.old.")


def test_bulk_creation_seals_too(education) -> None:
    made = [Applicant(organ=education, id_number=f"11010519491231{place:04d}") for place in range(2)]
    Applicant.objects.bulk_create(made)
    assert [plain_text(row, "id_number") for row in Applicant.objects.order_by("pk")] == [
        "110105194912310000",
        "110105194912310001",
    ]
    assert all(stored(row).startswith("mz1.old.") for row in Applicant.objects.all())


def test_emptiness_stays_empty(education) -> None:
    row = Applicant.objects.create(organ=education)
    assert (stored(row), stored(row, "id_number_index"), str(row.id_number)) == ("", "", "")
    assert list(Applicant.objects.filter(id_number="")) == [row]


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_the_exact_value_is_found_however_it_is_typed(applicant, education, typed) -> None:
    Applicant.objects.create(organ=education, id_number="440301199001011232")
    index = Applicant._meta.get_field("id_number_index")
    assert list(Applicant.objects.filter(index.matching(typed))) == [applicant]


def test_the_look_up_value_says_nothing_without_the_key(applicant, settings) -> None:
    before = stored(applicant, "id_number_index")
    settings.PRIVACY_KEYS = [NEW]
    index = Applicant._meta.get_field("id_number_index")
    assert ID_NUMBER not in before
    assert not Applicant.objects.filter(index.matching(ID_NUMBER)).exists()
    settings.PRIVACY_KEYS = [NEW, OLD]
    assert Applicant.objects.get(index.matching(ID_NUMBER)) == applicant
