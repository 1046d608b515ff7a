"""An explanation with a film: uploaded at the desk, played with its captions, under the content policy of the site."""

import base64

import pytest
from playwright.sync_api import expect

from interpretation.materials import services
from interpretation.materials.models import MaterialFile
from portal.accounts.states import Role
from tests.browser.test_staff import desk, office
from tests.interpretation.explaining import CAPTIONS, written

__all__ = ["desk", "office"]

SPOKEN = "大家好，今天讲报名。六月十日开始报名。"
RECORD = """async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
  const brush = canvas.getContext('2d');
  const mimeType = ['video/mp4', 'video/webm'].find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  for (let frame = 0; frame < 10; frame += 1) {
    brush.fillStyle = frame % 2 ? '#1f4e9a' : '#ffffff';
    brush.fillRect(0, 0, 64, 36);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return [mimeType.split('/')[1], btoa(String.fromCharCode(...bytes))];
}"""
"""A second of film, made by the browser itself; the kind of file it makes, and its bytes."""
UNTIL_LOADED = "if (track.readyState < 2) await new Promise((go) => { track.onload = go; })"
PLAY = """const over = new Promise((resolve) => { video.onended = resolve; });
video.muted = true;
await video.play();
await over;
return video.currentTime;"""


@pytest.fixture
def film(page):
    page.goto("about:blank")
    kind, content = page.evaluate(RECORD)
    return {"name": f"三分钟讲清楚.{kind}", "mimeType": f"video/{kind}", "buffer": base64.b64decode(content)}


def as_video(page, script: str):
    return page.locator("video").evaluate(f"async (video) => {{ {script} }}")


@pytest.mark.duty("S0-2.6a", "S1-5.4c")
def test_a_film_is_uploaded_described_and_played_with_captions(desk, office, film, live_server, faults_of) -> None:
    material = written(office, office.published(is_normative=True), stage="after", form="video", alternative=SPOKEN)
    page = desk(Role.HANDLER)
    page.goto(f"{live_server.url}/admin/interpretation/material/{material.pk}/change/act/add_media/")
    page.set_input_files("[name=file]", film)
    page.set_input_files("[name=captions]", {"name": "字幕.vtt", "mimeType": "text/vtt", "buffer": CAPTIONS.encode()})
    page.check("[name=is_checked]")
    with page.expect_navigation():
        page.locator(".act-page form [type=submit]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert MaterialFile.objects.get().captions.kind == "vtt"
    material.refresh_from_db()
    services.submit(material, **office.as_(Role.HANDLER))
    services.approve(material, **office.as_(Role.HEAD))
    services.publish(material, **office.as_(Role.INFO_CLERK))

    page.context.clear_cookies()
    page.goto(live_server.url + material.get_absolute_url())
    video = page.locator("video")
    expect(video).to_be_visible()
    expect(video).to_have_js_property("controls", True)
    expect(page.locator("main")).to_contain_text(SPOKEN)
    as_video(page, "if (video.readyState < 1) await new Promise((go) => { video.onloadedmetadata = go; })")
    as_video(page, "const track = video.querySelector('track'); " + UNTIL_LOADED)
    assert as_video(page, "return [video.videoWidth, video.textTracks[0].mode, video.error]") == [64, "showing", None]
    assert as_video(page, "return [...video.textTracks[0].cues].map((cue) => cue.text)") == ["六月十日开始报名。"]
    assert as_video(page, PLAY) > 0.2
    assert faults_of(page) == []
