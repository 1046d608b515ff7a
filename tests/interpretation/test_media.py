"""Pictures, recordings and films: taken in as attachments are, described, and shown to all who may read the rest."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from interpretation.materials import services
from interpretation.materials.models import Material, MaterialFile
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.files.models import RefusedUpload, StoredFile
from tests.files import samples
from tests.interpretation.explaining import CAPTIONS, FILM, PICTURE, SOUND, published, with_film, with_picture, written


def told(error, field) -> str:
    return error.value.messages[field]


@pytest.fixture
def material(office):
    return written(office, office.draft(is_normative=True))


def out(office, **values):
    """A further round with its files, on a public document."""
    document = office.published(is_normative=True)
    return written(office, document, stage="after", **values)


def publish(office, material) -> Material:
    services.submit(material, **office.as_(Role.HANDLER))
    services.approve(material, **office.as_(Role.HEAD))
    return services.publish(material, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S0-2.6a")
def test_a_picture_comes_with_words_that_say_the_same(office, material) -> None:
    with pytest.raises(InvalidInput) as error:
        with_picture(office, material, alternative=" ")
    assert told(error, "alternative") == "请填写替代文字"
    with pytest.raises(InvalidInput) as error:
        with_picture(office, material, alternative="张某，电话13812345678")
    assert told(error, "alternative").startswith("替代文字会公开")
    assert not MaterialFile.objects.exists()
    with_picture(office, material)
    assert Event.objects.get(act="add_media").after["alternative"] == "日历上圈着六月十日，写着“开始报名”。"


def test_where_a_picture_was_taken_is_taken_out_and_its_name_forgotten(office, material) -> None:
    row = with_picture(office, material, name="张三拍的.jpg", content=samples.jpeg())
    shown = MaterialFile.objects.with_files().get(pk=row.pk).file.for_public()
    assert (shown.copy_kind, shown.found, shown.name) == ("cleaned", [], "解读图片.jpg")
    assert not StoredFile.objects.filter(name__contains="张三").exists()


@pytest.mark.duty("S0-2.6a")
def test_a_film_comes_with_captions_and_somebody_who_saw_all_of_it(office, material) -> None:
    with pytest.raises(InvalidInput) as error:
        with_film(office, material, captions=None)
    assert told(error, "captions").startswith("视频要同时上传字幕")
    with pytest.raises(InvalidInput) as error:
        with_film(office, material, is_checked=False)
    assert told(error, "is_checked") == "请确认从头到尾看过、听过"
    assert with_film(office, material).captions.kind == "vtt"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("六月十日开始报名。", "字幕要是WebVTT格式"),
        (CAPTIONS + "\n00:05.000 --> 00:06.000\n打13812345678\n", "字幕会公开"),
        (CAPTIONS + "\n00:05.000 --> 00:06.000\n机密★1年\n", "密级标志"),
    ],
)
def test_captions_are_read_before_they_are_kept(office, material, text, why) -> None:
    with pytest.raises(InvalidInput) as error:
        with_film(office, material, captions=ContentFile(text.encode()))
    assert why in told(error, "captions")
    assert not StoredFile.objects.filter(kind="vtt").exists()


@pytest.mark.parametrize(
    ("name", "content", "field", "why"),
    [
        ("讲解.exe", b"MZ", "file", "只收这些格式"),
        ("讲解.avi", b"RIFF", "file", "只收这些格式"),
        ("讲解.mp4", SOUND, "content", "扩展名不符"),
        ("讲解.mp3", b"<html><script>", "content", "看不出是什么文件"),
        ("讲解.mp4", b"\x00\x00\x00\x18ftypheic" + bytes(64), "content", "看不出是什么文件"),
        ("讲解.mp4", FILM + b"\xa9xyz+31.2304+121.4737/", "content", "拍摄地点"),
    ],
)
def test_what_is_not_what_it_claims_is_refused(office, material, name, content, field, why) -> None:
    with pytest.raises(InvalidInput) as error:
        with_film(office, material, name=name, content=content)
    assert why in told(error, field)
    assert not MaterialFile.objects.exists()


def test_a_document_takes_no_films(office) -> None:
    with pytest.raises(InvalidInput) as error:
        office.attach(office.draft(), name="讲解.mp4", content=FILM)
    assert "附件只收这些格式" in told(error, "name")
    assert not RefusedUpload.objects.exists()


@pytest.mark.duty("S0-2.6a", "S1-5.4c")
@pytest.mark.parametrize(
    ("form", "missing"),
    [
        ("comic", ["漫画解读还没有上传漫画，也没有填网址", "图片、图表、漫画要有替代文字，给看不见的人读"]),
        ("audio", ["音频解读还没有上传音频，也没有填网址", "音频、视频要有文字稿，给听不见的人读"]),
        (
            "video",
            [
                "视频解读还没有上传视频，也没有填网址",
                "音频、视频要有文字稿，给听不见的人读",
                "视频、动画要有字幕",
            ],
        ),
    ],
)
def test_what_it_shows_and_what_says_the_same_are_there_before_it_goes_up(office, form, missing) -> None:
    material = written(office, office.draft(is_normative=True), form=form)
    with pytest.raises(Blocked) as error:
        services.submit(material, **office.as_(Role.HANDLER))
    assert list(error.value.reasons) == missing
    if form == "comic":
        with_picture(office, material)
    elif form == "audio":
        with_film(office, material, name="讲解.mp3", content=SOUND, captions=None)
    else:
        with_film(office, material)
    if form != "comic":
        services.write(material, values={"alternative": "大家好，今天讲报名。"}, **office.as_(Role.HANDLER))
    assert services.submit(material, **office.as_(Role.HANDLER)).state == "review"


def test_what_the_head_looks_at_is_not_changed_under_his_eyes(office, material) -> None:
    row = with_picture(office, material)
    services.submit(material, **office.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        with_picture(office, material)
    with pytest.raises(StaleState):
        services.remove_media(material, file=row, **office.as_(Role.HANDLER))


def test_only_writers_of_the_organ_add_and_remove(office, material) -> None:
    row = with_picture(office, material)
    with pytest.raises(NotAllowed):
        services.add_media(material, name="a.png", upload=ContentFile(b""), **office.as_(Role.SIGNER))
    services.remove_media(material, file=row, **office.as_(Role.HANDLER))
    assert not MaterialFile.objects.exists()


# --- in public ------------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.6a")
def test_the_page_shows_the_picture_with_its_words(office, client) -> None:
    material = out(office, form="infographic")
    row = with_picture(office, material)
    publish(office, material)
    page = client.get(material.get_absolute_url())
    assert (
        f'<img src="/interpretations/files/{row.pk}/" alt="日历上圈着六月十日，写着“开始报名”。"'
        in page.content.decode()
    )
    assert "media-src 'self'" in page["Content-Security-Policy"]
    picture = client.get(f"/interpretations/files/{row.pk}/")
    assert (picture["Content-Type"], b"".join(picture)[:4]) == ("image/png", b"\x89PNG")


@pytest.mark.duty("S0-2.6a")
def test_the_page_plays_the_film_with_captions_and_gives_its_transcript(office, client) -> None:
    material = out(office, form="video", alternative="大家好，今天讲报名。")
    row = with_film(office, material)
    publish(office, material)
    shown = client.get(material.get_absolute_url()).content.decode()
    assert f'<video controls preload="metadata" src="/interpretations/files/{row.pk}/">' in shown
    track = f"/interpretations/files/{row.pk}/captions.vtt"
    assert f'<track kind="captions" srclang="zh" label="中文字幕" src="{track}" default>' in shown
    assert "大家好，今天讲报名。" in shown
    captions = client.get(track)
    assert (captions["Content-Type"], b"".join(captions).decode()) == ("text/vtt; charset=utf-8", CAPTIONS)
    part = client.get(f"/interpretations/files/{row.pk}/", HTTP_RANGE="bytes=4-7")
    assert (part.status_code, b"".join(part)) == (206, b"ftyp")


def test_a_file_is_public_as_long_as_its_explanation_and_its_document_are(office) -> None:
    material = out(office, form="infographic")
    row = with_picture(office, material)
    address = f"/interpretations/files/{row.pk}/"
    assert Client().get(address).status_code == 404
    publish(office, material)
    assert b"".join(Client().get(address)) == PICTURE
    assert Client().get(f"{address}captions.vtt").status_code == 404
    services.withdraw(material, reason="数字有误。", **office.as_(Role.HEAD))
    assert Client().get(address).status_code == 404


def test_a_page_takes_the_same_queries_for_any_number_of_files(office, client, django_assert_num_queries) -> None:
    material = out(office, form="infographic")
    with_picture(office, material)
    publish(office, material)
    with django_assert_num_queries(5):
        client.get(material.get_absolute_url())
    other = published(office, material.document, title="另一份")
    MaterialFile.objects.bulk_create(
        MaterialFile(material=other, file=StoredFile.objects.first(), alternative="图", position=number)
        for number in range(3)
    )
    with django_assert_num_queries(5):
        client.get(other.get_absolute_url())
